# What offices receive: the pages of a bundle, and the mail that carries it.
bundle-demonstration = Demonstration: the names in this file are invented
bundle-constituents = { $count ->
    [0] None of the signers is known to live in { $place }
    [one] { $count } constituent of { $place } signed this letter
   *[other] { $count } constituents of { $place } signed this letter
 }
bundle-possible = { $count ->
    [one] { $count } more signer may be a constituent: the ZIP lies in several districts, or its district is not known
   *[other] { $count } more signers may be constituents: their ZIP lies in several districts, or its district is not known
 }
bundle-in-state = { $count ->
    [one] { $count } person in { $state }
   *[other] { $count } people in { $state }
 }
bundle-organizations-in-state = { $count ->
    [one] { $count } organization in { $state }
   *[other] { $count } organizations in { $state }
 }
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
bundle-behalf = on behalf of { $signers } whose names and numbers follow
bundle-page = Page { "{page}" } of { "{pages}" }
bundle-names = Signers
bundle-constituents-heading = Constituents of { $place }
bundle-possible-heading = People who may be constituents of { $place }
bundle-possible-note = Their ZIP lies in more than one district, or its district is not known.
bundle-people-heading = People
bundle-organizations-heading = Organizations
bundle-national = National
bundle-united-states = the United States
bundle-unlisted = { $count ->
    [one] { $count } more person signed and asked not to be listed.
   *[other] { $count } more people signed and asked not to be listed.
 }
bundle-more = { $count ->
    [one] { $count } more name stands in the table that goes with this letter.
   *[other] { $count } more names stand in the table that goes with this letter.
 }
bundle-comments = In their own words
bundle-table = How many signed
bundle-table-who = Signers
bundle-table-all = All
bundle-table-listed = Listed by name
bundle-table-unlisted = Counted only
bundle-table-people = People in { $place }
bundle-table-abroad = People in other countries
bundle-table-possible = People who may live in { $place }
bundle-table-organizations = Organizations in { $place }
bundle-method = How the signatures were collected
bundle-method-confirmed = Every signer received an e-mail with a link and confirmed by pressing a button on the page that it opens. A person or organization counts once. For each organization, its contact stated that they were authorized to sign.
bundle-method-listing = People chose how to be listed: first name and initial, full name, or not at all. People sign in a personal capacity; titles and employers are for identification only.
bundle-method-districts = A signer's district (of Congress { $congress }) is told from the ZIP only where that ZIP lies in one district. Nobody is assigned to a district by a guess.
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
bundle-mail-subject = A letter to your office: { $title }
bundle-mail-attached = The letter is attached as one PDF, with the signers and the count for your constituency on its first page.
bundle-mail-asks = In short, the signers ask you to:
bundle-mail-questions = Questions, or a copy as a table: { $name }, { $email }, { $phone }.
