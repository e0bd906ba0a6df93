skip-to-content = Skip to the text
site-navigation = Site
letters = Letters
coalition = Coalition
about = About
languages = Languages
privacy = Privacy
feed = Feed
mailbox = Mailbox
no-trackers = No cookies, no trackers, nothing loaded from elsewhere.
optional = (optional)
choose = Choose…
continue-reading = Continue reading
archive = Archive
archive-of = Published in { $year }
newer = Newer
older = Older
topic-intro = Everything we have published on this topic.
index-intro = Open letters to those who make policy. Read, decide, and add your name.
kind-letter = Open letter
kind-op-ed = Opinion
kind-statement = Statement
what-we-ask = What we ask
translated-by = Translated by { $name }
add-your-name = Add your name
goal-label = Signatures so far
the-undersigned = The undersigned
goal = Help us reach { $count }.
closes-at = { $at ->
    [midnight] Closes at midnight at the end of { $date }, { $zone }
   *[clock] Closes { $date }, { $time }
 }
signing-not-yet-open = Signing has not begun yet.
signing-closed = Signing is closed.
text-changed = The text of this letter changed after you opened the form. Please read it again before you sign; what you typed is still here.
sign-for-organization = Sign for an organization
sign-as-person = Sign as a person
sign-the-letter = Sign the letter
organizations = Organizations
people = People
nobody-yet = Nobody yet. Be the first.
all-organizations = All organizations
all-people = All people
more-names = More names
identification-only = Titles and affiliations are given for identification only.
tally-organizations = { $count ->
    [one] { $count } organization
   *[other] { $count } organizations
 }
tally-and = and
tally-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
tally-unlisted = , and { $count } who asked not to be listed
tally-earlier = { $count ->
    [one] ({ $count } of these signatures is for an earlier text)
   *[other] ({ $count } of these signatures are for an earlier text)
 }
signed-earlier = signed the earlier text (revision { $revision })
federal-employees = People sign in a personal capacity. If you work for the federal government, please leave out your title and do not use your work address.
please-correct = { $count ->
    [one] Please correct one entry
   *[other] Please correct { $count } entries
 }
check-mail = Check your mail
listed-as = To be listed as
not-listed = counted, not listed
confirm-button = Yes, count my signature
back-to-letter = Back to the letter
all-letters = All letters
confirm-ask = Confirm your signature
confirm-ask-explained = Press the button to confirm it: only then can it count.
confirm-ask-held-explained = Press the button to confirm it. Then our staff look, before it counts.
confirm-ask-approver-explained = { $deciders ->
    [one] Press the button to confirm it. Then we ask the person who decides for your organization; it does not count before they approve.
   *[other] Press the button to confirm it. Then we ask those who decide for your organization; it does not count before they approve.
 }
confirm-done = Thank you: your signature counts
confirm-done-explained = You are now among the signers of this letter.
confirm-already = Already confirmed
confirm-already-explained = This signature was confirmed before, and it counts. There is nothing more to do.
confirm-already-earlier = This signature was confirmed before, and it counts for the text as it was then. The text has changed since: the page that our mail calls your own says how to sign the new one.
confirm-listed = Your organization is already listed
confirm-listed-explained = The letter lists { $other } already. Its contact is known as well as you are, or better. An organization counts once, so there is nothing more to do. If that is another organization, or nobody of yours signed for it, please answer our mail: our staff see both.
confirm-expired = This link is too old
confirm-expired-explained = Sign again, and a fresh link comes at once.
confirm-unknown = This link is not known
confirm-unknown-explained = Perhaps your mail program cut it in two: then copy the whole of it into the address bar. Or it is very old, or its signature was deleted. We gladly send fresh links to the address that you signed with.
status-400 = That did not work
status-400-explained = Your browser sent something that we could not read. Please go back and try again.
status-403 = This form came from another site
status-403-kept = A page of another site filled in this form and sent it. Nothing was recorded. If you meant to send it, look it over and press the button below.
status-404 = No such page
status-404-explained = There is nothing under this address. The letters are listed on the front page.
status-405 = This address does not work that way
status-405-explained = It does not take what was sent to it. The letters are listed on the front page.
status-408 = That took too long
status-408-explained = The form did not arrive in time, and nothing was recorded. Please try again: if you go back, your browser still has what you typed.
status-413 = That was too much
status-413-explained = What was sent is larger than we can take. Please shorten it and try again.
status-429 = Please wait a little
status-429-explained = Too many attempts came from your network or to this address. Please try again { $wait }: if you go back, your browser still has what you typed.
status-429-kept = Too many attempts came from your network or to this address. Please try again { $wait }; what you typed still stands below.
status-500 = Something broke on our side
status-500-explained = Nothing that you were shown as done is lost. Please try again in a few minutes.
status-503 = We have no room for this right now
status-503-explained = Our disk is full, and we have been told. Nothing was recorded; please try again { $wait }: if you go back, your browser still has what you typed.
status-503-kept = Our disk is full, and we have been told. Nothing was recorded; please try again { $wait }. What you typed still stands below.
status-busy = We are saving something else right now
status-busy-explained = Nothing was recorded. Please try again { $wait }: if you go back, your browser still has what you typed.
status-busy-kept = Nothing was recorded. Please try again { $wait }. What you typed still stands below.
status-unsafe = We can't save anything safely right now
status-unsafe-explained = Something is wrong with the place where we keep signatures, and we have been told. Nothing was recorded, so that nothing is lost; please try again { $wait }: if you go back, your browser still has what you typed.
status-unsafe-kept = Something is wrong with the place where we keep signatures, and we have been told. Nothing was recorded, so that nothing is lost; please try again { $wait }. What you typed still stands below.
mailbox-explained = Only while trying the service: mail is written to a folder and never leaves this machine.
mailbox-empty = No mail yet.
mailbox-open-link = Open the link
mail-subject = Confirm your signature: { $letter }
mail-hello = Dear { $name },
mail-asked = someone, we hope you, asked to sign the letter “{ $letter }” with this e-mail address.
mail-press = To be counted, open this page and press the button:
mail-press-held = Open this page and press the button; then our staff look before it counts:
mail-button = Open the confirmation page
mail-valid = { $hours ->
    [one] The link works for { $hours } hour.
   *[other] The link works for { $hours } hours.
 }
mail-own = To see, correct or delete what was typed, now or later:
mail-own-link = Your signature
error-missing = Please fill this in.
error-too-long = This is too long. Please shorten it.
error-link = Please leave out web addresses, e-mail addresses, telephone numbers and markup. If it is none of these, put a space after the period.
error-other-address = This looks like a web address. If your organization is named after its own, please write it in the field “Website” too; otherwise leave it out.
error-marks = Please use no more than three accents on one letter.
error-signs = Please use letters only, without emoji.
error-form = This does not look right. Please check it.
error-email = Please write a whole e-mail address, such as ana@example.org.
error-zip = Please write a ZIP code with five digits.
error-authorized = Please confirm that you may sign for the organization.
field-name = Name
field-email = E-mail address
hint-email = For the confirmation link. Never published.
field-city = City
field-country = Country
field-state = State or territory
hint-organization-state = In the United States only.
field-postal-code = ZIP or postal code
hint-postal-code = Tells which offices represent you. May stay empty outside the United States. Never published.
field-title = Title
field-affiliation = Affiliation
field-comment = A word to the offices
field-listing = How you wish to be listed
field-updates = Send me news about this letter by e-mail.
field-legal-name = Legal name of the organization
field-listed-name = Name as it should be listed
field-org-kind = Kind of organization
field-scope = Scope
field-website = Website
field-contact-name = Your name
field-contact-title = Your role
field-phone = Telephone
hint-phone = Only for questions. Never published.
field-authorized = I am authorized to sign this letter for the organization.
listing-initial = First name and initial, with the state
listing-full = Full name and city
listing-unlisted = Counted, but not listed
org-kind-nonprofit = Nonprofit
org-kind-union = Union
org-kind-faith = Faith community
org-kind-academic = Academic
org-kind-business = Business
org-kind-other = Other
scope-national = National
scope-state = State
scope-local = Local

# The signer's own page.
own-heading = Your signature
own-state-pending = This signature is not confirmed yet, and does not count. The link in our mail confirms it.
own-state-confirmed = This signature is confirmed, and it counts.
own-state-duplicate = Your organization was signed for already; this second signature is kept and not counted. If nobody of yours signed the first one, please answer our mail.
own-correct = Correct it
own-save = Save
own-saved = Saved. This is what is stored now.
own-stored = What is stored
own-place = Place
own-title = Title
own-updates = Consent to updates
own-text = Text that was signed (revision, language, SHA-256)
own-download = Download all of it (JSON)
own-remove-sure = Yes, delete it for good
own-remove-tick = Tick the box first: deleting can't be undone.
own-remove-button = Delete my signature
own-gone = Your signature is deleted
own-gone-explained = It is gone from the list and from our records. You may sign again whenever you like.
own-gone-delivered = It was in the bundles for offices that were composed on these days, and they can't be called back:
find-heading = Find what I signed
find-explained = Type the address that you signed with. We send one mail to it, with a link to each of its signatures: to see, correct or delete them. There is no account and no password.
find-button = Send me the links
find-sent = If { $email } has signed anything here, a mail with the links is on its way.
find-sent-explained = We say the same for every address, so that nobody can find out here whether you have signed. An address receives only a few mails a day.
links-mail-subject = What you signed
links-mail-asked = Someone, we hope you, asked for links to what this address has signed. Each opens the page of one signature, to see, correct or delete it:
links-mail-not-you = If it was not you, do nothing. Pass none of these links on: whoever has one can change the signature.
