# Who decides for an organization: a director or a board.
field-board = More who decide, for a board
hint-board = A line for each: name and e-mail address.
field-approvals = How many of them must approve
approvals-1 = One is enough
approvals-2 = Two
approvals-3 = Three
approvals-4 = Four
approvals-5 = Five
approvals-6 = Six
approvals-7 = Seven
approvals-all = All of them
error-board = Please write a line for each: the name, then the e-mail address, such as: Dolores Prado, dolores@union.example
error-board-many = Twelve people at most can be asked.
error-approvals = That is more than the people whom you name.
approve-contact = Filled in by
progress-approved = { $approved ->
    [0] Nobody has approved yet.
    [one] { $approved } person has approved.
   *[other] { $approved } people have approved.
 }
progress-needed = { $needed } of the { $all } people who decide must approve.
approve-others = { $others ->
    [one] One other person was also asked:
   *[other] { $others } other people were also asked:
 }
approve-until = { $at ->
    [midnight] Please decide by midnight at the end of { $date }, { $zone }.
   *[clock] Please decide by { $date }, { $time }.
 }
approve-so-far = Under the letter so far:
approve-decline = No, we do not sign
approve-decline-button = Decline
approve-reason = Why?
approve-reason-hint = Only your colleague reads it.
approve-noted = Thank you: you have approved
approve-noted-explained = { $others ->
    [one] The other person has been asked as well. Your organization's signature does not count before enough have approved.
   *[other] The others have been asked as well. Your organization's signature does not count before enough have approved.
 }
approve-no-noted = You have declined
approve-no-noted-explained = { $others ->
    [one] Your colleague is told. The other person was asked as well, and can still approve.
   *[other] Your colleague is told. The others were asked as well, and enough of them can still approve.
 }
approve-outvoted = Your organization has signed
approve-outvoted-explained = { $others ->
    [one] You have declined, but the other person approved. It stands on the public list and counts.
   *[other] You have declined, but enough of the others approved. It stands on the public list and counts.
 }
approve-outvoted-held = Approved; our staff look before it counts
approve-outvoted-held-explained = { $others ->
    [one] You have declined, but the other person approved. If all is well, your organization stands on the list within a few days.
   *[other] You have declined, but enough of the others approved. If all is well, your organization stands on the list within a few days.
 }
approve-declined = Your organization does not sign
approve-declined-explained = Your colleague has been told, and nothing of it stands on the list.
approve-renewal = Sign the new text for your organization?
approve-renewal-explained = Your organization signed this letter, and then its text changed. A colleague asks whether it signs the new text as well. Until you approve, its signature stands for the text that it signed.
approve-renewal-noted = Thank you: you have approved
approve-renewal-noted-explained = { $others ->
    [one] The other person has been asked as well. Until enough have approved, your organization's signature stands for the text that it signed.
   *[other] The others have been asked as well. Until enough have approved, your organization's signature stands for the text that it signed.
 }
approve-renewal-no-noted = You have declined
approve-renewal-no-noted-explained = { $others ->
    [one] Your colleague is told. The other person was asked as well, and can still approve. Until then your organization's signature stands for the text that it signed.
   *[other] Your colleague is told. The others were asked as well, and enough of them can still approve. Until then your organization's signature stands for the text that it signed.
 }
approve-renewal-declined = Your organization does not sign the new text
approve-renewal-declined-explained = Your colleague has been told. Your organization's signature stands for the text that it signed, and for no other.
approve-renewal-expired = Please ask your colleague to ask again, on their page: a fresh link comes at once. Your organization's signature stands for the text that it signed.
approve-renewal-closed = Nobody can sign this letter any more. Your organization's signature stands for the text that it signed.
approve-text-changed = The letter's text has changed since your organization signed, and its signature is for the text before. Your colleague's own page shows how to sign the new one.
approve-text-changed-noted = The letter's text has changed since you decided. The question is about the new text now: as soon as anybody decides about that, you are asked again.
approval-asked-renewal = { $name } signed the letter “{ $letter }”, and then its text changed. { $contact } asks you to decide whether it signs the new text. Until then its signature stands for the text that it signed.
approval-press-renewal = Please read what changed; then approve or decline with one press.
approval-reminder-renewal = Signing ends soon. Please read what changed; then approve or decline with one press.
approve-changed = What you were shown has changed
approve-changed-explained = Since you opened this page, your colleague corrected something, or the letter's text was replaced. Please look once more, then decide.
confirm-declined = Your organization decided not to sign
confirm-declined-explained = { $deciders ->
    [one] The person whom you asked declined. If they change their mind, fill in the form again.
   *[other] Those whom you asked declined. If they change their minds, fill in the form again.
 }
