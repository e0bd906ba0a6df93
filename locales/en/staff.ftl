# The staff area, for those who run a campaign.
staff-area = Staff area
staff-home = What needs me
staff-sessions = Where I'm signed in
staff-sign-in = Sign in
staff-sign-out = Sign out
staff-sign-in-help = Forgot your password, or is this your first time here? Ask an owner of this site for a link.
staff-sign-in-wrong = The email address or the password is wrong. Check both and try again.
staff-sign-in-too-often = There were too many attempts for this address from your network. Please try again { $wait }. The account isn't locked.
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
staff-password-again = New password again
staff-password-hint = At least { $limit } characters. Four words that have nothing to do with each other are easy to remember and hard to guess.
staff-password-set = Save and sign in
staff-password-short = Your password is too short. Use at least { $limit } characters.
staff-password-long = Your password is too long. Use at most { $limit } characters.
staff-password-guessable = This password is easy to guess. Try four words that have nothing to do with each other.
staff-password-differs = The two passwords are different. Type the same one twice.
staff-link-dead = This link doesn't work
staff-link-dead-explained = It may have expired, or someone has already used it. Ask an owner of this site for a new one.

# What a page or a form is refused with.
staff-back = Back to the staff area
staff-not-for-role = This page isn't for your role
staff-not-for-role-explained = Only an owner of this site can open it. Ask one of them if you need it.
staff-form-refused = We didn't save this form
staff-form-refused-explained = The form was open for too long, or it came from another website. Go back, reload the page and try again.
staff-again = One moment
staff-again-button = Continue

# Sessions.
staff-sessions-explained = Each of these browsers can open the staff area. A browser is signed out after 2 hours without use, and after 12 hours in any case.
staff-session-own = This browser
staff-session-since = Signed in { $moment }
staff-session-seen = last used { $moment }
staff-session-end = Sign out this browser
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
staff-no-letters = No letters yet. Add a folder with the first one to the site's letters folder, and it appears here.
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
staff-review-by = To see and decide, run:
