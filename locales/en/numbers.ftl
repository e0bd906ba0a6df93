# A letter in numbers, for staff.
staff-numbers = Numbers
staff-numbers-signers = All signers
staff-numbers-goal = { $count } of { $goal } signatures ({ $percent }% of the goal)
staff-numbers-days-left = { $said } ({ $days ->
        [0] less than a day left
        [one] { $days } day left
       *[other] { $days } days left
    })
staff-numbers-as-of = The numbers below were added up at { $moment }.
staff-numbers-not-yet = The numbers below are still being added up. Reload this page in a few minutes.
staff-numbers-zone = Days begin at midnight ET.
staff-numbers-none = No signatures are counted yet. Charts appear here after the first one.
staff-numbers-table = Show as a table
staff-numbers-file = Download “{ $title }” as CSV
staff-numbers-what = What
staff-numbers-total = Total
staff-numbers-running = Until then
staff-numbers-thousands = { $number }K
staff-numbers-millions = { $number }M
staff-numbers-days = Signatures by day
staff-numbers-days-note = Each signature is shown on the day when it was confirmed.
staff-numbers-days-drawn =
    { $days ->
        [one] The best day was { $day }, with { $count ->
            [one] { $count } signature
           *[other] { $count } signatures
        }.
       *[other] Each bar is { $days } days. The best one begins on { $day } and has { $count ->
            [one] { $count } signature
           *[other] { $count } signatures
        }.
    }
staff-numbers-growth = All signatures over time
staff-numbers-growth-drawn =
    { $count ->
        [one] { $count } signature by { $day }.
       *[other] { $count } signatures by { $day }.
    }
staff-numbers-goal-line = Goal: { $count }
staff-numbers-states = Signatures by state
staff-numbers-map-drawn = A tile for each state and territory, with its number of signatures and a bar. The same numbers are in the table below.
staff-numbers-districts = Individuals by congressional district
staff-numbers-districts-note = Only individuals in the United States are in this table. We don't guess a district.
staff-numbers-district = { $state }, district { $id }
staff-numbers-at-large = { $state }, at large
staff-numbers-no-district = Not known
staff-numbers-earlier-congress = { $district } (Congress { $id })
staff-numbers-sources = Share links
staff-numbers-no-link = No share link
staff-numbers-source-mail = Email
staff-numbers-source-whatsapp = WhatsApp
staff-numbers-source-facebook = Facebook
staff-numbers-source-x = X
staff-numbers-source-bluesky = Bluesky
staff-numbers-source-mastodon = Mastodon
staff-numbers-source-copy = Copied link
staff-numbers-source-qr = QR code
staff-numbers-source-colleagues = Email to an organization
staff-numbers-source-embed = Other websites
staff-numbers-source-invitation = Invitation
staff-numbers-invitations = Invitations
staff-numbers-invited = Signed with an invitation link
staff-numbers-languages = Language of the text
staff-numbers-origins = How signatures came in
staff-numbers-steps = From form to signature
staff-numbers-steps-note = Signatures that are never confirmed are deleted after some days, and deleted signatures are not in these numbers.
staff-numbers-step-stored = On file
staff-numbers-step-proven = Confirmed
staff-numbers-step-counted = Counted
staff-numbers-statuses = Status of all signatures on file
staff-numbers-emails = Emails
staff-numbers-emails-fine = No email has failed, and none is waiting.
staff-numbers-emails-failed =
    { $count ->
        [one] { $shown } email was not delivered.
       *[other] { $shown } emails were not delivered.
    }
staff-numbers-emails-bounced =
    { $count ->
        [one] { $shown } email came back.
       *[other] { $shown } emails came back.
    }
staff-numbers-emails-uncertain =
    { $count ->
        [one] { $shown } email may or may not have been delivered.
       *[other] { $shown } emails may or may not have been delivered.
    }
staff-numbers-emails-waiting =
    { $count ->
        [one] { $shown } email from this site is waiting to be sent.
       *[other] { $shown } emails from this site are waiting to be sent.
    }
staff-numbers-relay-down = The email server can't be reached right now. Emails are sent when it works again.
