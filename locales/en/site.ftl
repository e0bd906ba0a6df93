skip-to-content = Skip to main content
title-error = Error:
site-navigation = Main
letters = Letters
coalition = Coalition
about = About
languages = Languages
privacy = Privacy
privacy-erased = Letters with an end date for contact details
privacy-erased-explained = For the letters below, we delete what we need only until the letter is delivered: your email address, phone number, ZIP or postal code, congressional district and message, and your choice to get updates. We also delete the names of contacts and approvers, and your full name if the public list shows a shorter one or none. The days count from when signing closes or the last office gets the letter, whichever is later. The public list stays as it is. After that, we can't email you about the letter, and your links stop working.
privacy-erased-after = “{ $title }”: after { $days ->
    [one] { $days } day
   *[other] { $days } days
 }
feed = RSS feed
mailbox = Test inbox
site-footer = About this site
cosponsors = With
optional = (optional)
choose = Select…
continue-reading = Continue reading
see-who-signed = See who signed
read-and-sign = Read and sign
archive = By year
archive-of = Published in { $year }
newer = Newer
older = Older
topic-intro = Everything we have published on this topic.
index-intro = Open letters to Congress and federal agencies. Read one and, if you agree, add your name.
index-heading = Open letters
index-letters = { $count ->
    [one] { $count } letter
   *[other] { $count } letters
 }
kind-letter = Open letter
kind-op-ed = Opinion
kind-statement = Statement
what-we-ask = What we ask
translated-by = Translated by { $name }
add-your-name = Add your name
goal-label = Signatures so far
the-undersigned = The undersigned
tally-total = { $count ->
    [one] { $count } signature
   *[other] { $count } signatures
 }
goal-share = { $percent }% of our goal of { $count } signatures
timeline = Timeline
timeline-opened = Opened on { $date }
timeline-goal = { $count ->
    [one] Reached our goal of { $count } signature
   *[other] Reached our goal of { $count } signatures
 }
timeline-closes = { $at ->
    [midnight] Signing closes at the end of { $date } ({ $zone })
   *[clock] Signing closes on { $date }, { $time }
 }
timeline-delivery = Next: we deliver it to Congress
timeline-delivery-elsewhere = Next: we deliver it
days-left = { $count ->
    [one] { $count } day left
   *[other] { $count } days left
 }
short-zip = ZIP code
short-explained = We'll email you a link to confirm. { the-letter-begins } will show your first name, last initial and state. We never publish your email or ZIP code.
short-whole = More options: choose how your name appears, add a message, or sign from another country
goal = Help us reach { $count } signatures.
closes-at = { $at ->
    [midnight] Sign by the end of { $date } ({ $zone })
   *[clock] Sign by { $date }, { $time }
 }
signing-not-yet-open = Signing is not open yet.
signing-closed = Signing is closed.
text-changed = { this-letter-begins } changed after you opened the form. Please read it again before you sign. Your answers are still below.
sign-for-organization = Sign on behalf of an organization
sign-as-person = Sign as an individual
sign-the-letter = Sign { the-letter }
organizations = Organizations
people = Individuals
nobody-yet = No signatures yet. Be the first to sign.
all-organizations = All organizations
all-people = All individuals
more-names = More names
download-table = Download the list (CSV)
identification-only = Job titles and organizations are listed for identification only.
tally-organizations = { $count ->
    [one] { $count } organization
   *[other] { $count } organizations
 }
tally-and = and
tally-people = { $count ->
    [one] { $count } individual
   *[other] { $count } individuals
 }
tally-unlisted = ({ $count } chose not to be named)
tally-earlier = { $count ->
    [one] ({ $count } of these signatures is for an earlier version)
   *[other] ({ $count } of these signatures are for an earlier version)
 }
# Below the count, only if some signatures did not begin on this site.
origin-confirmed = { $count ->
    [one] { $count } confirmed by email
   *[other] { $count } confirmed by email
 }
origin-recorded = { $count ->
    [one] { $count } recorded by our staff from paper, email or a phone call
   *[other] { $count } recorded by our staff from paper, emails or phone calls
 }
origin-imported = { $count ->
    [one] { $count } imported from another form or list
   *[other] { $count } imported from other forms or lists
 }
signed-earlier = signed an earlier version (version { $revision })
federal-employees = You're signing for yourself, not for your employer. If you work for the federal government, don't give your job title, and don't use your work email.
please-correct = { $count ->
    [one] There is a problem
   *[other] There are { $count } problems
 }
check-mail = Check your email
listed-as = Name on { the-letter }
not-listed = Your name won't be shown (your signature still counts)
confirm-button = Confirm my signature
back-to-letter = Back { to-the-letter }
all-letters = All letters
confirm-ask = Confirm your signature
confirm-ask-explained = Click the button below to confirm. We can't count your signature until you do.
confirm-ask-held-explained = Click the button below to confirm. We'll review your signature before we count it.
confirm-ask-brought-explained = Our staff already added this signature. Click the button below to confirm it yourself.
confirm-ask-approver-explained = { $deciders ->
    [one] Click the button below to confirm. Then we'll ask your organization's approver. We can't count your signature until they approve.
   *[other] Click the button below to confirm. Then we'll ask your organization's approvers. We can't count your signature until enough of them approve.
 }
confirm-done = Thank you! You've signed { the-letter }
confirm-done-explained = Your signature is now counted.
confirm-already = You've already confirmed
confirm-already-explained = Your signature is counted. You don't need to do anything else.
confirm-already-earlier = Your signature is counted for the earlier version. { the-letter-begins } has changed since then. To sign the new version, use the “Manage my signature” link in our email.
confirm-listed = Your organization is already on { the-letter }
confirm-listed-explained = { the-letter-begins } already lists { $other }. Each organization counts once, so you don't need to do anything else. If this is a different organization, or if no one at yours signed, reply to our email. We can see both signatures.
confirm-expired = This link has expired
confirm-expired-explained = Sign again, and we'll send you a new link right away.
confirm-unknown = This link doesn't work
confirm-unknown-explained = Your email app may have split the link. Copy the whole link into your browser. If that doesn't help, the link may have expired, or the signature may have been deleted. You can ask us for new links.
status-400 = Something went wrong
status-400-explained = We couldn't read what your browser sent. Please go back and try again.
status-403 = This form came from another website
status-403-kept = Another website filled in this form and sent it to us. We didn't save anything. If you meant to send it, check your answers and click the button below.
status-404 = Page not found
status-404-explained = Check the web address, or see all letters.
status-405 = This page doesn't work that way
status-405-explained = We couldn't use what your browser sent. Please start again from the list of letters.
status-408 = That took too long
status-408-explained = Your form didn't reach us in time, and we didn't save anything. Go back and try again. Your browser still has your answers.
status-413 = Your message is too long
status-413-explained = Please shorten it and try again.
status-429 = Please try again later
status-429-explained = We've had too many attempts from your network or to this email address. Please try again { $wait }. If you go back, your browser still has your answers.
status-429-kept = We've had too many attempts from your network or to this email address. Please try again { $wait }. Your answers are still below.
status-500 = Sorry, there is a problem with this site
status-500-explained = Anything we already confirmed to you is saved. Please try again in a few minutes.
status-503 = Sorry, we can't take signatures right now
status-503-explained = The problem is on our side. We didn't save anything. Please try again { $wait }. If you go back, your browser still has your answers.
status-503-kept = The problem is on our side. We didn't save anything. Please try again { $wait }. Your answers are still below.
status-busy = Sorry, we're very busy right now
status-busy-explained = We didn't save anything. Please try again { $wait }. If you go back, your browser still has your answers.
status-busy-kept = We didn't save anything. Please try again { $wait }. Your answers are still below.
status-unsafe = Sorry, we can't save signatures right now
status-unsafe-explained = The problem is on our side. To be safe, we didn't save anything. Please try again { $wait }. If you go back, your browser still has your answers.
status-unsafe-kept = The problem is on our side. To be safe, we didn't save anything. Please try again { $wait }. Your answers are still below.
mailbox-explained = Test mode: emails are saved on this computer and not sent.
mailbox-empty = No emails yet.
mailbox-open-link = Open the link
mail-subject = Confirm your signature: { $letter }
mail-hello = Dear { $name },
mail-asked = Thank you for signing “{ $letter }.” Please confirm that it was you.
mail-press = We can't count your signature until you confirm it:
mail-press-held = Once you confirm, we'll review your signature before we count it:
mail-button = Confirm my signature
mail-valid = { $hours ->
    [one] This link expires in { $hours } hour.
   *[other] This link expires in { $hours } hours.
 }
mail-valid-days = { $days ->
    [one] This link expires in { $days } day.
   *[other] This link expires in { $days } days.
 }
