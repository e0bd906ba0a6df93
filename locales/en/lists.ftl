# The lists of signers: their parts, and looking for a name.
find-organization = Find an organization
find-organization-hint = Type the start of any word in its name.
find-person = Find a name
find-person-hint = Type the start of the name as it appears in the list, such as the first name. You can search only for names that people chose to show.
find-name = Search
list-by-initial = A to Z
list-by-state = By state
list-initial = Names that start with { $initial }
list-other-letters = Names in other alphabets
list-others = Other
list-words = Search: “{ $words }”
list-no-initial = No name in this list starts this way. Choose another letter, or see the whole list.
list-no-place = No one in this list is from there. Choose another state, or see the whole list.
list-no-organization = We found no organization with that name. Check the spelling, try fewer words, or see the whole list.
list-no-person = We found no name that starts this way. Check the spelling, type only the first name, or see the whole list.
list-order-people = A to Z, by the first word of each name
list-first = Back to the beginning
list-end = There are no more names.

# The letter as a file, and whom journalists contact.
download-letter = Download { the-letter } (PDF)
pdf-later = We're creating the PDF
pdf-later-explained = Please try again in a few seconds.
pdf-failed = We couldn't create the PDF
pdf-failed-explained = The problem is on our side. Please try again { $wait }.
pdf-again = Try again
press-contact = Media contact:
members = Members
