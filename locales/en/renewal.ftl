own-renew = The text has changed since you signed
own-renew-explained = Your signature stands for the text that you signed, and for no other. Bundles of the new text do not hold it.
own-renew-read = Read the new text
own-renew-button = Sign the new text
own-renew-ask = { $deciders ->
    [one] As when it was signed, one person decides for your organization: { $names }. The button sends them a mail with the new text.
   *[other] As when it was signed, others decide for your organization: { $names }. The button sends each of them a mail with the new text.
 }
own-renew-ask-button = Ask whether we sign the new text
own-renew-ask-again = It was not decided in time. You can ask once more.
own-renew-asked = We have asked. Your signature stands for the text that you signed until the new one is approved.
own-renew-enough = No mail about this can go out today, so nobody was asked. Please try again tomorrow.
own-awaiting-text-changed = The letter's text has changed since you filled in the form. The question is about the new text now: whoever decided about the text before is asked again.
own-renew-closed = The letter takes no signatures now, so the new text can't be signed here.
own-renewed = Your signature stands for the new text now.
