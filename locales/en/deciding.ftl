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
approve-noted-explained = The others have been asked as well. Your organization's signature does not count before enough have approved.
approve-no-noted = You have declined
approve-no-noted-explained = Your colleague is told. The others were asked as well, and enough of them can still approve.
approve-outvoted = Your organization has signed
approve-outvoted-explained = You have declined, but enough of the others approved. It stands on the public list and counts.
approve-outvoted-held = Approved; our staff look before it counts
approve-outvoted-held-explained = You have declined, but enough of the others approved. If all is well, your organization stands on the list within a few days.
approve-declined = Your organization does not sign
approve-declined-explained = Your colleague has been told, and nothing of it stands on the list.
approve-changed = What you were shown has changed
approve-changed-explained = Since you opened this page, your colleague corrected something, or the letter's text was replaced. Please look once more, then decide.
confirm-declined = Your organization decided not to sign
confirm-declined-explained = Those whom you asked declined. If they change their minds, fill in the form again.
own-state-declined = Those who decide for your organization declined. It is not counted and stands on no list.
own-deciders = Who decides
own-decider-approved = Approved.
own-decider-declined = Declined.
own-decider-waits = Has not decided yet.
own-decided-already = Somebody has approved this line as it stands, so it can't change now. When the decision is made you can correct it again; or take it back and fill in the form anew.
decision-approved-subject = Approved: { $letter }
decision-declined-subject = Declined: { $letter }
decision-approved = Asked whether { $organization } signs the letter “{ $letter }”, { $name } approved.
decision-declined = Asked whether { $organization } signs the letter “{ $letter }”, { $name } declined.
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
draft-asked = We sent the letter and a link to: { $names }. It does not count before enough of them approve.
draft-asked-next = We tell you by mail what they decide. To see or correct it meanwhile, ask for a link:
draft-subject = Your form is saved: { $letter }
draft-mail-saved = Someone, we hope you, began to fill in the form with which an organization signs the letter “{ $letter }”, and saved it for later. Nothing of it counts yet.
draft-mail-open = This link opens the form as it was left, to go on, to sign, or to have it approved by those who decide:
draft-mail-link = Open the form
draft-mail-valid = { $days ->
    [one] It works for { $days } day; then what was typed is deleted.
   *[other] It works for { $days } days; then what was typed is deleted.
 }
draft-mail-not-you = If it was not you, you need not do anything.
approve-closed = Signing has ended
approve-closed-explained = Nobody can sign this letter any more. What your organization had not decided in time does not count.
