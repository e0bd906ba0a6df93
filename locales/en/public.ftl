clock-hours = 12
time-in-zone = { $time } { $zone }
zone-eastern = Eastern
zone-central = Central
zone-mountain = Mountain
zone-pacific = Pacific
opens-at = Signing opens { $date }, { $time }.
closing-soon = Closing soon
closed-to-people = Closed to people; organizations may still sign.
closed-to-organizations = Closed to organizations; people may still sign.
goal-reached = Goal reached: { $count }. Every further name makes it stronger.
delivered-on = { $count ->
    [one] Delivered on { $date } to { $count } office
   *[other] Delivered on { $date } to { $count } offices
 }
elsewhere = Elsewhere
newest-people = Newest names
letter-missing = No such letter
letter-missing-explained = Perhaps you meant one of these:
