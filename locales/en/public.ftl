clock-hours = 12
clock-before-noon = { $time } a.m.
clock-after-noon = { $time } p.m.
clock-noon = noon
time-in-zone = { $time } { $zone }
zone-eastern = ET
zone-central = CT
zone-mountain = MT
zone-pacific = PT
opens-at = { $at ->
    [midnight] Signing opens at the start of { $date } ({ $zone }).
   *[clock] Signing opens on { $date }, { $time }.
 }
closing-soon = Closing soon
closed-to-people = Closed for individuals. Organizations can still sign.
closed-to-organizations = Closed for organizations. Individuals can still sign.
goal-reached = We reached our goal of { $count }! Every additional name makes { the-letter } stronger.
delivered-on = { $count ->
    [one] Delivered on { $date } to { $count } office
   *[other] Delivered on { $date } to { $count } offices
 }
answered-on = { $count ->
    [one] Answered by { $count } office on { $date }
   *[other] Answered by { $count } offices; the first answer came on { $date }
 }
elsewhere = Other countries
newest-people = Most recent signatures
letter-missing = We can't find that letter
letter-missing-explained = Did you mean one of these?
share-embed = Embed on your website
share-embed-explained = Copy this code into your web page. It shows { the-letter }'s title, the number of signatures and a button to sign. It sets no cookies.
share-embed-code = Code
share-badge-alt = Number of signatures, as a picture for any web page
