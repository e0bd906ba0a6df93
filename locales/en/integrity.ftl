# Who may be counted, and what is asked before.
error-email-unread = Nobody reads mail at this address. Please give one where you can open a link.
error-email-role = This is an address of an office, not of a person. Please sign with your own.
error-email-disposable = Addresses of this provider last only a short while. Please give one that you keep, so that you can correct or take back your signature.
confirm-changed = What was typed has changed
confirm-changed-explained = Since this page was opened, somebody signed again with this address. Please look once more at what would count, then press the button.
confirm-listed-held = Your organization was signed for already
confirm-listed-held-explained = A colleague of yours, or somebody else, has signed for the same organization; our staff look at it before it counts. If it was nobody of yours, please answer our mail.
confirm-rival = Confirmed; our staff look before it counts
confirm-rival-explained = The letter lists { $other } already. That may be another organization of the same name, a colleague of yours, or somebody who signed for you without asking. Our staff see both, and decide before yours counts. If nobody of yours signed that line, please answer our mail and say so.
confirm-rival-held = Confirmed; our staff look before it counts
confirm-rival-held-explained = Somebody else has signed for an organization of this name, and waits for our staff too. Our staff see both, and decide before either counts. If nobody of yours signed before you, please answer our mail and say so.
confirm-updates = News by e-mail
confirm-updates-yes = Yes, you asked for it
surge-subject = Signatures are held: many from { $domain } ({ $letter })
surge-told = More people than usual signed the letter “{ $letter }” from addresses at { $domain } within a day. Those signatures are held, and count for nothing until you have looked.
surge-next = If they are genuine, such as members of one union, release them all at once; if not, leave or reject them:
sight-members = { $count ->
    [one] { $count } Member of Congress whom the letter names
   *[other] { $count } Members of Congress whom the letter names
 }
sight-comment-public = What you write to the offices also stands under the letter, once our staff have read it.
sight-comment-public-at-once = What you write to the offices also stands under the letter.
comments-heading = In their own words
rivals-subject = Two organizations that may be one: { $letter }
rivals-told = Two organizations on the letter “{ $letter }” may be one, and somebody may have signed for the other without asking. Please look at both.
rivals-line = { $id }: { $name }. Contact: { $contact }, { $email }.
rivals-counts = It is on the list.
rivals-waits = It waits for you.
rivals-next = If they are two, count the one that waits. If they are one, take off the one that does not speak for it:
rival-subject = Our staff look before it counts: { $letter }
rival-told = You signed the letter “{ $letter }” for { $name }. It waits for our staff, because somebody else has signed for an organization of this name.
rival-listed = The letter lists { $other }. Our staff see both.
rival-held = The other one waits for our staff too.
rival-next = You need not do anything. If nobody of yours signed the other one, please answer this mail, or write to { $desk }: that helps our staff to decide.
rival-own = Your own page shows how your signature stands:
rival-own-link = My signature
known-own-domain = Confirmed from { $domain }
known-staff = Checked by our staff
known-unverified = Confirmed from a mailbox that is not the organization's own
