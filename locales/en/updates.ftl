# What signers hear after they signed.
kind-update = Update
updates = Updates
update-of = About { the-letter }
update-sign = Read and sign { the-letter }
update-mail-why = You received this email because you signed { the-letter } “{ $letter }” and asked for updates about it.
update-mail-page = Read this on our website
update-mail-stop = To stop receiving these emails:
update-mail-own = To view, change, withdraw or delete your signature:
update-mail-stop-link = Unsubscribe
unsubscribe-ask = Unsubscribe from updates about { this-letter }?
unsubscribe-ask-explained = Click the button, and we'll stop sending updates about { this-letter } to the address that received our email. This does not change your signature.
unsubscribe-button = Unsubscribe
unsubscribe-done = You've unsubscribed
unsubscribe-done-explained = We won't send more updates about { this-letter } to the address that received our email. This does not change your signature.
unsubscribe-unknown = This link doesn't work
unsubscribe-unknown-explained = Your email app may have split the link, or the signature was deleted. If it was deleted, we won't send more updates. If you still receive them, you can stop them with your “Manage my signature” link.
unsubscribe-undo = Changed your mind? You can ask for updates again. We'll email you a link:
