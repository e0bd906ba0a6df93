# What offices receive: the pages of a bundle, and the email that carries it.
bundle-demonstration = Demonstration: the names in this file are made up
bundle-constituents = { $count ->
    [one] { $count } constituent in { $place }
   *[other] { $count } constituents in { $place }
 }
bundle-possible-lead = { $count ->
    [one] { $count } possible constituent in { $place }
   *[other] { $count } possible constituents in { $place }
 }
bundle-possible = { $count ->
    [one] { $count } more signer may be a constituent: the ZIP code covers more than one district, or the district is unknown
   *[other] { $count } more signers may be constituents: their ZIP codes cover more than one district, or their districts are unknown
 }
bundle-in-state = { $count ->
    [one] { $count } individual in { $place }
   *[other] { $count } individuals in { $place }
 }
bundle-organizations-in-state = { $count ->
    [one] { $count } organization in { $place }
   *[other] { $count } organizations in { $place }
 }
bundle-signed = { $signers } signed { this-letter }
bundle-organizations = { $count ->
    [one] { $count } organization
   *[other] { $count } organizations
 }
bundle-people = { $count ->
    [one] { $count } individual
   *[other] { $count } individuals
 }
bundle-and = { $organizations } and { $people }
bundle-in-all = Total: { $signers }
bundle-cc = cc:
bundle-asks = We urge you to:
bundle-asks-behalf = On behalf of { $signers }, we urge you to:
bundle-behalf = on behalf of { $signers }
bundle-contact = If you have questions, please contact { $who } { $reach }.
bundle-contact-titled = { $name }, { $title },
bundle-contact-both = at { $email } or { $phone }
bundle-contact-email = at { $email }
bundle-contact-phone = at { $phone }
bundle-page = Page { "{page}" } of { "{pages}" }
bundle-replaces = This is a revised { $kind ->
    [statement] statement
   *[letter] letter
 }. It replaces { the-letter } we sent you on { $date }.
# A supplement brings only the signers who are new since the office's last bundle.
bundle-supplement = Supplement { $number }
bundle-supplement-first = We sent you { the-letter } on { $last }. This supplement names only those who signed after that. The totals count everyone.
bundle-supplement-next = We sent you { the-letter } on { $first } and the last supplement on { $last }. This supplement names only those who signed after that. The totals count everyone.
bundle-supplement-new = { $signers } signed { this-letter } since { $date }
bundle-supplement-all = In all, { $signers } signed
bundle-names-all = This PDF lists all signers: { $names }.
bundle-names-some = { $others ->
    [one] This PDF lists { $names }. It counts { $others } more signer without a name.
   *[other] This PDF lists { $names }. It counts { $others } more signers without their names.
 }
bundle-names-none = This PDF shows how many people and organizations signed, but not their names.
bundle-two = { $first } and { $second }
bundle-three = { $first }, { $second } and { $third }
bundle-constituents-heading = Constituents in { $place }
bundle-possible-heading = Possible constituents in { $place }
bundle-possible-note = Their ZIP codes cover more than one district, or their districts are unknown.
bundle-people-heading = Appendix: Individual signers
bundle-organizations-heading = Organizations
bundle-national = National
bundle-united-states = the United States
bundle-unlisted = { $count ->
    [one] { $count } more individual signed and asked not to be named.
   *[other] { $count } more individuals signed and asked not to be named.
 }
bundle-more = { $count ->
    [one] { $count } more individual is in the complete list but not printed here. To get it as a spreadsheet, email { $email }.
   *[other] { $count } more individuals are in the complete list but not printed here. To get it as a spreadsheet, email { $email }.
 }
bundle-more-here = { $count ->
    [one] { $count } more individual, not printed here
   *[other] { $count } more individuals, not printed here
 }
bundle-comments-more = { $count ->
    [one] { $count } more constituent left a message.
   *[other] { $count } more constituents left a message.
 }
bundle-comments = In their own words
bundle-table = Signature totals
bundle-table-who = Signers
bundle-table-all = Total
bundle-table-listed = On the public list
bundle-table-unlisted = Name withheld
bundle-table-people = Individuals in { $place }
bundle-table-abroad = Individuals in other countries
bundle-table-possible = Individuals who may live in { $place }
bundle-table-organizations = Organizations in { $place }
bundle-method = How the signatures were collected
bundle-method-confirmed = Each signer confirmed by clicking a button on a page that opens with a link we emailed. We count one signature for each person and email address, and one for each organization. For each organization, either its contact stated that they were authorized to sign, or its approvers gave their approval.
# If not every signature was confirmed by email.
bundle-method-by-email = { $count ->
    [one] { $count } signature was confirmed by clicking a button on a page that opens with a link we emailed. If an organization signed this way, either its contact stated that they were authorized to sign, or its approvers gave their approval.
   *[other] { $count } signatures were confirmed by clicking a button on a page that opens with a link we emailed. For each organization that signed this way, either its contact stated that they were authorized to sign, or its approvers gave their approval.
 }
