# Who decides for an organization: a director or a board.
field-board = Approvers, one per line
hint-board = One per line: name, email address
approver-number = Approver { $number }
approver-add = Add another person
field-approvals = Approvals needed
approvals-1 = 1
approvals-2 = 2
approvals-3 = 3
approvals-4 = 4
approvals-5 = 5
approvals-6 = 6
approvals-7 = 7
approvals-all = All
error-board = Enter one approver per line: the name, then the email address. For example: Dolores Prado, dolores@union.example
error-board-many = You can name up to 12 approvers
error-approvals = You named fewer approvers than that
approve-contact = Submitted by
progress-approved = { $approved ->
    [0] No one has approved yet.
    [one] { $approved } approver has approved.
   *[other] { $approved } approvers have approved.
 }
progress-needed = { $needed } of the { $all } approvers must approve.
approve-others = { $others ->
    [one] We also asked one other approver:
   *[other] We also asked { $others } other approvers:
 }
approve-until = { $at ->
    [midnight] Please decide by the end of { $date } ({ $zone }).
   *[clock] Please decide by { $date }, { $time }.
 }
approve-so-far = Who has signed so far
approve-publisher = { a-letter-begins } published by
approve-about = What { the-letter } is about
approve-decide = Your decision
approve-change = Change it later
approve-change-explained = { $contact } can change how your organization appears, or withdraw the signature. If your organization did not sign:
approve-decline = Decline
approve-decline-button = Decline
approve-reason = Why?
approve-reason-hint = Your organization's contact and our staff can read this. We don't publish it.
approve-noted = Thank you. You approved
approve-noted-explained = { $others ->
    [one] We also asked the other approver. We can't count your organization's signature until there are enough approvals.
   *[other] We also asked the other approvers. We can't count your organization's signature until there are enough approvals.
 }
approve-no-noted = You declined
approve-no-noted-explained = { $others ->
    [one] We'll tell your colleague. We also asked the other approver, who can still approve.
   *[other] We'll tell your colleague. We also asked the other approvers, and enough of them can still approve.
 }
approve-outvoted = Your organization has signed
approve-outvoted-explained = { $others ->
    [one] You declined, but the other approver approved. Your organization's name is now on { the-letter }.
   *[other] You declined, but enough other approvers approved. Your organization's name is now on { the-letter }.
 }
approve-outvoted-held = Approved and under review
approve-outvoted-held-explained = { $others ->
    [one] You declined, but the other approver approved. If we approve the signature, your organization's name will appear on { the-letter }.
   *[other] You declined, but enough other approvers approved. If we approve the signature, your organization's name will appear on { the-letter }.
 }
approve-declined = Your organization declined to sign
approve-declined-explained = We've told your colleague. Your organization's name will not appear on { the-letter }.
approve-renewal = Sign the new version on behalf of { $name }?
approve-renewal-explained = Your organization signed { this-letter } before it changed. A colleague asks if it also signs the new version. Until you approve, its signature is only for the version it signed.
approve-renewal-noted = Thank you. You approved
approve-renewal-noted-explained = { $others ->
    [one] We also asked the other approver. Until there are enough approvals, your organization's signature is only for the version it signed.
   *[other] We also asked the other approvers. Until there are enough approvals, your organization's signature is only for the version it signed.
 }
approve-renewal-no-noted = You declined
approve-renewal-no-noted-explained = { $others ->
    [one] We'll tell your colleague. We also asked the other approver, who can still approve. Until then, your organization's signature is only for the version it signed.
   *[other] We'll tell your colleague. We also asked the other approvers, and enough of them can still approve. Until then, your organization's signature is only for the version it signed.
 }
approve-renewal-declined = Your organization declined to sign the new version
approve-renewal-declined-explained = We've told your colleague. Your organization's signature is only for the version it signed.
approve-renewal-expired = Please ask your colleague to ask again, using their “Manage my signature” link. We'll send you a new link right away. Your organization's signature is only for the version it signed.
approve-renewal-closed = { this-letter-begins } no longer accepts signatures. Your organization's signature is only for the version it signed.
approve-text-changed = { the-letter-begins } has changed since your organization signed, and its signature is for the earlier version. Your colleague can sign the new version with their “Manage my signature” link.
approve-text-changed-noted = { the-letter-begins } has changed since you decided. The approvers are now being asked about the new version. Once one of them decides, we'll ask you again.
approval-asked-renewal = { $name } signed { the-letter } “{ $letter }” before it changed. { $contact } asks you to decide if it also signs the new version. Until then, its signature is only for the version it signed.
approval-press-renewal = Please read what changed, then approve or decline.
approval-reminder-renewal = Signing ends soon. Please read what changed, then approve or decline.
approve-changed = { the-letter-begins } or your listing has changed
approve-changed-explained = After you opened this page, your colleague changed some details, or a new version { of-the-letter } was published. Please check again, then decide.
confirm-declined = Your organization declined to sign
confirm-declined-explained = { $deciders ->
    [one] The approver you named declined. If they change their mind, fill in the form again.
   *[other] Too many of the approvers you named declined. If they change their minds, fill in the form again.
 }
