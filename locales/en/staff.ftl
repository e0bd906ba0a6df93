# The staff area, for those who run a campaign.
staff-area = Staff area
staff-home = My to-do list
staff-sessions = Where I'm signed in
staff-sign-in = Sign in
staff-sign-out = Sign out
staff-sign-in-help = Forgot your password, or is this your first time here? Ask an owner of this site for a link.
staff-sign-in-as = Continue as { $email }
staff-sign-in-or = Or sign in with a password
staff-sign-in-no-account = { $email } has no account here. Ask an owner to add you.
staff-sign-in-wrong = The email address or the password is wrong. Check both and try again.
staff-sign-in-too-often = There were too many attempts for this email address from your network. Please try again { $wait }. The account isn't locked.
staff-sign-in-no-cookie = Your browser didn't keep you signed in. Allow cookies for this site, and sign in again.
staff-busy = Too many people are signing in right now. Please try again in a few seconds.
staff-password = Password
staff-role-owner = Owner
staff-role-editor = Editor
staff-role-viewer = Viewer
staff-role-partner = Partner

# A link that sets a password.
staff-welcome = Choose a password
staff-your-email = Your email address
staff-password-new = New password
staff-password-again = Confirm new password
staff-password-hint = At least { $limit } characters. Four unrelated words are easy to remember and hard to guess.
staff-password-set = Save and sign in
staff-password-short = Your password is too short. Use at least { $limit } characters.
staff-password-long = Your password is too long. Use at most { $limit } characters.
staff-password-guessable = This password is easy to guess. Try four unrelated words.
staff-password-differs = The passwords don't match. Type the same one twice.
staff-link-dead = This link doesn't work
staff-link-dead-explained = It may have expired, or someone has already used it. Ask an owner of this site for a new one.

# When a page or a form is refused.
staff-back = Back to the staff area
staff-not-for-role = You don't have access to this page
staff-not-for-role-explained = Your role doesn't include it. If you need it, ask an owner of this site.
staff-form-refused = We didn't save this form
staff-form-refused-explained = The form was open for too long, or it came from another website. Go back, reload the page and try again.
staff-again = One moment
staff-again-button = Continue

# Sessions.
staff-sessions-explained = Each of these browsers can open the staff area. A browser is signed out after 2 hours without use, and after 12 hours in any case.
staff-session-own = This browser
staff-session-since = Signed in { $moment }
staff-session-seen = last used { $moment }
staff-session-end = End this session
staff-sessions-end = Sign out all other browsers
staff-browser-unknown = Unknown browser
staff-moment = { $date }, { $time }
staff-age =
    { $days ->
        [0] less than a day
        [one] { $days } day
       *[other] { $days } days
    }

# The first page.
staff-nothing-waits = Nothing is waiting for you.
staff-no-letters = No letters yet. To add one, put its folder into the site's letters folder. It will appear here.
staff-counted =
    { $organizations ->
        [one] { $organizations } organization
       *[other] { $organizations } organizations
    } and { $people ->
        [one] { $people } individual
       *[other] { $people } individuals
    } counted
staff-waiting = Waiting for review
staff-waiting-since = Longest wait
staff-waiting-organizations =
    { $count ->
        [one] { $count } organization under review
       *[other] { $count } organizations under review
    }
staff-waiting-organizations-twice =
    { $count ->
        [one] { $count } organization that may have signed twice
       *[other] { $count } organizations that may have signed twice
    }
staff-waiting-organizations-disowned =
    { $count ->
        [one] { $count } organization says it did not sign
       *[other] { $count } organizations say they did not sign
    }
staff-waiting-people =
    { $count ->
        [one] { $count } individual under review
       *[other] { $count } individuals under review
    }
staff-waiting-people-disowned =
    { $count ->
        [one] { $count } individual says they did not sign
       *[other] { $count } individuals say they did not sign
    }
staff-waiting-messages =
    { $count ->
        [one] { $count } message to Congress that no one has read
       *[other] { $count } messages to Congress that no one has read
    }

# The audit log.
staff-audit = Audit log
staff-audit-letter = Show entries about
staff-audit-by = Done by
staff-audit-show = Show
staff-audit-every-letter = Everything
staff-audit-everyone = Everyone
staff-audit-earlier = Earlier entries
staff-audit-none = No entries yet.
staff-audit-removed = removed account { $number }
staff-audit-command-line = command line
staff-audit-service = automatic
staff-audit-by-command = { $who } (command line)
staff-did-staff-added = Added an account
staff-did-staff-linked = Created a link to set a password
staff-did-staff-changed = Changed a role
staff-did-staff-removed = Removed an account
staff-did-password-set = Set a password
staff-did-signed-in = Signed in
staff-did-sessions-ended =
    { $count ->
        [one] Signed out { $count } browser
       *[other] Signed out { $count } browsers
    }
staff-did-factor-set = Set up an authenticator app
staff-did-factor-reset = Reset an authenticator app
staff-did-codes-renewed = Created new recovery codes
staff-did-code-used = Used a recovery code
staff-did-codes-wrong =
    { $count ->
        [one] Session ended after { $count } wrong code
       *[other] Session ended after { $count } wrong codes
    }
staff-did-signatures-recorded =
    { $count ->
        [one] Recorded { $count } signature
       *[other] Recorded { $count } signatures
    }
staff-did-signatures-imported =
    { $count ->
        [one] Imported { $count } signature
       *[other] Imported { $count } signatures
    }
staff-did-signatures-approved =
    { $count ->
        [one] Approved { $count } signature
       *[other] Approved { $count } signatures
    }
staff-did-signatures-rejected =
    { $count ->
        [one] Rejected { $count } signature
       *[other] Rejected { $count } signatures
    }
staff-did-signatures-held =
    { $count ->
        [one] Held { $count } signature for review
       *[other] Held { $count } signatures for review
    }
staff-did-bulk-begun =
    { $count ->
        [one] Started a decision about { $count } signature
       *[other] Started a decision about { $count } signatures
    }
staff-did-decisions-undone =
    { $count ->
        [one] Undid a decision about { $count } signature
       *[other] Undid decisions about { $count } signatures
    }
staff-did-organizations-verified =
    { $count ->
        [one] Verified { $count } organization
       *[other] Verified { $count } organizations
    }
staff-did-corrections-decided =
    { $count ->
        [one] Decided on { $count } new name or website
       *[other] Decided on { $count } new names or websites
    }
staff-did-name-corrected =
    { $count ->
        [one] Corrected the name of { $count } signer
       *[other] Corrected the names of { $count } signers
    }
staff-did-title-corrected =
    { $count ->
        [one] Corrected the title or employer of { $count } signer
       *[other] Corrected the titles or employers of { $count } signers
    }
staff-did-place-corrected =
    { $count ->
        [one] Corrected the city or state of { $count } signer
       *[other] Corrected the cities or states of { $count } signers
    }
staff-did-signatures-merged =
    { $count ->
        [one] Merged { $count } signature
       *[other] Merged { $count } signatures
    }
staff-did-signatures-kept-apart =
    { $count ->
        [one] Kept { $count } signature
       *[other] Kept { $count } signatures that may be the same
    }
staff-did-merge-undone =
    { $count ->
        [one] Undid the merge of { $count } signature
       *[other] Undid the merge of { $count } signatures
    }
staff-did-messages-decided =
    { $count ->
        [one] Decided on { $count } message to Congress
       *[other] Decided on { $count } messages to Congress
    }
staff-did-flood-released =
    { $count ->
        [one] Approved { $count } signature from one source
       *[other] Approved { $count } signatures from one source
    }
staff-did-address-reopened = Allowed email to an address again
staff-did-letter-delivered =
    { $count ->
        [one] Queued { $count } email to an office
       *[other] Queued { $count } emails to offices
    }
staff-did-delivery-canceled =
    { $count ->
        [one] Canceled { $count } email to an office
       *[other] Canceled { $count } emails to offices
    }
staff-did-plan-checked =
    { $count ->
        [one] Checked the plan of a delivery to { $count } office
       *[other] Checked the plan of a delivery to { $count } offices
    }
staff-did-delivery-tested =
    { $count ->
        [one] Sent { $count } test email to themselves
       *[other] Sent { $count } test emails to themselves
    }
staff-did-delivery-approved =
    { $count ->
        [one] Approved { $count } email to an office
       *[other] Approved { $count } emails to offices
    }
staff-did-delivery-settled =
    { $count ->
        [one] Recorded the outcome of { $count } delivery
       *[other] Recorded the outcome of { $count } deliveries
    }
staff-did-answers-recorded =
    { $count ->
        [one] Recorded whether { $count } office answered
       *[other] Recorded whether { $count } offices answered
    }
staff-did-office-noted =
    { $count ->
        [one] Changed the record of { $count } office
       *[other] Changed the record of { $count } offices
    }
staff-did-positions-recorded =
    { $count ->
        [one] Recorded the position of { $count } office
       *[other] Recorded the positions of { $count } offices
    }
staff-did-record-exported =
    { $count ->
        [one] Exported the record of { $count } office
       *[other] Exported the records of { $count } offices
    }
