# The staff area: sheets of signers, one signer, and messages to Congress.
staff-signers = Signers
staff-organizations = Organizations
staff-individuals = Individuals
staff-everyone = Everyone
staff-filter-text = Search names, email addresses and websites
staff-filter-text-label = Search
staff-filter-state = Status
staff-filter-any-state = Any status
staff-filter-place = State or country
staff-filter-anywhere = Anywhere
staff-filter-abroad = Outside the United States
staff-filter-sort = Sort by
staff-filter-more = More filters
staff-filter-held-for = Why it's under review
staff-filter-any-reason = Any reason
staff-filter-mark = Mark
staff-filter-any-mark = Any mark
staff-filter-lang = Language
staff-filter-any-lang = Any language
staff-filter-anything = Anything
staff-filter-domain = Email or website domain
staff-filter-source = Share link
staff-filter-since = Confirmed on or after
staff-filter-before = Confirmed before
staff-filter-show = Show
staff-filter-clear = Clear filters
staff-filters-saved = Saved filters
staff-filter-name = Name of this filter
staff-filter-share = Share with everyone who sees these signers
staff-filter-shared = shared
staff-filter-save = Save this filter
staff-filter-remove = Remove
staff-filter-saved = Saved. You'll find it above the list.
staff-filter-removed = Removed.
staff-filter-nameless = Not saved. Type a name for the filter.
staff-filter-unsaved = Not saved. Choose at least one filter first, and correct the marked fields.
staff-filter-many = Not saved. There are already 20 saved filters. Remove one first.
staff-filter-wrong = Correct the marked fields to see signers.
staff-filter-unknown = Choose one from the list.
staff-filter-text-lost = We couldn't read the search in this link. Type it again.
staff-filter-day = Enter a date, such as 2026-11-28.
staff-filter-no-words = Type at least one letter or number to search for.
staff-filter-too-many = Individuals of every status can't be sorted by name. Choose a status, such as “Counted.”
staff-filter-lost = The signer that this page started after has changed or is gone. Start again from the first page.
staff-sort-oldest = Oldest first
staff-sort-newest = Newest first
staff-sort-name = Name
staff-sort-state = Status
staff-pick = Select
staff-pick-all = Select all on this page
staff-chosen = Selected: #
staff-heading-name = Name
staff-heading-status = Status
staff-heading-contact = Contact
staff-heading-day = Date
staff-unlisted = Name withheld
staff-listed-as = Listed as
staff-earlier-text = Signed an earlier version ({ $revision })
staff-beside = May be the same as
staff-approve = Approve
staff-reject = Reject
staff-hold = Hold for review
staff-undo = Undo
staff-undo-latest = Undo the last decision
staff-reason-because = Reason: { $reason }
staff-note-said = Sentence for the signer: { $note }
staff-refuse = Don't send
staff-verify = Mark as verified
staff-release = Approve everyone under review from { $source }
staff-release-hint = From now on, signatures from { $source } will be counted no matter how many arrive.
staff-none-match = No signers match these filters.
staff-none-yet = No signatures yet.
staff-none-more = There are no more signers on this page.
staff-first-page = First page
staff-next-page = Next page

# The keys of a sheet.
staff-keys = Keyboard shortcuts
staff-keys-explained = These work while a checkbox in the list has the focus. Use the Tab key to get there.
staff-key-move = Next, previous
staff-key-pick = Select
staff-key-approve = Approve the selected ones, or this one
staff-key-reject = Go to “Reject” for the selected ones, or this one
staff-key-hold = Hold the selected ones, or this one, for review
staff-key-undo = Go to “Undo”
staff-key-refuse = Go to “Don't send” for the selected ones, or this one
staff-key-open = Open
staff-key-list = Show this list

# What was decided.
staff-done-approved =
    { $count ->
        [one] Approved { $count } signature.
       *[other] Approved { $count } signatures.
    }
staff-done-rejected =
    { $count ->
        [one] Rejected { $count } signature.
       *[other] Rejected { $count } signatures.
    }
