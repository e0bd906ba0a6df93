# The page of a letter as a letter.
letter-salutation = Dear Members of Congress:
letter-closing = Respectfully,
reference = Re:
signatures = Signatures
sign-short = Sign
close = Close
printed-from = This letter, and everyone who signed it, stands at
open-for-signatures = Open for signatures
date-near = { $weekday }, { $month } { $day }
nobody-so-far = Nobody yet.
invented-names = Demonstration: names on this page are invented.