staff-did-update-sent =
    { $count ->
        [one] Queued { $count } email with an update
       *[other] Queued { $count } emails with an update
    }
staff-did-emails-resent =
    { $count ->
        [one] Sent an email to { $count } signer again
       *[other] Sent emails to { $count } signers again
    }
staff-did-emails-retried =
    { $count ->
        [one] Queued { $count } email again
       *[other] Queued { $count } emails again
    }
staff-did-emails-canceled =
    { $count ->
        [one] Canceled { $count } email
       *[other] Canceled { $count } emails
    }
staff-did-export-begun = Started an export of signatures
staff-did-signers-exported =
    { $count ->
        [one] Exported { $count } signature
       *[other] Exported { $count } signatures
    }
staff-did-organizations-invited =
    { $count ->
        [one] Invited { $count } organization
       *[other] Invited { $count } organizations
    }
staff-did-contacts-changed =
    { $count ->
        [one] Changed { $count } office contact
       *[other] Changed { $count } office contacts
    }
staff-did-details-erased =
    { $count ->
        [one] Erased the contact details of { $count } signature
       *[other] Erased the contact details of { $count } signatures
    }
staff-did-address-reported = Showed what is stored about an address
staff-did-address-erased = Deleted what is stored about an address
staff-did-backup-restored = Restored a backup

# The second factor.
staff-factor = Authenticator app
staff-factor-explained = An authenticator app adds a second step when you sign in: after your password, you enter a code from your phone. The code changes every 30 seconds. Owners and editors have to use one.
staff-factor-app = Install an authenticator app on your phone, such as Aegis, 2FAS, Google Authenticator or Microsoft Authenticator. Many password managers work too.
staff-factor-scan = Add an account in the app and scan this code:
staff-factor-qr = QR code for your authenticator app
staff-factor-type = If you can't scan it, type this key into the app:
staff-factor-code = Enter the code that the app shows now.
staff-factor-save = Save and continue
staff-factor-set = Your authenticator app is set up.
staff-factor-lost = Lost your phone? Use a recovery code. If you have none, ask an owner of this site to reset your authenticator app.
staff-code = Enter your code
staff-code-field = Code
staff-code-hint = The 6 digits in your authenticator app, or a recovery code.
staff-code-send = Continue
staff-code-wrong = This code is wrong, or you have already used it. Wait for the next one and try again.
staff-code-too-often = There were too many attempts to enter a code for this account. Please try again { $wait }, or use a recovery code. The account isn't locked.
staff-confirm = Confirm it's you
staff-confirm-explained = You're about to do something important, so we ask for a code again.
staff-codes = Recovery codes
staff-codes-explained = Save these codes now, for example in your password manager: we show them only once. If you lose your phone, you can use each of them once in place of a code from the app.
staff-codes-kept = I've saved them
staff-codes-left =
    { $count ->
        [one] You have { $count } recovery code left.
       *[other] You have { $count } recovery codes left.
    }
staff-codes-renew = Create new recovery codes

# Accounts, managed by owners.
staff-people = Staff
staff-invite = Invite someone
staff-invite-button = Create the link
staff-link = A link to set a password
staff-link-explained =
    { $days ->
        [one] Send this link to { $email }. It works once and expires in { $days } day. We won't show it again.
       *[other] Send this link to { $email }. It works once and expires in { $days } days. We won't show it again.
    }
staff-link-done = Done
staff-role-owner-may = manages accounts, and can do everything else
staff-role-editor-may = decides on signatures and sends email
staff-role-viewer-may = sees everything about a letter, but can't change anything
staff-role-partner-may = sees only the names and locations of organizations
staff-person-role = Role
staff-person-only = Only for these letters
staff-person-only-hint = If you don't check any, the account has access to every letter. Owners always have access to every letter.
staff-person-letters = Only
staff-person-every-letter = Every letter
staff-person-seen = last signed in { $moment }
staff-person-never = hasn't signed in yet
staff-person-invited = invited, has no password yet
staff-person-save = Save
staff-person-more = More actions
staff-person-link = Create a new link to set a password
staff-person-sign-out =
    { $count ->
        [one] Sign out { $count } browser
       *[other] Sign out { $count } browsers
    }
staff-person-reset = Reset the authenticator app
staff-person-remove = Remove this account
staff-person-exists = This email address already has an account. Open it under “Staff” to create a new link.
staff-person-last-owner = This is the last owner who can sign in. Add another owner first, and let them set a password.
staff-person-owner-of-some = Owners always have access to every letter. Uncheck the letters, or choose another role.