mail-own = To view, change or delete your signature at any time:
mail-own-link = Manage my signature
error-missing = Fill in this field
error-missing-name = Enter your name
error-missing-email = Enter your email address
error-missing-country = Select a country
error-missing-city = Enter a city
error-missing-state = Select your organization's state or territory
error-missing-postal-code = Enter your ZIP code
error-missing-listing = Choose how your name should appear
error-missing-legal-name = Enter your organization's legal name
error-missing-listed-name = Enter the name to show on { the-letter }
error-missing-org-kind = Select the type of organization
error-missing-scope = Select where your organization works
error-missing-contact-name = Enter your name
error-missing-contact-title = Enter your job title
error-missing-approver-name = Enter the approver's name
error-missing-approver-email = Enter the approver's email address
error-missing-next-name = Enter your colleague's name
error-missing-next-title = Enter your colleague's job title
error-missing-next-email = Enter your colleague's email address
error-too-long = Use fewer characters
error-link = Don't include links, email addresses, phone numbers or code. If there are none, add a space after the period.
error-other-address = This looks like a web address. If it's your organization's name, enter the same address in the “Website” field, too. If not, leave it out.
error-marks = Use no more than three accents on one letter
error-signs = Don't use emoji
error-form = Use at least one letter or number
error-form-website = Enter a website like example.org
error-form-phone = Enter a phone number like 202-555-0143
error-email = Enter an email address like name@example.org
error-postal-code = Enter a 5-digit ZIP code
error-postal-code-abroad = ZIP codes have 5 digits. If you don't live in the United States, select your country under “Country.”
error-authorized = Confirm that you are authorized to sign, or name the person who must approve
field-name = Name
field-email = Email address
hint-email = We'll email you a link to confirm. We never publish your email.
field-city = City
field-country = Country
field-state = State or territory
hint-organization-state = Only if your organization is in the United States
field-postal-code = ZIP or postal code
hint-postal-code = We use it to find your members of Congress. We never publish it. Outside the United States, you can leave it blank.
field-title = Job title
field-affiliation = Organization or employer
field-comment = Message to your members of Congress
field-listing = How should your name appear?
field-updates = Email me updates about { this-letter }.
field-to-offices = My own members of Congress may see my full name and ZIP code, even if they aren't public.
step-organization = 1. Your organization
step-you = 2. You
step-approval = 3. Approval
field-legal-name = Legal name of your organization
field-listed-name = Name to show on { the-letter }, if different
field-org-kind = Type of organization
field-scope = Where does your organization work?
field-website = Website
field-contact-name = Your name
field-contact-title = Your job title
field-phone = Phone
hint-phone = Only if we have questions. We never publish it.
field-authorized = I am authorized to sign { this-letter } on behalf of my organization.
listing-initial = First name and last initial (Rosa P., TX)
listing-full = Full name and city (Rosa Prado, El Paso, TX)
listing-unlisted = Don't show my name (I'll still be counted)
org-kind-nonprofit = Nonprofit
org-kind-union = Union
org-kind-faith = Faith community
org-kind-academic = Academic institution
org-kind-business = Business
org-kind-other = Other
scope-national = National
scope-state = State
scope-local = Local

# The signer's own page.
own-heading = Manage my signature
own-state-pending = You haven't confirmed this signature yet, so it is not counted. To confirm it, use the link in our email.
own-origin-recorded = Our staff recorded this signature from paper, an email or a phone call.
own-origin-imported = We imported this signature from another form or list.
own-origin-counted = It is counted.
own-origin-held = It is under review.
own-state-confirmed = You've confirmed this signature, and it is counted.
own-state-duplicate = Someone had already signed for your organization, so this second signature is not counted. If no one at your organization made the first one, reply to our email.
own-state-merged = You signed twice. We count you once, through your other signature.
own-correct = Change your details
own-save = Save
own-saved = Your changes are saved.
own-stored = Information we hold about you
own-place = Location
own-title = Job title
own-updates = Your request for updates
own-to-offices = What your own members of Congress may see
own-text = Version you signed
own-download = Download all your information (JSON)
own-remove-sure = Yes, delete it for good
own-remove-tick = Check the box first. You can't undo this.
own-remove-button = Delete my signature
own-gone = Your signature has been deleted
own-gone-explained = We removed it from { the-letter } and deleted your information. You can sign again at any time.
own-gone-delivered = It was in copies that we prepared on these days and already sent to offices. We can't recall them:
find-heading = Manage my signatures
find-explained = Enter the email address you signed with. We'll email you a link to view, change or delete each of your signatures. You don't need an account or a password.
find-button = Email me the links
find-sent = If { $email } has signed anything here, we'll send an email with the links.
find-sent-explained = We say this for every address, so no one can find out here whether you have signed. We send only a few emails a day to any address.
links-mail-subject = Links to your signatures
links-mail-asked = You asked for links to your signatures. Use each link to view, change or delete one signature:
links-mail-not-you = Didn't ask for this? Ignore this email. Don't share these links: anyone who has one can change the signature.
