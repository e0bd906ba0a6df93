# States of a letter, of links, of the service.
closed-at = { $at ->
    [midnight] Signing closed at midnight at the end of { $date }, { $zone }.
   *[clock] Signing closed on { $date }, { $time }.
 }
closed-at-people = { $at ->
    [midnight] Closed to people since midnight at the end of { $date }, { $zone }.
   *[clock] Closed to people since { $date }, { $time }.
 }
closed-at-organizations = { $at ->
    [midnight] Closed to organizations since midnight at the end of { $date }, { $zone }.
   *[clock] Closed to organizations since { $date }, { $time }.
 }
opens-at-people = { $at ->
    [midnight] People can sign from the start of { $date }, { $zone }.
   *[clock] People can sign from { $date }, { $time }.
 }
opens-at-organizations = { $at ->
    [midnight] Organizations can sign from the start of { $date }, { $zone }.
   *[clock] Organizations can sign from { $date }, { $time }.
 }
closes-at-people = { $at ->
    [midnight] Closes to people at midnight at the end of { $date }, { $zone }
   *[clock] Closes to people { $date }, { $time }
 }
closes-at-organizations = { $at ->
    [midnight] Closes to organizations at midnight at the end of { $date }, { $zone }
   *[clock] Closes to organizations { $date }, { $time }
 }
signing-not-yet-open-heading = Signing has not begun yet
signing-not-yet-open-next = The letter can be read already. Please come back then to add your name.
signing-closed-heading = Signing is closed
signing-closed-next = No more names are taken. The letter goes to its offices with the names that stand under it; as soon as it is delivered, its page says when, and to how many.
signing-pauses = Signing pauses for a little while: we are looking after the service. Please try again in a few minutes.
signing-pauses-heading = Signing pauses for a little while
signing-pauses-next = We are looking after the service. Please try again in a few minutes; the letter and its signatures can be read all the while.
delivered-with = { $on }, signed by { $organizations } and { $people } (revision { $revision })
sign-again = Sign again
own-expired = This link is too old
own-expired-explained = For your safety, a link to a signature works for a limited time. Your signature stands as it was; we gladly send a fresh link to the address that you signed with.
confirm-withdrawn = You took this signature back
confirm-withdrawn-explained = It is not counted and stands on no list. If you have thought again, you may sign once more.
confirm-rejected = Our staff took this signature off
confirm-rejected-explained = It is not counted. If that is a mistake, please answer our mail: somebody reads it.
confirm-disowned = This signature was disowned
confirm-disowned-explained = The organization says that it did not sign. The signature is not counted, and our staff look into it; if you know more, please answer our mail.
signed-anew = This link is over
signed-anew-explained = The signature that this link was for was taken back, and your organization has signed again since, without asking this address. If that is a mistake, or you know nothing of it, ask your colleagues or answer our mail.
approve-withdrawn = The signature was taken back
approve-withdrawn-explained = Your colleague took it back, so there is nothing to decide. It is not counted.
approve-rejected = Our staff took this signature off
approve-rejected-explained = It is not counted, so there is nothing to decide. If that is a mistake, please answer our mail.
approve-disowned = This signature was disowned
approve-disowned-explained = Somebody of your organization said that it did not sign. The name is off the letter, and our staff look into it.
already-subject = You have signed already: { $letter }
already-asked = someone, we hope you, filled in the form of the letter “{ $letter }” again. There is a signature from this address, so nothing was changed.
already-own = Your own page shows what is stored, and there you can correct it or take it back. If the letter's text has changed since, it says how to sign the new one:
already-not-you = If it was not you who filled in the form, you need not do anything.
mail-is-slow = Our mail is slow to leave just now. Whatever we owe you comes as soon as it works again.
mail-is-slow-kept = Our mail is slow to leave just now. Your signature is kept, and the link comes as soon as mail works again: you need not fill in the form a second time.
check-mail-will-send = We will send a link to
wait-minutes = { $count ->
    [one] in a minute
   *[other] in { $count } minutes
 }
wait-hours = { $count ->
    [one] in an hour
   *[other] in { $count } hours
 }
status-maintenance = We are looking after the service
status-maintenance-explained = Everything can be read, but nothing is taken for a little while, so what you sent was not recorded. Please go back, where your browser still has what you typed, and send it again { $wait }.
