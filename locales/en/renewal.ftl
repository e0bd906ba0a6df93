own-renew = { the-letter-begins } has changed since you signed
own-renew-explained = Your signature is only for the version you signed. We won't include it when we deliver the new version.
own-renew-read = Read the new version
own-renew-button = Sign the new version
own-renew-ask = { $deciders ->
    [one] Your organization's approver must approve the new version: { $names }. Click the button and we'll email them.
   *[other] Your organization's approvers must approve the new version: { $names }. Click the button and we'll email each of them.
 }
own-renew-ask-button = Ask for approval of the new version
own-renew-ask-again = There were not enough answers in time. You can ask again.
own-renew-asked = We've asked for approval. Until then, your signature is only for the version you signed.
own-renew-enough = We've already sent your approvers enough emails today, so we did not ask anyone. Please try again tomorrow.
own-awaiting-text-changed = { the-letter-begins } has changed since you filled in the form. The approvers are now being asked about the new version. We'll ask those who already answered again.
own-renew-closed = { the-letter-begins } isn't accepting signatures now, so you can't sign the new version.
own-renewed = You've signed the new version.