staff-done-held =
    { $count ->
        [one] { $count } signature is now under review. It no longer counts.
       *[other] { $count } signatures are now under review. They no longer count.
    }
staff-done-undone =
    { $count ->
        [one] Undone. { $count } signature is as it was before.
       *[other] Undone. { $count } signatures are as they were before.
    }
staff-done-undone-before = Nothing was changed. This was already undone, or it can't be undone anymore.
staff-undone-mailed =
    { $count ->
        [one] { $count } signer had already gotten our email about the decision. You may want to write to them:
       *[other] { $count } signers had already gotten our email about the decision. You may want to write to them:
    }
staff-undone-stopped =
    { $count ->
        [one] Because of the decision, we stopped emails to offices with { $count } signature. They stay stopped until you deliver again:
       *[other] Because of the decision, we stopped emails to offices with { $count } signatures. They stay stopped until you deliver again:
    }
staff-done-verified =
    { $count ->
        [one] Marked { $count } organization as verified.
       *[other] Marked { $count } organizations as verified.
    }
staff-done-accepted =
    { $count ->
        [one] Accepted { $count } change.
       *[other] Accepted { $count } changes.
    }
staff-done-kept =
    { $count ->
        [one] Kept the old name and website of { $count } organization.
       *[other] Kept the old names and websites of { $count } organizations.
    }
staff-done-let-through =
    { $count ->
        [one] Approved { $count } message. It will go to Congress.
       *[other] Approved { $count } messages. They will go to Congress.
    }
staff-done-refused =
    { $count ->
        [one] { $count } message won't be sent.
       *[other] { $count } messages won't be sent.
    }
staff-done-released =
    { $count ->
        [one] Approved { $count } signature from this source.
       *[other] Approved { $count } signatures from this source.
    }
staff-done-released-before = Nothing was changed. No signatures from this source are under review now.
staff-done-merged = Merged. The signature that you didn't keep no longer counts.
staff-done-apart = Both stay, and neither is shown as possibly the same as the other.
staff-done-unmerged = The merge is undone. Both signatures are as they were before.
staff-done-line = The line is corrected. If we have an email address, the signer gets an email.
staff-done-nothing = Nothing was changed. Select at least one checkbox first.
staff-done-choose = Nothing was changed yet. Choose what to do with the ones you selected.
staff-done-changed =
    { $count ->
        [one] { $count } signature has changed since you opened the page, so we didn't touch it:
       *[other] { $count } signatures have changed since you opened the page, so we didn't touch them:
    }
staff-done-impossible =
    { $count ->
        [one] This isn't possible for { $count } signature. The same signer may already be counted, or approvers haven't decided yet:
       *[other] This isn't possible for { $count } signatures. The same signers may already be counted, or approvers haven't decided yet:
    }
staff-done-beyond =
    { $count ->
        [one] This organization also signed letters that you don't have access to, and this would change its signature there. Ask someone who has access to all of them:
       *[other] These organizations also signed letters that you don't have access to, and this would change their signatures there. Ask someone who has access to all of them:
    }

# Rejecting with a reason.
staff-reject-heading =
    { $count ->
        [one] Reject { $count } signature
       *[other] Reject { $count } signatures
    }
staff-reject-explained = A rejected signature doesn't count. If the same person or organization signs again, we'll hold the new signature for review.
staff-reject-more = and { $count } more
staff-reason = Why?
staff-reason-missing = Choose a reason.
staff-reason-not-who-they-say = Not who they say they are
staff-reason-duplicate = Signed twice
staff-reason-not-eligible = Not eligible to sign
staff-reason-offensive = Offensive words
staff-reason-other = Another reason
staff-note = Sentence for the signer (optional)
staff-note-hint = We add it to the email and keep it with the signature. The signer can see it.
staff-tell = Tell the signer by email, in their language
staff-tell-hint = The email has the reason and says what the signer can do.
staff-reject-back = Go back without changing anything

# Decisions about many signatures at once.
staff-bulk = Decide on many signatures
staff-bulk-link = Decide on all signatures that match
staff-bulk-wave = Find signatures with something in common
staff-bulk-explained = Find signatures by what they have in common, see how many there are, and hold, approve or reject them together. You can undo it for 30 days.
staff-bulk-match = These signatures match:
staff-bulk-count =
    { $count ->
        [one] { $count } signature matches now.
       *[other] { $count } signatures match now.
    }
