# What signers hear after they signed.
kind-update = Update
updates = Updates
update-of = On the letter
update-sign = Read and sign the letter
update-mail-why = You receive this mail because you signed the letter “{ $letter }” and asked for news about it.
update-mail-page = Read this on our site
update-mail-stop = To receive no more of these, press here:
update-mail-own = To see, correct, take back or delete your signature, ask for its link here:
update-mail-stop-link = Stop these mails
unsubscribe-ask = Stop news about this letter?
unsubscribe-ask-explained = One press, and we send no more news about this letter to the address that received our mail. Signatures stay as they are, and count.
unsubscribe-button = Stop these mails
unsubscribe-done = No more news about this letter
unsubscribe-done-explained = We send nothing more about it to the address that received our mail. Signatures stay as they are, and count.
unsubscribe-unknown = This link is not known
unsubscribe-unknown-explained = It may have been cut in two by your mail program, or the signature was deleted, and with it every mail about it. If mails still come, your own page stops them.
unsubscribe-undo = Changed your mind? On your own page you can ask for news again. We send you a link to it:
