# A letter's text changed after somebody read it.
changes-heading = What changed
change-removed = removed:
change-added = added:
confirm-text-changed = { the-letter-begins } has changed since you signed
confirm-text-changed-explained = Below, you can see what changed after you filled in the form. Click the button to sign the new version. If you no longer agree, do nothing and we'll delete your signature.
next-changed = { the-letter-begins } has changed
next-changed-explained = { the-letter-begins } changed after you opened this page, so your organization has not signed. Read below what changed. If your organization agrees, click the button.