staff-bulk-sample = The first ones
staff-bulk-what = What should happen to them?
staff-bulk-choose = Choose what should happen to these signatures.
staff-bulk-if-rejected = If you reject them
staff-reason-choose = Choose a reason
staff-bulk-hint = Signatures that change or arrive after you opened this page stay as they are.
staff-bulk-decide =
    { $count ->
        [one] Decide on { $count } signature
       *[other] Decide on { $count } signatures
    }
staff-bulk-show = Show what matches
staff-bulk-sources = Where most signatures came from in the last day
staff-bulk-earlier = Earlier decisions
staff-bulk-going = In progress
staff-bulk-done = Done
staff-bulk-undoing = Undoing
staff-bulk-undone = Undone
staff-bulk-expected =
    { $count ->
        [one] { $count } signature matched
       *[other] { $count } signatures matched
    }
staff-bulk-decided =
    { $count ->
        [one] { $count } signature decided
       *[other] { $count } signatures decided
    }
staff-bulk-changed =
    { $count ->
        [one] { $count } signature had changed in the meantime and stays as it is
       *[other] { $count } signatures had changed in the meantime and stay as they are
    }
staff-bulk-impossible =
    { $count ->
        [one] For { $count } signature, this isn't possible
       *[other] For { $count } signatures, this isn't possible
    }
staff-bulk-put-back =
    { $count ->
        [one] { $count } signature is as it was before
       *[other] { $count } signatures are as they were before
    }
staff-bulk-goes-on = This goes on in the background. You can close the page.
staff-bulk-refresh = Show the latest numbers
staff-bulk-undo-hint = Signatures that have changed since then stay as they are. Emails about the decision that weren't sent yet are canceled.
staff-rule = What do they have in common?
staff-rule-domain = Email domain
staff-rule-network = Network
staff-rule-network-hint = 12 letters and numbers, from the list below
staff-rule-range = Networks nearby
staff-rule-name = Name
staff-rule-name-hint = Use an asterisk for any letters: “J* Doe”
staff-rule-from = Signed at or after
staff-rule-until = Signed before
staff-rule-wrong = Correct the marked fields.
staff-rule-domain-wrong = Enter a domain, such as example.org.
staff-rule-network-wrong = Enter the 12 letters and numbers of a network.
staff-rule-name-wrong = Enter at least one letter or number.
staff-rule-moment-wrong = Enter a date and time, such as 2026-11-28 14:30.

