# What an organization's contact may do by their link.
other-name = Name in another language: { $language }
other-name-hint = Only if the organization has one. It stands on the pages and in the bundles of that language.
own-correct-organization = What you save stands at once. Another legal name or website says who you are: our staff look at it first, and until then the old one stays.
own-waiting = Our staff look at this first; until then the earlier one stays:
own-waiting-none = none
own-saved-waits = Saved. The legal name or the website waits for our staff; the rest stands now.
own-preview-not-saved = Nothing is saved yet. If it is right, press “Save” below.
own-level = How we know that it is you
own-level-own-domain = Confirmed from the domain of the organization's website
own-level-other-address = Confirmed from another address
own-level-staff = Approved by our staff
error-organization-taken = You have another signature for the organization of this name. Please use the link to that one.

# Another contact.
own-contact = Another contact
own-contact-explained = Name who should look after these signatures from now on. We send them a link; as soon as they accept, your own links to every letter that your organization signed end, and you are told.
own-contact-named = You named { $contact }, who has not answered yet. If you name someone else, that link ends.
own-contact-name = Name another contact
own-contact-button = Ask this person
own-contact-asked = We have asked. Until they accept, nothing changes.
own-contact-enough = This address was sent enough mail for a day. Please try again tomorrow.
own-contact-self = That is your own address. Please give another person's.
field-next-name = Their name
field-next-title = Their role
field-next-email = Their e-mail address
contact-ask = Will you be this organization's contact?
contact-ask-explained = You would correct how it is listed, take its signatures back, or sign further letters for it, by links that only you have. Nothing changes before you answer.
contact-organization = Organization
contact-named-by = Named by
contact-you = You
contact-letters = It has signed:
contact-accept = Yes, I am the contact
contact-refuse = No
contact-accepted = Thank you: you are the contact now
contact-accepted-explained = We sent you links to every letter that the organization signed. The earlier contact has been told, and their links have ended.
contact-refused = You are not the contact
contact-refused-explained = Nothing has changed. Whoever named you has been told.
contact-expired = This link is too old
contact-expired-explained = Please ask your colleague to name you again: a fresh link comes at once.
contact-impossible = This can't be done by link
contact-impossible-explained = Something stands against it on one of the letters. Nothing has changed; please answer our mail, and our staff look into it.
contact-changed = Another contact looks after this now
contact-changed-explained = Your organization has another contact, and the links of the earlier one have ended. If that is a mistake, please write to us.
handover-subject = Will you be the contact of { $organization }?
handover-asked = { $from } names you as the contact of { $organization }, which signed the letter “{ $letter }”.
handover-means = If you accept, you look after how it is listed, and may take its signatures back. Open this page, see what it is about, and answer with one press:
handover-open = See and answer
handover-valid = { $days ->
    [one] The link works for { $days } day. Until you answer, nothing changes.
   *[other] The link works for { $days } days. Until you answer, nothing changes.
 }
handover-not-you = If you do not know this organization, you need not do anything.
handed-over-subject = { $organization } has another contact now
handed-over-told = { $new } accepted, and is the contact of { $organization } now.
handed-over-links = Your links to its signatures, on every letter, have ended. So has the news about these letters, if you asked for it.
handed-over-wrong = If you did not want this, please answer this mail at once.
handover-refused-subject = You are still the contact of { $organization }
handover-refused-told = { $new } does not wish to be the contact of { $organization }.
handover-refused-links = Nothing has changed: your links work as before, and you may name someone else.

# Links to own pages, which nobody asked for.
links-mail-signed-subject = Your organization signed another letter
links-mail-signed = You signed this letter for your organization. The link opens the page of that signature, to see, correct or delete it:
links-mail-contact-subject = You are the contact now
links-mail-contact = You accepted to be the contact of this organization. Each link opens the page of one of its signatures, to see, correct or delete it, or to sign the next letter:
links-mail-keep = Pass none of these links on: whoever has one can change the signature.
