# Who may be counted, and what is asked before.
error-email-unread = This is a no-reply address. Enter one where you can receive email.
error-email-role = This looks like a shared address. Enter your own email address.
error-email-disposable = We don't accept temporary email addresses. Use your regular address so you can change your signature later.
confirm-changed = The details have changed
confirm-changed-explained = After you opened this page, someone signed again with this email address. Check the details below, then click the button.
confirm-listed-held = Someone has already signed for your organization
confirm-listed-held-explained = A colleague or someone else signed for the same organization. We'll review that signature before we count it. If no one at your organization signed, reply to our email.
confirm-rival = Thank you. We'll review your signature before we count it
confirm-rival-explained = { the-letter-begins } already lists { $other }. It may be another organization with the same name, a colleague of yours, or someone who signed without permission. We'll look at both signatures before we count yours. If no one at your organization made the other one, reply to our email and tell us.
confirm-rival-held = Thank you. We'll review your signature before we count it
confirm-rival-held-explained = Someone else signed for an organization with this name, and that signature is under review, too. We'll look at both before we count either one. If no one at your organization made the other one, reply to our email and tell us.
confirm-updates = Updates by email
confirm-updates-yes = Yes, you asked for them
confirm-to-offices = Your own members of Congress
confirm-to-offices-yes = They may see your full name and ZIP code
surge-subject = Signatures under review: many from { $domain } ({ $letter })
surge-told = More people than usual signed { the-letter } “{ $letter }” from addresses at { $domain } within one day. We are holding those signatures for review. They are not counted until you decide.
surge-next = If they are genuine (for example, members of one union), release them all together. If not, leave or reject them:
sight-members = { $count ->
    [one] { $count } selected Member of Congress
   *[other] { $count } selected Members of Congress
 }
sight-comment-public = We'll also publish your message to Congress below { the-letter }, after we review it.
sight-comment-public-at-once = We'll also publish your message to Congress below { the-letter }.
comments-heading = In their own words
rivals-subject = Two organizations that may be the same: { $letter }
rivals-told = Two organizations on { the-letter } “{ $letter }” may be the same. Someone may have signed for one of them without permission. Please review both.
rivals-line = { $id }: { $name }. Contact: { $contact }, { $email }.
rivals-counts = It is counted and on { the-letter }.
rivals-waits = It is under review.
rivals-next = If they are two organizations, approve the one under review. If they are the same, reject the signature that was made without permission:
rival-subject = Your signature is under review: { $letter }
rival-told = You signed { the-letter } “{ $letter }” on behalf of { $name }. We'll review your signature before we count it, because someone else signed for an organization with this name.
rival-listed = { the-letter-begins } lists { $other }. We'll look at both signatures.
rival-held = The other signature is under review, too.
rival-gone = The other signature is no longer on { the-letter }, so we'll look at yours now.
rival-next = You don't need to do anything. If no one at your organization made the other signature, please reply to this email or write to { $desk }. It will help us decide.
rival-own = To check the status of your signature:
rival-own-link = Manage my signature
known-own-domain = Confirmed from { $domain }
known-staff = Verified by our staff
known-unverified = Confirmed from an email outside the organization