# One signer.
staff-fact-number = Number
staff-fact-listed = Listed as
staff-fact-place = Location
staff-fact-email = Email
staff-fact-zip = ZIP or postal code
staff-fact-district = Congressional district
staff-fact-title = Title or occupation
staff-fact-affiliation = Organization
staff-fact-to-offices = Agreed for their members of Congress
staff-fact-name = Legal name
staff-fact-contact = Contact
staff-fact-website = Website
staff-fact-public-email = Public email
staff-fact-level = Verification
staff-fact-evidence = How staff verified it
staff-fact-invited = Invited as
staff-fact-lang = Language
staff-fact-revision = Version signed
staff-fact-source = Share link
staff-fact-signed = Signed
staff-fact-confirmed = Confirmed
staff-message = Message to Congress
staff-message-unread = No one has reviewed this message yet.
staff-message-approved = Approved: it goes to Congress.
staff-message-refused = It won't be sent.
staff-message-accept = Approve this message
staff-message-refuse = Don't send this message
staff-message-signer = See who wrote this
staff-correction = Requested change
staff-correction-accept = Accept the change
staff-correction-refuse = Keep the old name and website
staff-no-website = No website
staff-beside-heading = May be the same as
staff-merge-compare = Compare
staff-merge-heading = Is this the same signer twice?
staff-merge-explained = Choose which signature stays. The other one no longer counts and leaves the list. If it has an email address, its signer gets an email. You can undo this later.
staff-merge-keep = Same signer: keep number { $id }
staff-merge-apart = Not the same: keep both
staff-merge-undo = Undo the merge
staff-merged-into = Merged into
staff-merged = Merged into this signature
staff-line-heading = Correct the line
staff-line-explained = This is for typing mistakes. The signer gets an email about it, if we have an address. What the line said before stays in the history.
staff-line-name = Name on the list
staff-line-title = Job title
staff-line-affiliation = Organization or employer
staff-line-city = City
staff-line-state = State
staff-line-save = Save
staff-line-taken = Someone with this name and home has signed already. Compare the two signatures, and merge them if they are the same.
staff-line-was = { $field } before: “{ $before }”
staff-line-was-empty = { $field } before: empty
staff-act-merged = Merged into another signature
staff-act-kept = Another signature was merged into this one
staff-act-unmerged = The merge was undone
staff-act-parted = The merge with another signature was undone
staff-act-corrected = The line was corrected
staff-act-confirmed-by-email = Confirmed by email
staff-decide = Decide
staff-evidence = How did you verify this organization?
staff-evidence-hint = For example: “Called the office on March 2.” Only staff see this. If you fill it in, “Approve” also marks the organization as verified.
staff-evidence-missing = Tell us how you verified the organization.
staff-approvers = Approvers
staff-approver-approved = approved
staff-approver-declined = declined
staff-approver-undecided = no decision yet
staff-elsewhere = Also signed
staff-history = History
staff-history-undone = undid the last decision
staff-mails = Emails
staff-bundles = Prepared for delivery
staff-state-bounced = the email came back
staff-bounce-delayed = Delayed: the recipient's server keeps trying
staff-bounce-auto-reply = Automatic reply
staff-bounce-delivered = Delivered, says the recipient's server
staff-status-because = { $state }: { $why }

# Sending an email again.
staff-resend-confirmation = Send the confirmation email again
staff-resend-approval = Ask the approvers again
staff-resend-page = Send the link to the signer's page
staff-resend-never = We haven't sent this email yet.
staff-resend-sent = Last sent: { $at }.
staff-resend-queued = This email is waiting to be sent: { $at }.
staff-resend-failed = The last one couldn't be delivered: { $at }. The email server said: { $reply }
staff-resend-bounced = The last one came back: { $at }. The email server said: { $reply }
staff-resend-uncertain = We don't know whether the last one was sent: { $at }.
staff-resend-moot = The last one was canceled: { $at }.
staff-resend-no-reply = nothing
staff-resent = Sent. It should arrive within a few minutes.
staff-resent-later = This address has had its emails for the day. We'll send this one as soon as it may have another.
staff-resend-waits = Nothing was sent. This email is already waiting to be sent.
staff-resend-limited = Nothing was sent. This address has had as many emails as we send, to keep inboxes from being flooded.
staff-resend-closed = The owner of this address asked us not to send email, so we can't send it again.
staff-resend-changed = Nothing was sent. The signature has changed since you opened the page.

# Messages to Congress.
staff-messages = Messages to Congress
staff-messages-explained = We send a message to the signer's own representative and senators only after you approve it.
staff-messages-none = You've reviewed every message.
staff-messages-end = There are no messages to review on this page. The first page may have more.

# The states of a signature, and what staff look for.
staff-state-waiting = Waiting for staff or approvers
staff-state-marked = Counted, with a mark
staff-state-pending = Not confirmed
staff-state-awaiting = Waiting for approvers
staff-state-held = Under review
staff-state-confirmed = Counted
staff-state-duplicate = May have signed twice
staff-state-merged = Merged into another signature
staff-state-declined = Declined by approvers
staff-state-withdrawn = Withdrawn
staff-state-disowned = Says they didn't sign
staff-state-rejected = Rejected