own-state-declined = { $deciders ->
    [one] Your organization's approver declined. The signature is not counted and does not appear on { the-letter }.
   *[other] Too many of your organization's approvers declined. The signature is not counted and does not appear on { the-letter }.
 }
own-state-renewing = { $deciders ->
    [one] We've asked your organization's approver about the new version. Until they approve, your signature is only for the version you signed.
   *[other] We've asked your organization's approvers about the new version. Until enough of them approve, your signature is only for the version you signed.
 }
own-state-renewal-declined = { $deciders ->
    [one] Your organization's approver declined to sign the new version. Your signature is only for the version you signed.
   *[other] Too many of your organization's approvers declined to sign the new version. Your signature is only for the version you signed.
 }
own-deciders = Approvals
own-decider-approved = Approved.
own-decider-declined = Declined.
own-decider-waits = No answer yet.
own-decided-already = An approver has already answered, so you can't change the details until all of them have answered.
own-decided-meanwhile = For now, you can withdraw the signature and fill in the form again, or hand over to a colleague.
decision-approved-subject = Approved: { $letter }
decision-declined-subject = Declined: { $letter }
decision-approved = { $name } approved the signature of { $organization } on { the-letter } “{ $letter }.”
decision-declined = { $name } declined the signature of { $organization } on { the-letter } “{ $letter }.”
decision-approved-renewal = { $name } approved the signature of { $organization } on the new version { of-the-letter } “{ $letter }.”
decision-declined-renewal = { $name } declined the signature of { $organization } on the new version { of-the-letter } “{ $letter }.”
decision-text-changed = { the-letter-begins } has changed since then, and this approval is for the earlier version. To see what changed and sign the new version:
decision-text-changed-undecided = { the-letter-begins } has changed since then, and this approval is for the earlier version. The approvers are now being asked about the new version. Once one of them decides, we'll ask those who approved the earlier version again.
decision-see = To see all answers, or to change or withdraw the signature:
decision-reason = They gave a reason. To read it:

# A form that is saved to go on later.
draft-save = Save for later
draft-saved = Saved for later
draft-saved-sent = Look for our email at
draft-saved-explained = { $days ->
    [one] Use the link to continue where you left off. Your organization has not signed yet, and nothing is public. We delete the form after { $days } day.
   *[other] Use the link to continue where you left off. Your organization has not signed yet, and nothing is public. We delete the form after { $days } days.
 }
draft-saved-most = { $count ->
    [one] To prevent abuse, we send only one email a day to any address.
   *[other] To prevent abuse, we send at most { $count } emails a day to any address.
 } If you asked several times today, the link may come tomorrow.
draft-saved-again = Saved. The link in our email opens the form as it is now.
draft-opened = This is your saved form. Continue, sign, or name the approvers at the bottom of the page. We'll ask them right away.
draft-remove = Delete this form
draft-removed = The form has been deleted
draft-removed-explained = We kept none of your answers.
draft-asked = { $deciders ->
    [one] We sent { the-letter } and a link to: { $names }. We can't count your organization's signature until this person approves.
   *[other] We sent { the-letter } and a link to: { $names }. We can't count your organization's signature until enough of them approve.
 }
draft-asked-next = We'll email you their answers. To view or change the signature in the meantime, ask for a link:
draft-subject = Your form is saved: { $letter }
draft-mail-saved = You started a form to sign { the-letter } “{ $letter }” on behalf of an organization, and saved it for later. Your organization has not signed yet.
draft-mail-open = Use this link to continue, sign, or send the form for approval:
draft-mail-link = Open the form
draft-mail-valid = { $days ->
    [one] The link expires in { $days } day. Then we delete the form.
   *[other] The link expires in { $days } days. Then we delete the form.
 }
draft-mail-not-you = Didn't do this? You can ignore this email.
approve-closed = Signing has ended
approve-closed-explained = { this-letter-begins } no longer accepts signatures. Your organization did not decide in time, so its signature is not counted.

# Thanks, once a signature counts.
thanks-subject = Thank you for signing: { $letter }
thanks-person = Thank you for signing { the-letter } “{ $letter }.” Your signature is counted.
thanks-organization = Thank you for signing { the-letter } “{ $letter }” on behalf of { $name }. The signature is counted.
thanks-approved = { $approver } approved the signature of { $name } on { the-letter } “{ $letter }.” It is now counted. Thank you!
thanks-approver-subject = Your organization signed: { $letter }
thanks-approver = Thank you for approving the signature of { $name } on { the-letter } “{ $letter }.” It is now counted.
thanks-asks = You approved { a-letter } that asks for this:
thanks-total = So far, { $who } have signed.
thanks-share = Every signature helps. Please share { the-letter } with people who may agree.
thanks-own = To change, hide or withdraw your signature at any time:
thanks-approver-change = { $contact } can change or withdraw the signature. To see it again:
thanks-approver-link = See the signature
thanks-approver-remove = If your organization did not sign, remove its name here:
thanks-keep = Please don't forward this email. Anyone who has its links can change the signature.
