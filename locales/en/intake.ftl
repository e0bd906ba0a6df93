# Signatures that staff bring: recorded from paper, an email or a phone call, or imported from a table.

# What is wrong with a row. These follow the name of the field and a colon.
intake-missing = missing
intake-missing-city = missing: a full name is listed with its city
intake-ask-state = the ZIP code does not determine the state: give it
intake-country = not a country: use a name or code, such as Canada or CA
intake-state = not a U.S. state, such as CA or California
intake-org-kind = not a type of organization: use nonprofit, union, faith, academic, business or other
intake-scope = not where an organization works: use national, state or local
intake-listing = not a way to list a name: use full, initial or unlisted
intake-zip-lost = a ZIP code has 5 digits: if it lost a zero, write { $zip }, or give its state
intake-meant = did you mean { $email }? Fix it, or keep addresses that look mistyped
intake-broken-formula = a formula without a saved value is in this cell: type the value
intake-broken-error = the error { $error } is in this cell: type the value
intake-wide = this row has more cells than there are headings: look for a separator that is not in quotes
intake-same-address = people with other names in this file have the same address: give each their own

# The fields of the public forms, for staff who fill them in for someone else.
paper-name = Full name
paper-first-name = First name
paper-last-name = Last name
paper-hint-email = If there is one, we send a link to change or withdraw the signature.
paper-hint-postal-code = It shows who represents them in Congress. Outside the United States, you can leave it blank.
paper-hint-city = A full name appears with its city. For the other choices, you can leave it blank.
paper-district = Congressional district
paper-listing = How should the name appear?
paper-hint-listing = Choose what the signer agreed to. If you don't know, keep the first choice.
paper-listing-unlisted = Don't show the name (the signature still counts)
paper-comment = Message to Congress
paper-hint-comment = In the signer's own words. Someone approves it before it is sent.
paper-legal-name = Legal name of the organization
paper-hint-listed-name = Leave it blank to use the legal name
paper-scope = Where does the organization work?
paper-hint-state = Only if the organization is in the United States
paper-public-email = The organization's public email
paper-contact-name = Who signed for the organization?
paper-contact-title = That person's job title
paper-error-authorized = Confirm that the person may sign for the organization
paper-error-postal-code-abroad = ZIP codes have 5 digits. For another country, change “Country.”
paper-error-email-role = This looks like a shared address. Enter the signer's own, or leave it blank.
paper-error-email-disposable = This is a temporary email address. Enter another one, or leave it blank.
paper-error-email-unread = This is a no-reply address. Enter another one, or leave it blank.
paper-ask-state = We couldn't find a state for this ZIP code. Select the signer's state.
paper-ask-district = This ZIP code is in more than one district. Select one, or select “I don't know.”

# The page that records one signature.
staff-record = Record a signature
staff-record-link = Record a signature
staff-record-explained = For someone who signed by email, on paper or by phone. The signature is counted as recorded by staff.
staff-record-person = An individual
staff-record-organization = An organization
staff-record-not-asked = { $who ->
    [person] Individuals can't sign { this-letter }.
   *[organization] Organizations can't sign { this-letter }.
    }
staff-record-closed = Note: signing isn't open now. You can still record signatures.
staff-record-evidence = What shows that they signed, and where do you keep it?
staff-record-evidence-hint = For example: “Sign-up sheet of March 2, blue folder.” The signer can see this.
staff-record-evidence-missing = Say what shows that they signed, and where you keep it
staff-record-evidence-long = Use at most 500 characters
staff-record-lang = Language in which they read { the-letter }
staff-record-consent-person = This person agreed to sign and to appear as chosen above.
staff-record-consent-organization = This person agreed to sign and is authorized to sign for the organization.
staff-record-consent-missing = Check this box. Without their agreement, we can't count the signature.
staff-record-send = Record this signature
staff-record-meant = Did you mean { $email }? Correct the address, or record it again to keep it.
staff-record-problem = There is a problem. Nothing was recorded yet.
staff-record-unpublished = This text isn't published yet, so no one can sign it.
staff-record-open = Open the signature
staff-recorded-counted = Recorded. The signature is counted.
staff-recorded-held = Recorded. The signature is under review. Open it to approve it.
staff-recorded-duplicate = Recorded, but not counted, because this organization has already signed.
staff-recorded-known = Nothing was recorded, because this signer has already signed, or is waiting for review.
staff-recorded-removed = Nothing was recorded, because this signer was removed. Open the signature to approve it.
staff-recorded-left = Nothing was recorded, because this signer withdrew. They can sign again only by themselves.
staff-recorded-no-mail = Nothing was recorded, because the owner of this email address wants no email about { this-letter }.

# The pages that import a list.
staff-import = Import a list
staff-import-link = Import a list
staff-import-explained = Add signers from a Google Form, from Action Network or Change.org, or from any spreadsheet. You'll see what happens with each row before anything is saved.
staff-import-kind = Who is on the list?
staff-import-no-kind = Choose who is on the list.
staff-import-file = File
staff-import-file-hint = A CSV or Excel (.xlsx) file of up to { $megabytes } MB and { $most } rows, with headings above the columns.
staff-import-memory = We keep the file in memory only, for up to one hour. It is gone after the import, or if the service restarts.
staff-import-next = Continue
staff-import-no-file = Choose a file.
staff-import-empty = This file is empty. Choose another one.
staff-import-no-table = This file isn't a table with headings and columns. Save it as CSV or Excel (.xlsx), and choose it again.
staff-import-broken = We couldn't read this file as a table: look for a quotation mark that isn't closed near line { $line }, or save it again as “CSV UTF-8.”
staff-import-no-rows = This table has headings, but no rows below them.
staff-import-many =
    { $count ->
        [one] This table has { $count } row, which is more than we import at a time. Divide it into smaller files.
       *[other] This table has { $count } rows, which are more than we import at a time. Divide it into smaller files.
    }
staff-import-large = This file is larger than { $megabytes } MB. Delete sheets and columns that you don't need, or divide it.
staff-import-old = This is an old or password-protected workbook. Save it as .xlsx without a password, or as CSV.
staff-import-heavy = This workbook takes too much memory or time to read. Copy the rows into a new workbook, or save it as CSV.
staff-import-unreadable = We couldn't read this workbook. Save it again as .xlsx, or as CSV.
staff-import-failed = We couldn't finish this. Nothing was imported. The reason is in the server's log.
staff-import-gone = We no longer have this file. Choose it again.
staff-import-absent = Choose a column for “{ $field },” or a value for all rows.
staff-import-no-email = Choose a column for the email address, or import without asking signers to confirm.
staff-import-columns-wrong = Choose what each column is.
staff-import-problem = There is a problem. Correct the marked fields.
staff-import-rows =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
staff-import-sheet = Sheet
staff-import-sheet-show = Show this sheet
staff-import-columns = What is in each column?
staff-import-columns-explained = We guessed from the headings. Below each heading are the first rows.
staff-import-unused = Don't use this column
staff-import-blank = (blank)
staff-import-column-twice = Another column is the same field. Choose one of the two.
staff-import-usual = Values for rows that leave a field blank
staff-import-usual-hint = For example, if all organizations on the list are unions.
staff-import-no-value = No value
staff-import-consent-heading = Where does the list come from?
staff-import-consent = Where the list comes from, and how these signers agreed to sign
staff-import-consent-hint = For example: “Google Form of March 2, with the checkbox ‘Add my name.’” We keep this with each signature.
staff-import-consent-missing = Say in 1 to 500 characters where the list comes from and how the signers agreed
staff-import-ask = Should we email signers to confirm?
staff-import-ask-yes = Yes. A signature is counted when its signer confirms.
staff-import-ask-no = No. Count the signatures now, as imported.
staff-import-reason = Why don't you ask them?
staff-import-reason-when = (only if you don't)
staff-import-reason-missing = Say in 1 to 500 characters why you don't ask the signers to confirm
staff-import-lang = Language in which they read { the-letter }
staff-import-keep = Keep email addresses that look mistyped
staff-import-check = Check the list
staff-import-check-hint = Nothing is saved yet. On the next page, you'll see every problem.
staff-import-discard = Discard the file
staff-import-busy = Another list is being checked or imported. Please try again in a minute.
staff-import-working = Working: { $done } of { $all } signatures.
staff-import-look = See if it's done
staff-import-would = What would happen
staff-import-did = What happened
staff-import-done = Imported
staff-import-nothing = Nothing to import: every row is left out.
staff-import-counted = Counted now, as imported: { $count }
staff-import-asked = Asked by email to confirm: { $count }
staff-import-held = Under review: { $count }
staff-import-duplicates = Not counted, because the same organization has already signed: { $count }
staff-import-known = Left out, because they have already signed, wait for review, or were removed: { $count }
staff-import-unconfirmed = Left out, because they were asked before and haven't confirmed yet: { $count }
staff-import-left = Left out, because they withdrew: { $count }
staff-import-no-mail = Left out, because the owner of the address wants no more email: { $count }
staff-import-repeated =
    { $count ->
        [one] { $count } row has a signer who is in a later row again. The later row counts.
       *[other] { $count } rows have signers who are in later rows again. The later row counts.
    }
staff-import-mended =
    { $count ->
        [one] { $count } ZIP code got back a zero that a spreadsheet had dropped.
       *[other] { $count } ZIP codes got back a zero that a spreadsheet had dropped.
    }
staff-import-capitals =
    { $count ->
        [one] { $count } name is in capital letters. We keep it as it was typed.
       *[other] { $count } names are in capital letters. We keep them as they were typed.
    }
staff-import-wrong-rows =
    { $count ->
        [one] { $count } row has a problem, and can't be imported.
       *[other] { $count } rows have problems, and can't be imported.
    }
staff-import-skip = Import the other rows
staff-import-skip-missing = Check “Import the other rows,” or correct the problems in your file and upload it again.
staff-import-send =
    { $count ->
        [one] Import { $count } signature
       *[other] Import { $count } signatures
    }
staff-import-change = Change the columns
staff-import-check-note = All rows are imported together, or none.
staff-import-all = See the imported signers
staff-import-held-link = See those under review
staff-import-problems = Problems
staff-import-problems-skipped = Rows that were not imported
staff-import-place = Place
staff-import-what = What to correct
staff-import-left-out = Rows that are left out
staff-import-row = Row
staff-import-why = Why
staff-import-why-removed = This signer was removed
staff-import-why-known = This signer has already signed, or waits for review
staff-import-why-unconfirmed = This signer was asked before, and hasn't confirmed yet
staff-import-why-left = This signer withdrew, and can sign again only by themselves
staff-import-why-no-mail = The owner of this address wants no more email
staff-import-more = And { $count } more.