# Why a signature is under review.
staff-held-approval = every signature here is reviewed
staff-held-possible-duplicate = may be the same as another one
staff-held-surge = many came from one source
staff-held-disowned-before = this name was removed before
staff-held-listing-changed = the listed name has changed
staff-held-unverified = unclear whether the contact speaks for it
staff-held-government = the name of a government body
staff-held-borrowed-name = listed under a name that isn't its own
staff-held-look-alike = the name looks like another one
staff-held-contested = someone with an equal claim disputes it
staff-held-too-few-approvers = an approver asked us to delete their data, and too few approvers are left
staff-held-by-staff = staff held it

# Marks.
staff-mark-free-mail = Free email account
staff-mark-unverified = Email isn't at its website's domain
staff-mark-role = Shared inbox, such as info@
staff-mark-disposable = Throwaway email address
staff-mark-correction = Asks for a new name or website
staff-mark-other-names = Has names in other languages
staff-mark-new-contact = New contact with an outside address
staff-mark-hurried = Confirmed within seconds
staff-mark-rival = May be the same as another one
staff-mark-disputed = An approver says it didn't sign
staff-mark-asked-again = Signed again after it was removed
staff-mark-contact-lost = Contact unknown since a backup was restored
staff-mark-renamed = Listed name unknown since a backup was restored
staff-mark-approved-before = Staff approved an earlier signature

# How well it is known who signed for an organization.
staff-level-own-domain = Email at its own domain
staff-level-other-address = Email at another domain
staff-level-staff = Verified by staff

# Where a signature came from.
staff-origin-confirmed = Confirmed by email
staff-origin-recorded = Recorded by staff
staff-origin-imported = Imported

# Who changed the state.
staff-actor-signer = signer
staff-actor-decider = approver
staff-actor-addressee = recipient of our email
staff-actor-staff = staff
staff-actor-service = automatic

# Emails about a signature.
staff-mail-confirmation = Link to confirm
staff-mail-own-links = Link to the signer's page
staff-mail-approval = Request to an approver
staff-mail-decision = An approver's decision
staff-mail-notice = Notice to the public email
staff-mail-disowned = To staff: says they didn't sign
staff-mail-objection = To contact and approvers: says they didn't sign
staff-mail-reviewed = Our decision
staff-mail-amended = About a correction or a merge
staff-mail-thank-you = Thank you
staff-mail-rivals = To staff: may be the same as another one
staff-mail-rival = To the contact: may be the same as another one
staff-sent-queued = not sent yet
staff-sent-sent = sent
staff-sent-failed = failed
staff-sent-moot = not needed
staff-sent-bounced = came back
staff-sent-uncertain = unknown whether it was sent

# Exports.
staff-export = Export signers
staff-export-link = Export these signers
staff-export-only = The file will have only signers who match:
staff-export-send = Download
staff-export-filter-wrong = We couldn't read these filters. Go back to the signers and choose them again.
staff-export-nothing = Choose a format and at least one column.
staff-export-busy = Another export is running. Please try again in a minute.
staff-export-failed = We couldn't write the file. The reason is in the server's log.
staff-format = Format
staff-format-xlsx = Excel (keeps ZIP codes and dates as they are)
staff-format-csv = CSV
staff-format-jsonl = JSON Lines (one signer per line)
staff-format-json = JSON
staff-columns = Columns
staff-columns-personal = Personal data
staff-columns-personal-hint = Choose only what you need, and delete the file when you're done. The audit log records this export.
staff-column-kind = Individual or organization
staff-column-listed-name = Name on the list
staff-column-name = Full or legal name
staff-column-scope = National, state or local
staff-column-city = City
staff-column-state = State
staff-column-country = Country
staff-column-postal-code = ZIP or postal code
staff-column-district = Congressional district
staff-column-district-found = How the district was found
staff-column-title = Title or occupation
staff-column-affiliation = Organization or employer
staff-column-contact-name = Contact's name
staff-column-email = Email
staff-column-comment = Message to Congress
staff-column-comment-state = Whether the message was approved
staff-column-verification = Verification
staff-column-evidence = How staff verified it
staff-column-source = Share link
staff-column-invitation = Invited as
staff-column-updates = Agreed to updates
staff-column-lang = Language
staff-column-revision = Version signed
staff-column-confirmed-at = Confirmed
staff-column-demonstration = Demo data
staff-column-organization-kind = Kind of organization
staff-column-website = Website
staff-column-phone = Phone
staff-column-authorized-wording = Authorization wording
staff-column-updates-wording = Wording of the updates checkbox
staff-column-updates-at = When they agreed to updates
staff-column-other-names = Names in other languages
staff-column-number = Number
staff-column-standing = Status
staff-column-held-for = Why it's under review
staff-column-marks = Marks
staff-column-signed-at = Signed
staff-column-origin = Where the signature came from
staff-column-origin-evidence = Evidence, or how signers agreed
staff-column-unasked = Why they weren't asked to confirm
staff-column-to-offices = Agreed that their members of Congress see their full name
staff-column-to-offices-wording = Wording of the checkbox about members of Congress
staff-column-to-offices-at = When they agreed that their members of Congress see it