own-state-declined = { $deciders ->
    [one] The person who decides for your organization declined. It is not counted and stands on no list.
   *[other] Those who decide for your organization declined. It is not counted and stands on no list.
 }
own-state-renewing = { $deciders ->
    [one] The person who decides for your organization has been asked about the new text. Until they approve, your signature stands for the text that you signed.
   *[other] Those who decide for your organization have been asked about the new text. Until they approve, your signature stands for the text that you signed.
 }
own-state-renewal-declined = { $deciders ->
    [one] The person who decides for your organization declined to sign the new text. Your signature stands for the text that you signed.
   *[other] Those who decide for your organization declined to sign the new text. Your signature stands for the text that you signed.
 }
own-deciders = Who decides
own-decider-approved = Approved.
own-decider-declined = Declined.
own-decider-waits = Has not decided yet.
own-decided-already = Somebody has decided about this line as it stands, so it can't change before all is decided.
own-decided-meanwhile = Meanwhile you can take the signature back and fill in the form anew, or name another contact.
decision-approved-subject = Approved: { $letter }
decision-declined-subject = Declined: { $letter }
decision-approved = Asked whether { $organization } signs the letter “{ $letter }”, { $name } approved.
decision-declined = Asked whether { $organization } signs the letter “{ $letter }”, { $name } declined.
decision-approved-renewal = Asked whether { $organization } signs the new text of the letter “{ $letter }”, { $name } approved.
decision-declined-renewal = Asked whether { $organization } signs the new text of the letter “{ $letter }”, { $name } declined.
decision-text-changed = The letter's text has changed since then, and this approval is for the text before. Your page shows what changed, and how to sign the new text:
decision-text-changed-undecided = The letter's text has changed since then, and this approval is for the text before. The question is about the new text now: as soon as anybody decides about that, whoever approved the text before is asked again.
decision-see = Your page shows who has decided, and lets you correct or take back the signature:
decision-reason = They gave a reason, which stands on your page:

# A form that is saved to go on later.
draft-save = Save for later
draft-saved = Saved for later
draft-saved-sent = We sent a link to
draft-saved-explained = { $days ->
    [one] It opens the form as you left it. Nothing of it counts or is public; after { $days } day it is deleted by itself.
   *[other] It opens the form as you left it. Nothing of it counts or is public; after { $days } days it is deleted by itself.
 }
draft-saved-again = Saved. The link in our mail opens the form as it is now.
draft-opened = This is your form as you saved it. You can go on, sign, or have it approved: fill in who decides at the end, and we ask them at once.
draft-remove = Delete this form
draft-removed = The form is deleted
draft-removed-explained = Nothing of what you typed is kept.
draft-asked = { $deciders ->
    [one] We sent the letter and a link to: { $names }. It does not count before this person approves.
   *[other] We sent the letter and a link to: { $names }. It does not count before enough of them approve.
 }
draft-asked-next = We tell you by mail what is decided. To see or correct it meanwhile, ask for a link:
draft-subject = Your form is saved: { $letter }
draft-mail-saved = Someone, we hope you, began to fill in the form with which an organization signs the letter “{ $letter }”, and saved it for later. Nothing of it counts yet.
draft-mail-open = This link opens the form as it was left, to go on, to sign, or to have it approved by whoever decides:
draft-mail-link = Open the form
draft-mail-valid = { $days ->
    [one] It works for { $days } day; then what was typed is deleted.
   *[other] It works for { $days } days; then what was typed is deleted.
 }
draft-mail-not-you = If it was not you, you need not do anything.
approve-closed = Signing has ended
approve-closed-explained = Nobody can sign this letter any more. What your organization had not decided in time does not count.
