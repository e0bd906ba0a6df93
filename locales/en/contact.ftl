# What an organization's contact may do by their link.
other-name = Name in another language: { $language }
other-name-hint = Only if your organization has one. It appears on pages and in letters in that language.
own-correct-organization = Most changes appear right away. If you change the legal name or the website, we review the change first. Until then, we show the current one.
own-waiting = These changes are under review. Until then, we show the current ones:
own-waiting-none = none
own-saved-waits = Saved. Your change to the legal name or website is under review. Your other changes appear now.
own-preview-not-saved = Nothing is saved yet. If it is correct, click “Save” below.
own-origin = Where this signature came from
own-level = Verification
own-level-own-domain = Confirmed from an email at the domain of the organization's website
own-level-other-address = Confirmed from another email address
own-level-staff = Verified by our staff
error-organization-taken = You already have a signature for an organization with this name. Use the link to that signature.

# Another contact.
own-contact = Hand over to a colleague
own-contact-explained = Name a colleague to manage your organization's signatures. We'll email them a link. Once they accept, your own links stop working for every letter that your organization signed, and we'll let you know.
own-contact-named = You named { $contact }, who hasn't answered yet. If you name someone else, that link stops working.
own-contact-name = Name a colleague
own-contact-button = Ask this colleague
own-contact-asked = We've asked your colleague. Nothing changes until they accept.
own-contact-enough = We've already sent this address enough emails today. Please try again tomorrow.
own-contact-self = This is your own email address. Enter your colleague's.
field-next-name = Colleague's name
field-next-title = Colleague's job title
field-next-email = Colleague's email address
contact-ask = Will you be this organization's contact?
contact-ask-explained = We'd email you private links to change how the organization appears, withdraw its signatures, or sign more letters on its behalf. Nothing changes until you answer.
contact-organization = Organization
contact-named-by = Named by
contact-you = You
contact-letters = Letters it has signed:
contact-accept = Yes, I'll be the contact
contact-refuse = No
contact-accepted = Thank you. You are now the contact
contact-accepted-explained = We sent you links for every letter that the organization signed. We've told the earlier contact, and their links no longer work.
contact-refused = You are not the contact
contact-refused-explained = Nothing has changed. We've told the colleague who named you.
contact-expired = This link has expired
contact-expired-explained = Please ask your colleague to name you again. We'll send you a new link right away.
contact-impossible = We couldn't complete this
contact-impossible-explained = We couldn't complete this automatically, and nothing has changed. Reply to our email and we'll help.
contact-changed = Your organization has a new contact
contact-changed-explained = The earlier contact's links no longer work. If you think this is a mistake, please write to us.
handover-subject = Will you be the contact for { $organization }?
handover-asked = { $from } named you as the contact for { $organization }, which signed { the-letter } “{ $letter }.”
handover-means = If you accept, you manage how the organization appears, and you can withdraw its signatures. Open this page to read more and answer:
handover-open = Read and answer
handover-valid = { $days ->
    [one] This link expires in { $days } day. Nothing changes until you answer.
   *[other] This link expires in { $days } days. Nothing changes until you answer.
 }
handover-not-you = If you don't know this organization, you can ignore this email.
handed-over-subject = { $organization } has a new contact
handed-over-told = { $new } accepted and is now the contact for { $organization }.
handed-over-links = Your links to its signatures no longer work. If you asked for updates about these letters, you won't receive them anymore.
handed-over-wrong = If you did not want this, reply to this email right away.
handover-refused-subject = You are still the contact for { $organization }
handover-refused-told = { $new } declined to be the contact for { $organization }.
handover-refused-links = Nothing has changed. Your links still work, and you can name someone else.

# Links to own pages, which nobody asked for.
links-mail-signed-subject = Your organization signed another letter
links-mail-signed = You signed { this-letter } on behalf of your organization. Use the link to view, change or delete the signature:
links-mail-contact-subject = You are now the contact
links-mail-contact = You agreed to be the contact for this organization. Use each link to view, change or delete one of its signatures, or to sign another letter:
links-mail-keep = Don't share these links. Anyone who has one can change the signature.
