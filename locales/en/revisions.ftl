# A letter's text changed after somebody read it.
changes-heading = What changed
change-removed = removed:
change-added = added:
confirm-text-changed = The letter changed since you signed
confirm-text-changed-explained = The text of the letter changed after you filled in the form. Here is what changed. With the button you sign the new text; if you no longer agree, do nothing, and what you typed is deleted.
next-changed = The letter changed
next-changed-explained = The text of the letter changed after you opened this page, so nothing was signed. Here is what changed; please read it, and press the button if your organization agrees.