bundle-method-recorded = { $count ->
    [one] { $count } signature was recorded by our staff from paper, an email or a phone call. We keep a note of the evidence.
   *[other] { $count } signatures were recorded by our staff from paper, emails or phone calls. We keep a note of the evidence for each.
 }
bundle-method-imported = { $count ->
    [one] { $count } signature was imported from another form or list whose signers agreed to sign. This signer did not confirm by email.
   *[other] { $count } signatures were imported from other forms or lists whose signers agreed to sign. These signers did not confirm by email.
 }
bundle-method-once = We count one signature for each person and email address, and one for each organization. We tell people without an email address apart by name and ZIP code.
bundle-method-listing-by-origin = Individuals are listed as they chose: by a short form of their name (such as first name and last initial), by their full name, or not by name. If they were not asked, we use the short form. They sign for themselves; job titles and organizations are listed for identification only.
bundle-method-listing = Individuals chose to be listed by a short form of their name (such as first name and last initial), by their full name, or not by name. They sign for themselves; job titles and organizations are listed for identification only.
bundle-method-districts = We assign a signer to a congressional district (Congress { $congress }) only when the ZIP code lies entirely within it or the signer chose it. We do not guess.
bundle-method-full-names = Some constituents are listed here with their full name and ZIP code. They agreed that their own members of Congress may see them.
bundle-method-own-domain = { $count ->
    [one] { $count } organization confirmed from an email address at its own domain.
   *[other] { $count } organizations confirmed from email addresses at their own domains.
 }
bundle-method-other-address = { $count ->
    [one] { $count } organization confirmed from another email address.
   *[other] { $count } organizations confirmed from other email addresses.
 }
bundle-method-staff = { $count ->
    [one] { $count } organization was verified by our staff, with evidence.
   *[other] { $count } organizations were verified by our staff, with evidence.
 }
bundle-method-day = The signatures in this file were confirmed on { $first }.
bundle-method-period = The signatures in this file were confirmed from { $first } to { $last }.
bundle-method-day-by-origin = The signatures in this file were confirmed, recorded or imported on { $first }.
bundle-method-period-by-origin = The signatures in this file were confirmed, recorded or imported from { $first } to { $last }.
bundle-method-earlier = { $count ->
    [one] { $count } signature on an earlier version of { this-letter } is not included in this file.
   *[other] { $count } signatures on an earlier version of { this-letter } are not included in this file.
 }
bundle-verification = Verification:
bundle-code = Delivery code
bundle-mail-subject = { a-letter-begins } from { $number }: { $topic }
bundle-mail-demonstration-subject = Demonstration, not a real { $kind ->
    [statement] statement
   *[letter] letter
 }: { $subject }
bundle-mail-demonstration = This is a demonstration: the names and numbers in this email and the attached file are made up.
bundle-mail-to = To: { $office }
bundle-mail-greeting = Dear { $name }:
bundle-mail-sender = { $publisher } published { this-letter } and collected the signatures.
bundle-mail-attached = { the-letter-begins } is attached as a PDF.
bundle-mail-supplement-attached = The supplement is attached as a PDF.
bundle-mail-supplement-subject = Supplement { $nth }: { $number } also signed ({ $topic })
bundle-mail-supplement-own-subject = Supplement { $nth }: { $subject }
bundle-mail-asks = The signers urge you to:
bundle-mail-questions = For questions, a meeting, or a spreadsheet of the signers, please contact { $who } { $reach }.
bundle-mail-sincerely = Sincerely,
table-type = Type
table-relation = Relation to the office
table-name = Name
table-city = City
table-state = State
table-country = Country
table-title = Job title
table-affiliation = Organization or employer
table-zip = ZIP code
table-person = Individual
table-organization = Organization
table-constituent = Constituent
table-possible = Possible constituent
table-in-state = In the state
table-national = National
copy-signers = This PDF lists the organizations that had signed by { $date }. { the-letter-begins }'s page has the current list.
bundle-mail-test-subject = TEST: { $subject }
bundle-mail-test = This is a test for staff. The office did not get it.

# Papers that staff hand out.
paper-foot = { $day } · { $address }
paper-more = And # more
paper-asks = What we ask for
paper-by-state = Where they signed
paper-place = State
paper-abroad = Outside the United States
paper-unlisted = Name withheld
paper-total = Total
paper-quotes = In their own words
paper-contact = Media contact
paper-press-title = Media sheet: { $title }
paper-press-day = As of { $day }
paper-deadline = Signing ends { $day }, at { $time }.
paper-goal = Goal: { $goal } signatures. So far: { $count }.
paper-goal-reached = We reached our goal of { $goal } signatures. So far: { $count }.
paper-roster-title = Organizations: { $title }
paper-roster-day =
    { $count ->
        [one] { $count } organization as of { $day }
       *[other] { $count } organizations as of { $day }
    }
paper-visits-title = Sheets for visits: { $title }
paper-office = Office: { $office }
paper-office-unknown = Room and phone not known
paper-organizations-in = Organizations in { $place }
paper-people-in = Constituents in { $place }
