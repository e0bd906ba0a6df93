more-about-you = Title, affiliation, a word to the offices (optional)
someone-else-decides = Does someone else decide for your organization?
someone-else-explained = Give the director's name and address, or a whole board's: after you confirm, we send them the letter, and each approves or declines with one press. Then you need not tick that you are authorized.
hint-title = For identification only.
hint-affiliation = For identification only.
hint-comment = Goes to your own offices, once our staff have read it.
hint-listed-name = Exactly as it should stand under the letter.
hint-website = Helps to tell organizations of the same name apart.
field-public-email = Public e-mail address of the organization
hint-public-email = If you write from another domain, we tell the organization there that it was signed for.
field-approver-name = Name of the one who decides
field-approver-email = E-mail address of the one who decides
field-district = Your congressional district
district-of = District { $district }, { $state }: { $member }
district-vacant = District { $district }, { $state }
district-unknown = I don't know
ask-state = Your ZIP code does not tell your state. Which one is it?
ask-district = Your ZIP code lies in more than one congressional district. Which one is yours? “I don't know” is a good answer too.
one-more-question = { $count ->
    [one] One more question
   *[other] { $count } more questions
 }
sign-for-organization-instead = Sign for an organization instead
sign-as-person-instead = Sign as a person instead
field-short-name = Name on the list
hint-short-name = Only parts of your name, and initials: for example your given name and one initial.
error-short-name = Please use only parts of your name, and initials.
check-mail-correct = Change something
did-you-mean = Did you mean { $email }?
use-suggestion = Yes, use { $email }
keep-address = If the address is right as you typed it, leave the box empty and press the button again.
leave-empty = Leave this field empty
trap-filled = A field that must stay empty was filled in, perhaps by your browser. We emptied it: please press the button once more.
trap-quick = That was very quick. Please look over what you typed, then press the button once more.
trap-old = This form was open for a long time. What you typed is still here: please press the button once more.
preview = Preview
preview-explained = This is how it will stand under the letter:
sight-person = Your name stands under this letter as you choose, and is counted. Your e-mail address and postal code are never published.
sight-organization = Your organization's name, with its city and its state or country, stands under this letter for everyone to see. Names and addresses of contacts are never published.
sight-looked-at = Our staff look at each organization before it counts.
sight-own-domain = If your e-mail address is not at the domain of your organization's website, our staff look before it counts.
sight-goes-to = The letter with its signatures goes to: { $offices }.
sight-leadership = the leaders of both chambers of Congress
sight-committees = { $count ->
    [one] { $count } committee of Congress
   *[other] { $count } committees of Congress
 }
sight-house = every office of the House
sight-senate = every office of the Senate
sight-recipients = { $count ->
    [one] { $count } federal agency or other recipient
   *[other] { $count } federal agencies or other recipients
 }
sight-own-members = the members of Congress who represent you
sight-members-of-signers = the senators and representatives of the people who sign
sight-kept = { $days ->
    [one] What you don't confirm is deleted after { $days } day; what you confirm you can correct, take back or delete at any time.
   *[other] What you don't confirm is deleted after { $days } days; what you confirm you can correct, take back or delete at any time.
 }
check-mail-sent = We sent a link to
check-mail-explained = Open it and press the button there: only then can your signature count.
check-mail-held = Open it and press the button there. Then our staff look, before your signature counts.
check-mail-approver = Open it and press the button there. Then we ask for approval: { $name }.
check-mail-nothing = Nothing there?
check-mail-spam = Look among the unwanted mail first. If the address is wrong, correct it here; otherwise we send the link again.
check-mail-again = Send to this address
confirm-awaiting = Now your organization decides
confirm-awaiting-explained = { $deciders ->
    [one] We sent the letter and a link to the person who decides. It does not count before they approve; we tell you by mail what they say.
   *[other] We sent the letter and a link to those who decide. It does not count before they approve; we tell you by mail what they say.
 }
confirm-held = Confirmed; our staff look before it counts
confirm-held-explained = We look closely at some organizations, and at many signatures from one place, so that nobody is signed for without knowing. You need not do anything: if all is well, it counts within a few days. Questions? Answer our mail.
approve-ask = Sign this letter for your organization?
approve-ask-explained = A colleague has filled in everything. Please read the letter; if your organization agrees, press the button.
approve-button = Yes, we sign
approve-done = Thank you: your organization has signed
approve-done-explained = It stands on the public list and counts.
approve-held = Approved; our staff look before it counts
approve-held-explained = You need not do anything. If all is well, your organization stands on the list within a few days.
approve-listed = Your organization is already listed
approve-listed-explained = Someone else confirmed for the same organization. It counts once.
approve-expired = This link is too old
approve-expired-explained = Please ask your colleague to fill in the form again: a fresh link comes at once.
approve-gone = There is nothing to approve
approve-gone-explained = The signature was taken back or decided in the meantime.
read-the-letter = Read the letter
not-us-person = This wasn't you?
not-us-person-explained = Somebody typed your address. Tick the box and press a button, and the entry is deleted for good. No more mail about this letter goes to your address; with the second button, no mail of ours at all.
not-us-organization = Was your organization signed for by mistake?
not-us-organization-explained = Tick the box and press a button, and the name is taken off the letter at once. Our staff are told, and look into it. No more mail about this letter goes to your address; with the second button, no mail of ours at all.
not-us-button = Take the name off
not-us-everything = Take it off, and never write to me again
not-us-done = The name is taken off
not-us-done-explained = It no longer stands on the letter and no longer counts, and your address gets no more mail about it. If you want to sign later, write to { $contact }. We are sorry for the trouble.
not-us-link = This wasn't me
not-us-mail = If nobody of your organization asked for this, take its name off here:
mail-not-you = If it was not you, do nothing, or delete the entry at once:
mail-asked-organization = someone, we hope you, asked to add { $name } to the letter “{ $letter }”.
mail-then-approver = Once you have pressed it, we ask for approval: { $name }.
approval-subject = For your decision: { $letter }
approval-reminder-subject = Signing ends soon: { $letter }
approval-asked = { $contact } asks you to decide whether { $name } signs the letter “{ $letter }”.
approval-press = Please read the letter; then approve or decline with one press. Nothing counts before your organization has agreed.
approval-reminder = Signing ends soon. Please read the letter; then approve or decline with one press. Nothing counts before your organization has agreed.
approval-open = Read and decide
reviewed-approved-subject = Your signature counts: { $letter }
reviewed-rejected-subject = Your signature was not accepted: { $letter }
reviewed-approved = Our staff have looked at your signature of the letter “{ $letter }”. It counts now.
reviewed-approved-organization = Our staff have looked at the signature of { $name } on the letter “{ $letter }”. It counts now, and stands on the list.
reviewed-rejected = Our staff have looked at your signature of the letter “{ $letter }”, and did not accept it. It is not counted and stands on no list.
reviewed-rejected-organization = Our staff have looked at the signature of { $name } on the letter “{ $letter }”, and did not accept it. It is not counted and stands on no list.
reviewed-own = Your page shows what is stored, and lets you correct it, take it back or delete it:
reviewed-text-changed = The letter's text has changed since it was signed, and the signature is for the text before. Your page shows what changed, and how to sign the new text:
reviewed-own-rejected = Your page shows what is stored, and lets you delete it:
reviewed-mistake = If that is a mistake, please answer this mail.
notice-subject = Your organization was signed for: { $letter }
notice-told = { $name } was signed for on the letter “{ $letter }”, from an e-mail address that is not on your own domain. We tell you here so that nobody is signed for without knowing.
notice-contact = It was signed by { $contact }.
notice-good = If that is right, you need not do anything.
disowned-subject = “This was not us”: { $letter }
disowned-told = { $name } says that it did not sign the letter “{ $letter }”. The name is off the public list and off the count.
disowned-contact = It was signed by { $contact }, { $email }.
disowned-submitted = It was submitted by { $by }, { $from }. Contact since { $since }: { $contact }, { $email }.
disowned-handed-over = Another person submitted it, whose name is no longer kept. Contact since { $since }: { $contact }, { $email }.
disowned-deciders = Who was to decide, and what they said:
disowned-next = Please look into it: undersigned review list { $slug }, and undersigned review organization { $id }. Bundles that went out before can't be called back.
own-state-awaiting = { $deciders ->
    [one] You have confirmed; the person who decides for your organization has been asked.
   *[other] You have confirmed; those who decide for your organization have been asked.
 }
own-state-held = You have confirmed; our staff look before it counts.
own-state-withdrawn = You have taken this signature back. It is not counted and stands on no list.
own-state-disowned = Your organization says that it did not sign. This signature is not counted.
own-state-rejected = Our staff took this signature off. It is not counted; answer our mail if that is a mistake.
own-withdraw = Take it back
own-withdraw-explained = Your signature leaves the public list and every later bundle. What you typed stays stored for you alone, so that you can see it.
own-withdraw-button = Take my signature back
own-withdraw-sure = Yes, take my signature back
own-withdraw-tick = Tick the box first: some mail programs press buttons by themselves.
own-withdrawn = Your signature is taken back.
own-withdrawn-delivered = Your signature is taken back. It is in a bundle for offices that was composed before and can't be called back; no later one will hold it.
own-delivered = Bundles that hold it
own-delivered-explained = It is in the bundles for offices that were composed on these days. They can't be called back; no later one holds what you take back or delete here.
own-remove = Delete everything
own-remove-explained-left = Everything stored with this signature is deleted for good. No reason is needed.
own-remove-explained = Your signature leaves the public list and every later bundle, and everything stored with it is deleted for good. No reason is needed.
share-heading = Pass it on
share-mail = E-mail
share-mail-body = I signed the letter “{ $letter }”. Will you read it, and sign too? { $url }
share-colleagues = Tell your organization
share-colleagues-body = I signed the letter “{ $letter }”. Should our organization sign as well? The letter and the form for organizations are here: { $url }
share-copy = Address to copy
share-mastodon = Mastodon server
share-mastodon-go = Make a link
share-mastodon-open = Open { $server }
share-mastodon-wrong = Please write the name of a server, such as mastodon.social.
share-qr = QR code
share-qr-alt = QR code with the address of this letter
own-next = Sign these for your organization too
next-ask = Sign this letter too?
next-ask-explained = We know your organization from an earlier letter: one press signs this one too, with the same details.
next-statement = By pressing the button you state:
not-us-person-sure = Yes, this wasn't me
not-us-organization-sure = Yes, this was not us
not-us-tick = Please tick the box first: some mail programs press buttons by themselves.
begun-in-time = Signing has ended, but this was begun in time: it can still count if you press the button by { $date }, { $time }.
