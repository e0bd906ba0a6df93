own-renew = The text has changed since you signed
own-renew-explained = Your signature stands for the text that you signed, and for no other. Bundles of the new text do not hold it.
own-renew-read = Read the new text
own-renew-button = Sign the new text
own-renew-organization = To sign the new text for your organization, take this signature back below and fill in the form again.
own-renew-closed = The letter takes no signatures now, so the new text can't be signed here.
own-renewed = Your signature stands for the new text now.
