more-about-you = Add a job title or a message to Congress (optional)
someone-else-decides = Need approval from your director or board?
someone-else-explained = Enter the names and email addresses of your director or board members. After you confirm your own email, we'll ask them to approve or decline. You can leave the authorization box unchecked.
hint-title = Shown next to your name on { the-letter }, for identification only
hint-affiliation = Shown next to your name on { the-letter }, for identification only
hint-comment = We send it to your members of Congress. We may review it first.
hint-listed-name = Leave it blank to use the legal name
hint-website = Helps us verify your organization
field-public-email = Your organization's public email
hint-public-email = If your own email address doesn't match your organization's website, we'll send a notice to this address.
field-approver-name = Approver's name
field-approver-email = Approver's email
field-district = Your congressional district
district-of = District { $district }, { $state }: { $member }
district-vacant = District { $district }, { $state }
district-unknown = I don't know
ask-state = We couldn't find a state for your ZIP code. Select your state.
ask-district = Your ZIP code is in more than one district. Select yours, or select “I don't know.”
one-more-question = { $count ->
    [one] One more question
   *[other] { $count } more questions
 }
sign-for-organization-instead = Sign on behalf of an organization instead
sign-as-person-instead = Sign as an individual instead
field-short-name = Short name for { the-letter }
hint-short-name = Use only parts of your name, and initials. For example: your first name and one initial.
error-short-name = Use only parts of your name, and initials
check-mail-correct = Change my details
did-you-mean = Did you mean { $email }?
use-suggestion = Use { $email }
keep-address = Keep { $email }
leave-empty = Leave this field empty
trap-filled = Your browser filled in a hidden field. We've cleared it. Click “{ sign-the-letter }” again.
trap-quick = Please check your details and click “{ sign-the-letter }” again.
trap-old = This form was open for a long time. Your answers are still below. Click “{ sign-the-letter }” again.
preview = Preview
appears-as = You'll appear as
preview-explained = This is how it will appear on { the-letter }:
sight-person = Your name will appear on { the-letter } as you chose above. We never publish your email or ZIP code.
sight-organization = Your organization's name, city, and state or country will be public. We never publish contact details.
sight-looked-at = We review each organization before we count it.
sight-own-domain = If your email address doesn't match your organization's website, we'll review the signature before we count it.
sight-goes-to = We'll deliver { the-letter } to: { $offices }.
sight-leadership = the leaders of the House and the Senate
sight-committees = { $count ->
    [one] { $count } committee of Congress
   *[other] { $count } committees of Congress
 }
sight-house = every member of the House
sight-senate = every senator
sight-at-least = { $count ->
    [one] { $offices } (if at least { $count } constituent signs)
   *[other] { $offices } (if at least { $count } constituents sign)
}
sight-states = all members of Congress from: { $states }
sight-senators-of = the senators from: { $states }
sight-recipients = { $count ->
    [one] { $count } other official or agency
   *[other] { $count } other officials or agencies
 }
sight-own-members = the members of Congress who represent you
sight-members-of-signers = the senators and representatives of the individuals who sign
sight-kept = { $days ->
    [one] You can change, withdraw or delete your signature at any time. If you don't confirm it, we delete it after { $days } day.
   *[other] You can change, withdraw or delete your signature at any time. If you don't confirm it, we delete it after { $days } days.
 }
check-mail-sent = Look for our email at
check-mail-explained = Open the email and click “Confirm my signature.” Then confirm on the page that opens. We can't count your signature until you do.
check-mail-held = Open the email and click “Confirm my signature.” Then confirm on the page that opens. We'll review your signature before we count it.
check-mail-approver = Open the email and click “Confirm my signature.” Then confirm on the page that opens. After that, we'll ask for approval from: { $name }.
check-mail-nothing = Didn't get the email?
check-mail-spam = Check your spam or junk folder. If your address is wrong, correct it below and we'll send a new link.
check-mail-again = Send a new link
confirm-awaiting = We've asked for your organization's approval
confirm-awaiting-explained = { $deciders ->
    [one] We sent { the-letter } and a link to the approver you named. We can't count your signature until they approve. We'll email you their answer.
   *[other] We sent { the-letter } and a link to the approvers you named. We can't count your signature until enough of them approve. We'll email you their answers.
 }
confirm-held = Thank you. We'll review your signature before we count it
confirm-held-explained = We review some signatures to prevent fraud. You don't need to do anything. Questions? Reply to our email.
approve-ask = Sign { this-letter } on behalf of { $name }?
approve-ask-explained = { $contact } filled in the form and asks for your approval. Read { the-letter } below. Then approve or decline.
approve-button = Approve and sign
approve-done = Thank you! Your organization has signed
approve-done-explained = Your organization's name is now on { the-letter }.
approve-held = Thank you. We'll review the signature before we count it
approve-held-explained = You don't need to do anything. If we approve the signature, your organization's name will appear on { the-letter }.
approve-listed = Your organization is already on { the-letter }
approve-listed-explained = Someone else confirmed a signature for the same organization. Each organization counts once.
approve-expired = This link has expired
approve-expired-explained = Please ask your colleague to fill in the form again. We'll send you a new link right away.
approve-gone = This request is closed
approve-gone-explained = The signature was withdrawn or changed. There is nothing for you to approve.
read-the-letter = Read { the-letter }
not-us-person = Didn't sign { this-letter }?
not-us-person-explained = Someone entered your email address. Check the box and click a button, and we'll delete the signature for good. We won't email you about { this-letter } again. With the second button, we'll never email you again.
not-us-organization = Remove your organization from { this-letter }?
not-us-organization-explained = Check the box and click a button, and we'll remove the name from { the-letter } right away. We'll look into what happened. We won't email you about { this-letter } again. With the second button, we'll never email you again.
not-us-button = Remove the name
not-us-everything = Remove the name and never email me again
not-us-done = The name has been removed
not-us-done-explained = It is no longer on { the-letter } and no longer counted. We won't email you about { this-letter } again. If you want to sign later, write to { $contact }. We're sorry for the trouble.
not-us-held = The name is off { the-letter }
not-us-held-explained = It is no longer counted. Others at your organization approved the signature, so our staff will look into it before anything else happens. We told the contact and the other approvers. We won't email you about { this-letter } again. If you have questions, write to { $contact }.
not-us-noted = We recorded your answer
not-us-noted-explained = The name is not on { the-letter }. If others at your organization approve the signature, our staff will look into it first. We told the contact and the other approvers. We won't email you about { this-letter } again. If you have questions, write to { $contact }.
not-us-unchanged = We recorded your answer
not-us-unchanged-explained = Our staff will hear about it. We won't email you about { this-letter } again. If you have questions, write to { $contact }.
not-us-link = Remove this name
not-us-mail = If no one at your organization asked for this, remove its name here:
mail-not-you = Didn't sign? Ignore this email, or remove the name now:
mail-asked-organization = Thank you for signing “{ $letter }” on behalf of { $name }. Please confirm that it was you.
mail-then-approver = After you confirm, we'll ask for approval from: { $name }.
approval-subject = Approval needed: { $letter }
approval-reminder-subject = Signing ends soon: { $letter }
approval-asked = { $contact } asks you to approve the signature of { $name } on { the-letter } “{ $letter }.”
approval-published = Published by: { $publisher }.
approval-press = Please read { the-letter }, then approve or decline. We won't list your organization without its approval.
approval-reminder = Signing ends soon. Please read { the-letter }, then approve or decline. We won't list your organization without its approval.
approval-open = Read and decide
reviewed-approved-subject = Your signature is counted: { $letter }
reviewed-rejected-subject = We couldn't accept your signature: { $letter }
reviewed-approved = We reviewed your signature on { the-letter } “{ $letter }.” It is now counted.
reviewed-approved-organization = We reviewed the signature of { $name } on { the-letter } “{ $letter }.” It is now counted, and the name is on { the-letter }.
reviewed-rejected = We reviewed your signature on { the-letter } “{ $letter }” and couldn't accept it. It is not counted, and your name is not on { the-letter }.
reviewed-rejected-organization = We reviewed the signature of { $name } on { the-letter } “{ $letter }” and couldn't accept it. It is not counted, and the name is not on { the-letter }.
reviewed-own = To view, change, withdraw or delete the signature:
reviewed-text-changed = { the-letter-begins } has changed since then, and the signature is for the earlier version. To see what changed and sign the new version:
reviewed-own-rejected = To view or delete the information we hold:
reviewed-because-not-who-they-say = We couldn't confirm who made this signature.
reviewed-because-duplicate = There is already another signature by the same person or organization, and we count only one.
reviewed-because-not-eligible = { the-letter-begins } is open only to certain signers, and this signature isn't one of them.
reviewed-because-offensive = The name or the message has words that we don't publish.
reviewed-because-other = This was decided by the people who review signatures.
reviewed-note = They added:
reviewed-again = You can also sign again with the right information. We'll review that signature before we count it:
reviewed-mistake = If you think this is a mistake, reply to this email.
amended-corrected-subject = We corrected your signature: { $letter }
amended-corrected = Our staff corrected your signature on { the-letter } “{ $letter }.” Corrected: { $fields }.
amended-corrected-organization = Our staff corrected your organization's signature on { the-letter } “{ $letter }.” Corrected: { $fields }.
amended-field-name = name
amended-field-title = job title
amended-field-affiliation = organization or employer
amended-field-city = city
amended-field-state = state
amended-line = It now says: { $line }
amended-unlisted = Your name is not on the public list.
amended-merged-subject = We count you once: { $letter }
amended-merged = You signed { the-letter } “{ $letter }” twice. Our staff merged both signatures, so that you are counted once.
amended-merged-organization = There are two signatures of your organization on { the-letter } “{ $letter }.” Our staff merged this one, { $line }, into the other one, so that your organization is counted once.
amended-stays = The list shows: { $line }
amended-stays-unlisted = You are counted, and your name is not on the public list.
amended-stays-held = The other signature is under review.
amended-unmerged-subject = About your signature: { $letter }
amended-unmerged = Our staff had merged your signature on { the-letter } “{ $letter }” into another one. That was a mistake, and it is undone.
amended-counts = Your signature is counted.
amended-held = Your signature is under review.
mail-press-brought = { $state } To confirm it yourself:
notice-subject = Someone added your organization to: { $letter }
notice-told = { $name } was added { to-the-letter } “{ $letter }.” We're letting you know because the email address used is not at your organization's domain.
notice-contact = Signed by: { $contact }.
notice-good = If this is correct, you don't need to do anything.
objection-subject = Someone says your organization did not sign: { $letter }
objection-told = This is about the signature of { $name } on { the-letter } “{ $letter }.”
objection-by-contact = { $name }, who signed for your organization, told us that it did not sign.
objection-by-approver = { $name }, one of the approvers, told us that your organization did not sign.
objection-by-public = Someone at { $email }, your organization's public address, told us that it did not sign.
objection-removed = We removed the name from { the-letter }.
objection-held = We'll review the signature. Until then, the name is off { the-letter }.
objection-open = The name is not on { the-letter }. If the other approvers approve the signature, we'll review it first.
objection-next = If this is a mistake, write to { $contact }. You don't need to sign again.
disowned-subject = An organization says it did not sign: { $letter }
disowned-told = { $name } says it did not sign { the-letter } “{ $letter }.”
disowned-contact = Signed by: { $contact }, { $email }.
disowned-submitted = Submitted by: { $by }, { $from }. Contact since { $since }: { $contact }, { $email }.
disowned-handed-over = Submitted by another person, whose name we no longer keep. Contact since { $since }: { $contact }, { $email }.
disowned-deciders = Approvers, and what they answered:
disowned-by-contact = Told us: the contact, { $name }, { $email }.
disowned-by-approver = Told us: an approver, { $name }, { $email }.
disowned-by-public = Told us: the organization's public address, { $email }.
disowned-removed = We removed the name from { the-letter } and from the count.
disowned-held = Others had approved it, so we hold the signature for your review. The name is off { the-letter } and not counted.
disowned-open = The name is not on { the-letter }. If the other approvers approve the signature, we'll hold it for your review.
disowned-next = Please look into it: undersigned review list { $slug }, and undersigned review organization { $id }. Bundles that were already sent can't be recalled.
own-state-awaiting = { $deciders ->
    [one] You've confirmed this signature. We've asked your organization's approver.
   *[other] You've confirmed this signature. We've asked your organization's approvers.
 }
own-state-held = You've confirmed this signature. It is under review.
own-state-withdrawn = You withdrew this signature. It is not counted and does not appear on { the-letter }.
own-state-disowned = Your organization says it did not sign. This signature is not counted. If you think this is a mistake, reply to our email.
own-state-rejected = Our staff removed this signature. It is not counted. If you think this is a mistake, reply to our email.
own-withdraw = Withdraw your signature
own-withdraw-explained = We remove your signature from { the-letter } and leave it out of later deliveries. We keep your details. You can still see or delete them on this page.
own-withdraw-button = Withdraw my signature
own-withdraw-sure = Yes, withdraw my signature
own-withdraw-tick = Check the box first. We ask because some email apps click buttons on their own.
own-withdrawn = Your signature has been withdrawn.
own-withdrawn-delivered = Your signature has been withdrawn. It is in copies that we already sent to offices. We can't recall those, but we'll leave it out of later ones.
own-delivered = Copies that include your signature
own-delivered-explained = Your signature is in the copies that we prepared for offices on these days. We can't recall copies that we already sent. If you withdraw or delete your signature here, it won't be in any copy that we send after that.
own-remove = Delete everything
own-remove-explained-left = We delete your information for good. Copies that we already sent, and older backups, don't change. You don't need to give a reason.
own-remove-explained = We remove your signature from { the-letter }, leave it out of later deliveries, and delete your information for good. Copies that we already sent, and older backups, don't change. You don't need to give a reason.
share-heading = Share { this-letter }
share-mail = Share by email
share-whatsapp = Share on WhatsApp
share-more = More ways to share
share-copy-button = Copy link
share-copied = Link copied
share-mail-body = Please read { the-letter } “{ $letter }.” If you agree, you can sign it here: { $url }
share-colleagues = Ask your organization to sign
share-colleagues-explained = Members of Congress notice which organizations sign. We'll open an email that you can send to yours.
share-colleagues-write = Write the email
share-colleagues-body = Should our organization sign { the-letter } “{ $letter }”? You can find { the-letter } and the form for organizations here: { $url }
share-copy = Link to share
share-mastodon = Mastodon server
share-mastodon-go = Share
share-mastodon-open = Open { $server }
share-mastodon-wrong = Enter a server name like mastodon.social
share-qr-alt = QR code with the link to { this-letter }
own-next = Sign these for your organization, too
next-ask = Sign { this-letter }, too?
next-ask-explained = Your organization has signed before, so you can add it with one click. We use the same details.
next-statement = By clicking the button, you confirm:
not-us-person-sure = Yes, this wasn't me
not-us-organization-sure = Yes, this wasn't us
not-us-tick = Check the box first. We ask because some email apps click buttons on their own.
begun-in-time = { $at ->
    [midnight] Signing has ended, but you started in time. Your signature can still count if you finish by the end of { $date } ({ $zone }).
   *[clock] Signing has ended, but you started in time. Your signature can still count if you finish by { $date }, { $time }.
 }
next-steps = What happens next
next-step-open = { $at ->
    [midnight] Others can sign until the end of { $date } ({ $zone }).
   *[clock] Others can sign until { $date }, { $time }.
 }
next-step-change = To change or delete your signature, use the “Manage my signature” link in our email.
another-letter = You can also sign
signing-only-organizations = Only organizations can sign { this-letter }
signing-only-people = Only individuals can sign { this-letter }
check-mail-asked-again = We received your request for another link. It may take a minute.
