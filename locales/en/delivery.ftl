# What offices receive: the pages of a bundle, and the mail that carries it.
bundle-demonstration = Demonstration: the names in this file are invented
bundle-constituents = { $count ->
    [one] { $count } constituent of { $place }
   *[other] { $count } constituents of { $place }
 }
bundle-possible-lead = { $count ->
    [one] { $count } possible constituent of { $place }
   *[other] { $count } possible constituents of { $place }
 }
bundle-possible = { $count ->
    [one] { $count } more signer may be a constituent: the ZIP lies in several districts, or its district is not known
   *[other] { $count } more signers may be constituents: their ZIP lies in several districts, or its district is not known
 }
bundle-in-state = { $count ->
    [one] { $count } person in { $place }
   *[other] { $count } people in { $place }
 }
bundle-organizations-in-state = { $count ->
    [one] { $count } organization in { $place }
   *[other] { $count } organizations in { $place }
 }
bundle-signed = { $signers } signed this letter
bundle-organizations = { $count ->
    [one] { $count } organization
   *[other] { $count } organizations
 }
bundle-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
 }
bundle-and = { $organizations } and { $people }
bundle-in-all = { $signers } in all
bundle-asks = We ask you to
bundle-behalf = on behalf of { $signers }
bundle-page = Page { "{page}" } of { "{pages}" }
bundle-replaces = This is a revised letter. It replaces the one that we sent you on { $date }.
bundle-names = Signers
bundle-names-all = This PDF names all signers: { $names }.
bundle-names-some = { $others ->
    [one] This PDF names { $names }. It counts { $others } more signer without a name.
   *[other] This PDF names { $names }. It counts { $others } more signers without their names.
 }
bundle-names-none = This PDF counts the signers and names none of them.
bundle-two = { $first } and { $second }
bundle-three = { $first }, { $second } and { $third }
bundle-constituents-heading = Constituents of { $place }
bundle-possible-heading = People who may be constituents of { $place }
bundle-possible-note = Their ZIP lies in more than one district, or its district is not known.
bundle-people-heading = Annex: people who signed
bundle-organizations-heading = Organizations
bundle-national = National
bundle-united-states = the United States
bundle-unlisted = { $count ->
    [one] { $count } more person signed and asked not to be listed.
   *[other] { $count } more people signed and asked not to be listed.
 }
bundle-more = { $count ->
    [one] { $count } more person is on the public list and not printed here. For the whole list as a table, write to { $email }.
   *[other] { $count } more people are on the public list and not printed here. For the whole list as a table, write to { $email }.
 }
bundle-more-here = { $count ->
    [one] { $count } more person, not printed here
   *[other] { $count } more people, not printed here
 }
bundle-comments-more = { $count ->
    [one] { $count } more constituent left a comment.
   *[other] { $count } more constituents left a comment.
 }
bundle-comments = In their own words
bundle-table = How many signed
bundle-table-who = Signers
bundle-table-all = All
bundle-table-listed = On the public list
bundle-table-unlisted = Counted only
bundle-table-people = People in { $place }
bundle-table-abroad = People in other countries
bundle-table-possible = People who may live in { $place }
bundle-table-organizations = Organizations in { $place }
bundle-method = How the signatures were collected
bundle-method-confirmed = Every signer received an e-mail with a link and confirmed by pressing a button on the page that it opens. A person or organization counts once. For each organization, its contact stated that they were authorized to sign, or those who decide for it approved.
bundle-method-listing = People chose how to be listed: first name and initial, full name, or not at all. People sign in a personal capacity; titles and employers are for identification only.
bundle-method-districts = A signer's district (of Congress { $congress }) is told from the ZIP where that ZIP lies in one district, or was chosen by the signer. Nobody is assigned to a district by a guess.
bundle-method-own-domain = { $count ->
    [one] { $count } organization confirmed from an address on its own domain.
   *[other] { $count } organizations confirmed from addresses on their own domains.
 }
bundle-method-other-address = { $count ->
    [one] { $count } organization confirmed from another address.
   *[other] { $count } organizations confirmed from other addresses.
 }
bundle-method-staff = { $count ->
    [one] { $count } organization was approved by our staff, with evidence.
   *[other] { $count } organizations were approved by our staff, with evidence.
 }
bundle-method-day = The signatures in this file were confirmed on { $first }.
bundle-method-period = The signatures in this file were confirmed from { $first } to { $last }.
bundle-method-earlier = { $count ->
    [one] { $count } signature under an earlier wording of this letter is not part of this file.
   *[other] { $count } signatures under an earlier wording of this letter are not part of this file.
 }
bundle-digests = What was signed
bundle-digest = SHA-256 of the text ({ $language }), signed by { $count }
bundle-check = The letter and its public list
bundle-code = Code of this delivery
bundle-mail-subject = { $number }: { $topic }
bundle-mail-demonstration-subject = Demonstration, not a real letter: { $subject }
bundle-mail-demonstration = This is a demonstration: the names and numbers in this email and in the attached file are invented.
bundle-mail-for = Attn: { $name }
bundle-mail-attached = The letter is attached as a PDF.
bundle-mail-asks = In short, the signers ask you to:
bundle-mail-questions = If you have questions, or want the names as a table, please write to { $email } or call { $phone }.
bundle-mail-sincerely = Sincerely,
table-type = Type
table-relation = Relation to the office
table-name = Name
table-city = City
table-state = State
table-country = Country
table-title = Title
table-affiliation = Affiliation
table-person = Person
table-organization = Organization
table-constituent = Constituent
table-possible = Possible constituent
table-in-state = In the state
table-national = National
