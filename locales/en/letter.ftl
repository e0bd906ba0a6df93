# The page of a letter as a letter.
letter-salutation = Dear Members of Congress:
letter-closing = Sincerely,
reference = Re:
bill-support = Support { $bill }
bill-oppose = Oppose { $bill }
signatures = Signatures
sign-short = Sign
close = Close
printed-from = Read { this-letter } and see who signed it at
open-for-signatures = Open for signatures
date-near = { $weekday }, { $month } { $day }
nobody-so-far = No signatures yet.
invented-names = Demonstration: this page includes made-up names.
letter-gone = { this-letter-begins } is not on our site right now. The links in our emails still work.
# How messages name the text that they are about: a letter, or a statement.
the-letter = { $kind ->
    [statement] the statement
   *[letter] the letter
 }
the-letter-begins = { $kind ->
    [statement] The statement
   *[letter] The letter
 }
of-the-letter = { $kind ->
    [statement] of the statement
   *[letter] of the letter
 }
to-the-letter = { $kind ->
    [statement] to the statement
   *[letter] to the letter
 }
this-letter = { $kind ->
    [statement] this statement
   *[letter] this letter
 }
this-letter-begins = { $kind ->
    [statement] This statement
   *[letter] This letter
 }
a-letter = { $kind ->
    [statement] a statement
   *[letter] a letter
 }
a-letter-begins = { $kind ->
    [statement] Statement
   *[letter] Letter
 }
