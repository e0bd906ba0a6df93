// What each state tells its reader: a message of the interface, in the reader's language.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./service.js";

const SAYS = {
  "letter-not-yet-open": "opens-at", "letter-closing-soon": "closing-soon", "letter-closed": "closed-at", "letter-closed-delivered": "delivered-with",
  "letter-closed-to-people": "closed-to-people", "letter-closed-to-organizations": "closed-to-organizations", "letter-goal-reached": "goal-reached",
  "letter-maintenance": "signing-pauses", "signers-initial": "list-initial", "signers-state": "list-order-people", "signers-nobody-found": "list-no-person", "letter-missing": "letter-missing",
  "form-not-yet-open": "signing-not-yet-open-heading", "form-closed": "signing-closed-heading", "form-closed-delivered": "delivered-with",
  "form-closed-to-people": "closed-at-people", "form-closed-to-organizations": "closed-at-organizations", "form-maintenance": "signing-pauses-heading",
  "form-person-errors": "please-correct", "form-organization-errors": "please-correct", "form-district": "district-unknown", "form-suggestion": "did-you-mean",
  "form-preview": "preview-explained", "form-revised": "text-changed", "form-too-often": "status-429-kept", "form-domain-too-often": "challenge-domain",
  "form-too-large": "status-413", "form-board-errors": "error-missing-approver-email",
  "check-mail": "check-mail-sent", "check-mail-slow": "mail-is-slow-kept",
  confirm: "confirm-ask", thanks: "confirm-done", "confirm-link-used": "confirm-already", "confirm-link-expired": "confirm-expired", "confirm-changed": "confirm-changed",
  "confirm-revised": "confirm-text-changed", "confirm-withdrawn": "confirm-withdrawn", "confirm-held": "confirm-held", "confirm-rejected": "confirm-rejected",
  "confirm-disowned": "confirm-disowned", "confirm-declined": "confirm-declined", "confirm-awaiting": "confirm-awaiting", "link-unknown": "confirm-unknown",
  "already-signed": "own-state-confirmed", own: "own-state-pending", "own-saved": "own-saved", "own-withdrawn": "own-withdrawn", "own-withdrawn-delivered": "own-withdrawn-delivered",
  "own-remove-unsure": "own-remove-tick", "own-removed": "own-gone", "own-expired": "own-expired", "own-waiting": "own-saved-waits", "own-delivered": "own-delivered",
  "own-text-changed": "own-renew", "own-renewed": "own-renewed", "own-renewal-asked": "own-renew-asked", "own-preview": "own-preview-not-saved", "own-organization": "own-contact",
  next: "next-ask", "next-revised": "next-changed", "next-signed": "approve-done",
  "my-signatures": "find-explained", "my-signatures-wrong": "error-email", "my-signatures-sent": "find-sent", "my-signatures-too-often": "status-429-kept",
  approve: "approve-ask", approved: "approve-done", "approve-declined": "approve-declined", "approve-noted": "approve-noted", "approve-changed": "approve-changed", "approve-renewal": "approve-renewal",
  "approve-withdrawn": "approve-withdrawn", "approve-disowned": "approve-disowned",
  contact: "contact-ask", "contact-accepted": "contact-accepted", "contact-refused": "contact-refused", "contact-expired": "contact-expired", "contact-changed": "contact-changed",
  "draft-saved": "draft-saved", draft: "draft-opened", "draft-removed": "draft-removed",
  "not-us": "not-us-person", "not-us-unsure": "not-us-tick", "not-us-done": "not-us-done",
  unsubscribe: "unsubscribe-ask", unsubscribed: "unsubscribe-done", "unsubscribe-unknown": "unsubscribe-unknown",
  "not-found": "status-404", maintenance: "status-maintenance", "server-error": "status-500",
};

const messages = {};

/** The words of a message that stand in it whatever its variables are. */
function words(lang, id) {
  messages[lang] ??= readdirSync(join(root, "locales", lang)).map((name) => readFileSync(join(root, "locales", lang, name), "utf8")).join("\n");
  const message = messages[lang].match(new RegExp(`^${id} = (.+(?:\\n +.+)*)`, "m"))?.[1];
  if (!message) throw new Error(`no message ${id} in ${lang}`);
  // Of several forms, the usual one: every scene has more than one of what it counts.
  const forms = message.includes("->") ? [...message.matchAll(/^ *\*\[\w+\] (.+)$/gm)].map(([, form]) => form) : [message];
  const pieces = forms.join(" ").split(/\{[^}]*\}/).map((piece) => piece.trim()).filter((piece) => piece.length > 3);
  if (pieces.length === 0) throw new Error(`${id} says nothing in ${lang} that could be looked for`);
  return pieces;
}

/** The states that are to say something. */
export const spoken = Object.keys(SAYS);

/** What is missing from a page's words in a state; nothing, if it says what the state is about. */
export function missing(name, lang, text) {
  const flat = (it) => it.replace(/[\s\u00a0]+/g, " ");
  return SAYS[name] ? words(lang, SAYS[name]).filter((piece) => !flat(text).includes(flat(piece))) : [];
}
