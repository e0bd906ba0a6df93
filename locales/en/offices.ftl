# The staff area: the delivery of a letter, and what became of it at each office.
staff-delivery = Delivery
staff-delivery-offices = Offices
staff-delivery-office = Office
staff-delivery-number = Signers
staff-delivery-missing = { the-letter-begins } names offices that can't be found. A delivery stops until you leave them out.
staff-delivery-gone = These offices are no longer in the plan:
staff-delivery-vacant = Vacant seats
staff-delivery-left-out = Left out
staff-delivery-too-few =
    { $count ->
        [one] { $count } member with fewer than { $least } constituents who signed
       *[other] { $count } members with fewer than { $least } constituents who signed
    }
staff-delivery-earlier-text = Not included
staff-delivery-earlier =
    { $count ->
        [one] { $count } signature on an earlier version
       *[other] { $count } signatures on an earlier version
    }
staff-delivery-so-far = Delivered so far
staff-delivery-supplement = Supplement { $number }
staff-delivery-supplements = supplements
staff-delivery-of-version = version { $revision }
staff-delivery-cancel =
    { $count ->
        [one] Cancel { $count } email that has not been sent
       *[other] Cancel { $count } emails that have not been sent
    }
staff-delivery-stale = Address last checked { $day }
staff-delivery-none = No offices here.
staff-delivery-before-only = { the-letter-begins } no longer goes to this office
staff-delivery-answered = Answered { $day }
staff-delivery-show-all =
    { $count ->
        [one] All ({ $count })
       *[other] All ({ $count })
    }
staff-delivery-show-attention =
    { $count ->
        [one] To check ({ $count })
       *[other] To check ({ $count })
    }
staff-delivery-show-due =
    { $count ->
        [one] To be emailed ({ $count })
       *[other] To be emailed ({ $count })
    }
staff-delivery-show-without-email =
    { $count ->
        [one] Can't be emailed ({ $count })
       *[other] Can't be emailed ({ $count })
    }
staff-delivery-show-changed =
    { $count ->
        [one] Changed ({ $count })
       *[other] Changed ({ $count })
    }

# The state of the delivery to one office, or what would happen to it.
staff-delivery-is-send = To be emailed
staff-delivery-is-no-address = No email address
staff-delivery-is-stopped = Wants no email
staff-delivery-is-too-large = File too large
staff-delivery-is-none = Nothing sent
staff-delivery-is-queued = In the queue
staff-delivery-is-sending = Being sent
staff-delivery-is-sent = Sent
staff-delivery-is-failed = Failed
staff-delivery-is-bounced = Came back
staff-delivery-address-bounced = Email to this address came back
staff-delivery-is-uncertain = Uncertain: may have been sent
staff-delivery-is-cancelled = Canceled
staff-delivery-is-withheld = Stopped: a signature in it changed
staff-delivery-is-delivered = Delivered another way
staff-delivery-is-given-up = Given up

# The settings that choose offices.
staff-rule-leadership = Leadership
staff-rule-committees = Committees
staff-rule-members = Members by name
staff-rule-list = Table of recipients
staff-rule-chambers = Chamber
staff-rule-states = State
staff-rule-senators-of = Senators of a state
staff-rule-states-of-signers = States of the signers
staff-rule-recipients = Other recipients

# The plan, and what changed since someone checked it.
staff-plan-check = I checked this plan
staff-plan-checked = Plan last checked { $moment }
staff-plan-checked-by = Plan last checked { $moment } by { $email }
staff-change-new = New in the plan
staff-change-succeeds = Newly sworn in, after { $name }
staff-change-role = Now addressed by a role
staff-change-role-before = Was addressed as { $role }
staff-change-address = New email address
staff-missing-congress = No members of Congress are imported. Import the latest list.
staff-missing-ended = The terms of many members have ended. Import the latest list.
staff-missing-committee = Committee { $key }: not on the imported list, or this side has no leader
staff-missing-member = Member { $key }: not on the imported list, or the term has ended
staff-remark-appointed = { $name } was appointed until { $until } and serves until a successor is sworn in. Check that this is still true.
staff-remark-exception = { the-letter-begins } leaves out { $id }, but no serving member has this ID.

# One office.
staff-office-role = Addressed as
staff-office-rules = Chosen by
staff-office-key = Key
staff-office-deliveries = Deliveries
staff-office-nothing-sent = Nothing has been sent to this office yet.
staff-office-pdf = Download the PDF that this office gets
staff-office-names = All the names that this office may have:
staff-office-table = Signers
staff-office-record = What happened
staff-record-none = Nothing entered yet.
staff-record-add = Add what happened
staff-record-kind = What
staff-record-delivered = Delivered another way
staff-record-given-up = Gave up
staff-record-acknowledged = Acknowledged
staff-record-met = Met
staff-record-answered = Answered
staff-record-note = Note
staff-record-way = How
staff-way-none = Not stated
staff-way-email = By email
staff-way-post = By post
staff-way-in-person = In person
staff-way-phone = By phone
staff-way-portal = By contact form
staff-record-on = Day
staff-record-on-hint = Leave it empty for today.
staff-record-note-field = Note
staff-record-note-hint = Only staff can read it.
staff-record-file = File
staff-record-file-hint = Such as the answer. Up to 2 MB. Only staff can download it.
staff-record-save = Save
staff-record-remove = Remove
staff-record-remove-this = Remove: { $what }
staff-record-saved = Saved.
staff-record-removed = Removed.
staff-record-day = { $day }, entered { $entered }
staff-record-export = Download what happened at all offices:
staff-record-no-kind = Choose what happened.
staff-record-empty = Write a note.
staff-record-file-wrong = We can't keep this file: it is empty or too large.
staff-record-wrong-day = This day is in the future, or before { the-letter } was published.
staff-record-under-way = The email to this office was sent or is on its way. Cancel it first if it is still in the queue.
staff-record-has-answered = This office has answered. Remove the answer first if that is wrong.
staff-record-before-delivery = The office got { the-letter } after this day. Choose a later day.
staff-record-not-delivered = { the-letter-begins } has not reached this office yet. First add how you delivered it.
staff-position = Position
staff-position-field = What this office thinks about the request { of-the-letter }
staff-position-none = Not known
staff-position-supports = Supports
staff-position-opposes = Opposes
staff-position-undecided = Undecided
staff-position-asked = Asked, no reply yet
staff-position-save = Save position
staff-follow-up = Follow up
staff-follow-up-day = Day to follow up
staff-follow-up-hint = Leave it empty if there is nothing to follow up.
staff-follow-up-note = What about
staff-follow-up-save = Save day
staff-follow-up-on = Follow up { $day }
staff-follow-up-calendar = Download this day for your calendar
staff-follow-up-event = Follow up with { $office }

# Sending from the browser.
staff-sending = Send to offices
staff-sending-first = First we create the files for all offices. Nothing is sent until you have looked at them and approved them.
staff-sending-prepare = Create the files
staff-sending-without = Check the offices to leave out
staff-sending-failed = The files could not be created:
staff-sending-begins = We're about to create the files. This goes on if you leave this page.
staff-sending-composing = Creating the files: { $done } of { $offices } offices done. This goes on if you leave this page.
staff-sending-reload = Show progress
staff-sending-stop = Stop
staff-sending-files-are-there = The files are ready. Their code is { $code }.
staff-sending-emails = Emails to send
staff-sending-look = Look at it
staff-sending-email = Email
staff-sending-email-of = Email to { $office }
staff-sending-pdf-of = PDF for { $office }
staff-sending-needs =
    { $count ->
        [one] { $count } person has to approve these emails.
       *[other] { $count } people have to approve these emails.
    }
staff-sending-approved-by = Approved by { $email }, { $moment }
staff-sending-you-approved = You have approved these emails. Another person has to approve them, too.
staff-sending-to-approval = Go on to approve
staff-sending-approve = Approve emails to offices
staff-sending-approve-now = Approve these emails
staff-sending-nothing-left = No email is left to send.
staff-sending-discard = Discard what has not been sent
staff-sending-open = Signing is still open. Anyone who signs now is not in these files.
staff-sending-nobody = No one has signed this version { of-the-letter } yet.
staff-sending-invented = { the-letter-begins } has demo signatures. It can't be sent to real offices.
staff-sending-unpublished = The text { of-the-letter } is not published.
staff-sending-files = The files { of-the-letter } are missing or have changed. Discard them with the command line, and create them again.
staff-sending-no-office = { the-letter-begins } goes to no office that we know.
staff-sending-asked = We'll create the files now.
staff-sending-dropped = Discarded.
staff-sending-tested = We sent you a test email. The office did not get it.
staff-sending-approved = Approved. Another person has to approve, too.
staff-sending-sent = Approved. The emails are on their way.
staff-supplement = Send a supplement
staff-supplement-what = A supplement brings each office only the people and organizations that signed since the last email that it got, and says how many signed in all. Offices that never got { the-letter } get all of it.
staff-supplement-who = Who gets what
staff-supplement-gets = What it gets
staff-supplement-numbers = Supplement { $number } · Constituents: { $new } new, { $total } in all
staff-supplement-people = Supplement { $number } · Individuals: { $new } new, { $total } in all
staff-supplement-organizations =
    { $count ->
        [one] { $count } new organization
       *[other] { $count } new organizations
    }
staff-supplement-whole = All of { the-letter }
staff-supplement-none = No office would get a supplement now.
staff-supplement-idle = Nothing new for:
staff-supplement-waiting = These offices get nothing now. If no one knows whether an email arrived, ask the office, and record the answer on its page.
staff-sending-changed = Something changed in the meantime, so nothing was done. Look again.
staff-email-to = To
staff-email-reply-to = Replies go to
staff-email-subject = Subject
staff-email-attached = Attached
staff-email-test = Send a test to { $email }
