clock-hours = 12
clock-before-noon = { $time } am
clock-after-noon = { $time } pm
clock-noon = noon
time-in-zone = { $time } { $zone }
zone-eastern = Eastern
zone-central = Central
zone-mountain = Mountain
zone-pacific = Pacific
opens-at = { $at ->
    [midnight] Signing opens at the start of { $date }, { $zone }.
   *[clock] Signing opens { $date }, { $time }.
 }
closing-soon = Closing soon
closed-to-people = Closed to people; organizations may still sign.
closed-to-organizations = Closed to organizations; people may still sign.
goal-reached = Goal reached: { $count }. Every further name makes it stronger.
delivered-on = { $count ->
    [one] Delivered on { $date } to { $count } office
   *[other] Delivered on { $date } to { $count } offices
 }
elsewhere = Other countries
newest-people = Newest names
letter-missing = No such letter
letter-missing-explained = Perhaps you meant one of these:
share-embed = On your own site
share-embed-explained = Paste this code into a page of yours: it shows the letter's title, how many have signed, and the button. It sets no cookie.
share-embed-code = Code
share-badge-alt = How many have signed, as a picture for any page
