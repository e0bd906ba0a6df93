# Invitations to organizations: the emails and the page that they lead to.
invitation-subject = Invitation to sign: { $letter }
invitation-reminder-subject = Reminder: { $letter }
invitation-told = { $publisher } invites { $name } to sign { the-letter } “{ $letter }.”
invitation-reminder-told = This is a reminder: { $publisher } invites { $name } to sign { the-letter } “{ $letter }.”
invitation-answer = If your organization won't sign, or doesn't want these emails, tell us here:
invitation-page = Your invitation
invitation-decline = We won't sign { this-letter }
invitation-stop = Don't send us invitations again
invitation-stop-explained = We'll stop inviting this email address to sign other letters, too.
invitation-declined-done = Thank you for telling us. We won't send you reminders about { this-letter }. If you change your mind, you can still sign.
invitation-no-more-done = We won't send you invitations again.

# Invitations, for staff.
staff-invitations = Invitations
staff-invitations-none = No organizations are invited yet. Paste a list of them below.
staff-invitations-closed = Organizations can't sign { this-letter }.
staff-invitations-wrong = No one was invited. Fix the list and try again. Each line begins with the line and column in the list.
staff-invitations-too-many = Paste between 1 and 500 organizations at a time.
staff-invitations-send = Email everyone who has no invitation yet
staff-invitations-send-explained = Each organization gets one email with a link of its own. Those that answered or signed, and those that you stopped, get none.
staff-invitations-add = Add organizations
staff-invitations-list = List of organizations
staff-invitations-list-hint = Paste rows from a spreadsheet, with their column names in the first row: name, and optionally email, website, city, state, country, note.
staff-invitations-lang = Language of their emails
staff-invitations-reminders = Reminders
staff-invitations-reminders-explained = Organizations that have not answered get at most two reminders, before signing closes. Leave both empty to send none.
staff-invitations-first = First reminder, days before signing closes
staff-invitations-second = Second reminder, days before signing closes
staff-invitations-save = Save
staff-invitations-did-invite =
    { $count ->
        [one] { $count } organization is new on the list. No email is sent yet.
       *[other] { $count } organizations are new on the list. No email is sent yet.
    }
staff-invitations-did-send =
    { $count ->
        [one] { $count } email is on its way.
       *[other] { $count } emails are on their way.
    }
staff-invitations-did-save = Saved.
staff-invitation-emails = Emails
staff-invitation-stop = Stop emails
staff-invitation-go-on = Send emails again
staff-invitation-declined = Won't sign
staff-invitation-no-more = Wants no invitations
staff-invitation-stopped = Stopped by staff
staff-invitation-sent = Email sent
staff-invitation-queued = Email on its way
staff-invitation-bounced = Email came back
staff-invitation-failed = Email not delivered
staff-invitation-canceled = Email canceled
staff-invitation-no-email = No email address
staff-invitation-unsent = No email sent yet
staff-invitation-reminders =
    { $count ->
        [one] { $count } reminder
       *[other] { $count } reminders
    }
staff-did-invitations-sent =
    { $count ->
        [0] Set reminders for invitations
        [one] Sent { $count } invitation
       *[other] Sent { $count } invitations
    }
