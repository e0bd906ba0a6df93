# The page of a letter as a letter.
letter-salutation = Dear Members of Congress:
letter-closing = Sincerely,
reference = Re:
bill-support = Support { $bill }
bill-oppose = Oppose { $bill }
signatures = Signatures
sign-short = Sign
close = Close
printed-from = Read this letter and see who signed it at
open-for-signatures = Open for signatures
date-near = { $weekday }, { $month } { $day }
nobody-so-far = No signatures yet.
invented-names = Demonstration: this page includes made-up names.
letter-gone = This letter is not on our site right now. The links in our emails still work.
