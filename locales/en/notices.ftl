# Emails to staff, by their own choice.
staff-notices = My emails
staff-notices-explained = You get no email until you choose one here. Each letter has a choice of its own.
staff-notices-to = Emails go to
staff-notices-saved = Your choice is saved.
staff-notices-save = Save
staff-wish-nothing = No email
staff-wish-organizations = An email about new organizations, soon after they confirm. If many confirm within 15 minutes, one email names them together.
staff-wish-digest = A daily digest, if there is something new, something is waiting for review, or an email was not delivered
staff-notices-when = When to send the daily digest
staff-notices-hour = Hour
staff-notices-zone = Time zone
staff-zone-New-York = ET (New York)
staff-zone-Chicago = CT (Chicago)
staff-zone-Denver = MT (Denver)
staff-zone-Phoenix = Arizona
staff-zone-Los-Angeles = PT (Los Angeles)
staff-zone-Anchorage = Alaska
staff-zone-Honolulu = Hawaii
staff-zone-Puerto-Rico = Puerto Rico
staff-zone-UTC = UTC
staff-notice-organization = { $name } ({ $state })
staff-notice-more = and more.
staff-notice-manage = To change which emails you get:
staff-organizations-subject = New organizations: { $letter }
staff-organizations-told = New organizations have signed { the-letter } “{ $letter }”:
staff-organizations-see = See all organizations:
staff-digest-subject = Daily digest: { $date }
staff-digest-told = This is what happened since your last digest.
staff-digest-organizations =
    { $count ->
        [one] { $count } more organization is counted.
       *[other] { $count } more organizations are counted.
    }
staff-digest-people =
    { $count ->
        [one] { $count } more individual is counted.
       *[other] { $count } more individuals are counted.
    }
staff-digest-withdrawn =
    { $count ->
        [one] { $count } signature was withdrawn.
       *[other] { $count } signatures were withdrawn.
    }
staff-digest-now = In all: { $organizations ->
        [one] { $organizations } organization
       *[other] { $organizations } organizations
    } and { $people ->
        [one] { $people } individual
       *[other] { $people } individuals
    }.
staff-digest-emails =
    { $count ->
        [one] { $count } email was not delivered, or may not have been.
       *[other] { $count } emails were not delivered, or may not have been.
    }
staff-digest-names = New organizations:
staff-digest-head = Keep this email: it lets you check later that no one changed the audit log. Entry { $entry_id } has this code:
