# Who may be counted, and what is asked before.
error-email-unread = Nobody reads mail at this address. Please give one where you can open a link.
error-email-role = This is an address of an office, not of a person. Please sign with your own.
error-email-disposable = Addresses of this provider last only a short while. Please give one that you keep, so that you can correct or take back your signature.
confirm-changed = What was typed has changed
confirm-changed-explained = Since this page was opened, somebody signed again with this address. Please look once more at what would count, then press the button.
confirm-listed-held = Your organization was signed for already
confirm-listed-held-explained = A colleague of yours, or somebody else, has signed for the same organization; our staff look at it before it counts. If it was nobody of yours, please answer our mail.
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