# Papers to hand out.
staff-roster = Roster
staff-roster-explained = The organizations that have signed, ready to paste under your text.
staff-roster-order = Order
staff-roster-place = National, then by state
staff-roster-name = A to Z
staff-roster-text = Text to copy
staff-roster-none = No organization has signed yet.
staff-roster-contacts = With who signed for each organization
staff-roster-contacts-hint = These files also name the contacts and their job titles, which is personal data. The audit log records each download.
staff-paper-files = Download
staff-paper-text = Text
staff-paper-html = Web page (HTML)
staff-paper-pdf = PDF
staff-paper-copy = Copy
staff-paper-copied = Copied
staff-paper-choose = Choose a format.
staff-paper-busy = Another PDF is being made. Please try again in a minute.
staff-paper-failed = We couldn't make the PDF. The reason is in the server's log.
staff-press = Media sheet
staff-press-explained = How many have signed, where they live, the goal and the deadline. It has only what everyone can see.
staff-press-quotes = The newest approved messages are quoted, as their signers chose to appear.
staff-press-no-quotes = It quotes no messages, because signers' messages aren't shown to everyone here.
staff-press-text = Text to copy
staff-visits = Sheets for visits
staff-visits-explained = One page for each member of Congress: who signed in the state or district, as they may be named, what you ask for, and where the office is.
staff-visits-hint = The files say who lives in which district, which is personal data. The audit log records each download.
staff-visits-all = Download all of these sheets (PDF)
staff-visits-sheet = Download the sheet
staff-visits-every-state = Every state
staff-visits-choose = No one signed there, or we don't know this member of Congress.
staff-visits-many = There are too many signatures to count them by district here. Use the command line:
staff-visits-no-congress = No members of Congress have been imported. Import them on the command line first:
staff-visits-nobody = No one has signed in a state with members of Congress yet. Later, you can also use the command line:

# Links for partners, and the page that they open.
staff-partners = Partner links
staff-partners-explained = A partner link shows which organizations have signed, which are waiting, and which you invited and haven't answered: name, city and state only. Anyone who has the link can open it, without an account. We don't track when it is opened.
staff-partners-note = Who is it for?
staff-partners-note-hint = For example: “Steering committee.” Only staff see this.
staff-partners-note-missing = Say who the link is for
staff-partners-ends = Last day on which it works
staff-partners-ends-wrong = Enter a day between today and a year from now, such as 2027-01-29
staff-partners-make = Create a link
staff-partners-new = Copy this link now. We won't show it again.
staff-partners-link = Partner link
staff-partners-links = Links
staff-partners-made = { $who }, { $moment }
staff-partners-open = Works until { $day }
staff-partners-ended = Ended { $day }
staff-partners-revoked = Revoked { $moment }
staff-partners-revoke = Revoke
staff-did-partner-link-made = Created a partner link
staff-did-partner-link-revoked = Revoked a partner link
partners-explained = These organizations were asked to sign, or have signed.
partners-ends = This link works until { $day }.
partners-signed = Signed ({ $count })
partners-waiting = Waiting for approval ({ $count })
partners-invited = Invited, no answer yet ({ $count })
partners-none = None.

# Workbooks of exports.
staff-export-counts = Counts
staff-export-filter = Filter
staff-export-colored = Columns with a colored heading have personal data.
