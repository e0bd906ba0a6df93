# States of a letter, of links, of the service.
closed-at = { $at ->
    [midnight] Signing closed at the end of { $date } ({ $zone }).
   *[clock] Signing closed on { $date }, { $time }.
 }
closed-at-people = { $at ->
    [midnight] Signing closed for individuals at the end of { $date } ({ $zone }).
   *[clock] Signing closed for individuals on { $date }, { $time }.
 }
closed-at-organizations = { $at ->
    [midnight] Signing closed for organizations at the end of { $date } ({ $zone }).
   *[clock] Signing closed for organizations on { $date }, { $time }.
 }
opens-at-people = { $at ->
    [midnight] Individuals can sign from the start of { $date } ({ $zone }).
   *[clock] Individuals can sign from { $date }, { $time }.
 }
opens-at-organizations = { $at ->
    [midnight] Organizations can sign from the start of { $date } ({ $zone }).
   *[clock] Organizations can sign from { $date }, { $time }.
 }
closes-at-people = { $at ->
    [midnight] Individuals: sign by the end of { $date } ({ $zone })
   *[clock] Individuals: sign by { $date }, { $time }
 }
closes-at-organizations = { $at ->
    [midnight] Organizations: sign by the end of { $date } ({ $zone })
   *[clock] Organizations: sign by { $date }, { $time }
 }
signing-not-yet-open-heading = Signing is not open yet
signing-not-yet-open-next = You can read { the-letter } now. Please come back then to add your name.
signing-closed-heading = Signing is closed
signing-closed-next = We're no longer accepting signatures. We'll post on { the-letter }'s page when it has been delivered.
signing-pauses = Signing is paused for maintenance. Please try again in a few minutes.
signing-pauses-heading = Signing is paused for maintenance
signing-pauses-next = Please try again in a few minutes. You can still read { the-letter } and see who signed it.
delivered-with = { $on }, signed by { $signers } (version { $revision })
sign-again = Sign again
details-erased = We deleted your contact details
details-erased-explained = Some time after signing closed, we deleted the contact details of everyone who signed. This link no longer works, and we won't email you about this again. If your name was on the public list, it's still there. To have it removed, please write to us.
own-expired = This link has expired
own-expired-explained = To protect your signature, our links work for a limited time. Your signature has not changed. You can ask us for a new link.
confirm-withdrawn = You withdrew this signature
confirm-withdrawn-explained = It is not counted and does not appear on { the-letter }. If you changed your mind, you can sign again.
confirm-rejected = Our staff removed this signature
confirm-rejected-explained = It is not counted. If you think this is a mistake, reply to our email. We read every reply.
confirm-disowned = The organization says it did not sign
confirm-disowned-explained = This signature is not counted, and we're looking into it. If you know more, reply to our email.
signed-anew = This link no longer works
signed-anew-explained = The signature for this link was withdrawn. Your organization has signed again since then, without asking this address. If you think this is a mistake, ask your colleagues or reply to our email.
approve-withdrawn = The signature was withdrawn
approve-withdrawn-explained = Your colleague withdrew it, so you don't need to decide. It is not counted.
approve-rejected = Our staff removed this signature
approve-rejected-explained = It is not counted, so you don't need to decide. If you think this is a mistake, reply to our email.
approve-disowned = Your organization says it did not sign
approve-disowned-explained = Someone at your organization told us so. We removed the name from { the-letter }, and we're looking into it.
already-subject = You've already signed: { $letter }
already-asked = Someone filled in the form for { the-letter } “{ $letter }” again with your email address. You've already signed, so nothing changed.
already-removed-subject = About your signature: { $letter }
already-removed = Someone filled in the form for { the-letter } “{ $letter }” with your email address. This signature was removed from { the-letter } before, so signing again does not add it.
already-again = We made a note that you would like to sign, and our staff will see it. To tell them more, reply to this email.
already-removed-own = To see what we keep about this signature, or to delete it:
already-own = You can view, change or withdraw your signature here. If { the-letter } has changed since then, you can also sign the new version:
already-not-you = If you didn't fill in the form, you can ignore this email.
mail-is-slow = Our email is delayed. Any links will arrive as soon as email is working again.
mail-is-slow-kept = Our email is delayed. Your signature is saved, and we'll send the link as soon as email is working again. You don't need to fill in the form again.
check-mail-will-send = Our email goes to
wait-minutes = { $count ->
    [one] in a minute
   *[other] in { $count } minutes
 }
wait-hours = { $count ->
    [one] in an hour
   *[other] in { $count } hours
 }
status-maintenance = This site is paused for maintenance
status-maintenance-explained = You can read everything, but we can't save anything right now. We did not save what you sent. Go back and send it again { $wait }. Your browser still has your answers.
