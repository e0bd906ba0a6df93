// Every page and state of the product, and how to bring it about: for the tests of all pages and for the screenshots.
import { join } from "node:path";
import { OP_ED, SLUG, UPDATE, deliver, edit } from "./scenes.js";
import { NOON } from "./service.js";

export const LANGS = ["en", "es"];
const LETTER = `/letters/${SLUG}`;
const NEWS = { en: "What happens with your name", es: "Qué pasa con su nombre" };

// The first button that is seen, but for the one that adds a row.
const SUBMIT = "main form button[type=submit]:not(.hidden):not([name=add_approver])";

const person = { name: "Rosa Prado", postal_code: "79901" };
// Names that nobody takes for one another.
const names = ["Cosecha Justa", "Puente del Norte", "Faro Nuevo", "Semilla Libre", "Manos de Montaña", "Río Claro", "Estrella Obrera", "Voces Unidas", "Camino Abierto", "Lluvia de Abril", "Huerta Vecina", "Molino Viejo",
  "Barca Azul", "Piedra Firme", "Nido Alto", "Taller Común", "Orilla Clara", "Pan y Trabajo", "Dos Orquídeas", "Fuego Lento", "Vega Grande", "Sol Naciente", "Cauce Hondo", "Trigo Limpio", "Arco Largo", "Mesa Puesta", "Viento Sur", "Brasa Viva", "Isla Mayor", "Tejado Rojo",
  "Cumbre Nevada", "Fragua Nueva", "Olivar Quieto", "Gaviota Real", "Jardín Oculto", "Lámpara Encendida", "Muralla Sexta", "Rueda Chica", "Quinta Campana", "Zapato Negro", "Alfarería Díaz", "Hilo Dorado", "Yunque Gris", "Telar Morado", "Ermita Baja", "Dique Seis", "Bosque Ámbar", "Noria Vieja", "Velero Manso", "Cántaro Lleno", "Umbral Franco", "Imprenta Osorio", "Guitarra Sorda", "Xilófono Club", "Kiosco Plaza", "Wapiti Fund", "Ópalo Verde", "Pozo Ciego", "Eco Distante", "Ñandú Veloz"];
const organization = {
  org_kind: 2, scope: 3, city: "Salinas", state: 5, website: "cosecha.example",
  public_email: "oficina@cosecha.example", contact_name: "Sam Rivera", contact_title: "Secretary",
};

/** What a state is brought about with: a fresh page of a browser, at a service, in a language. */
class Visit {
  constructor(page, service, lang, name) {
    Object.assign(this, { page, service, lang });
    this.who = `${name}-${lang}`;
  }

  /** Opens a path below the language. */
  open(path = "") {
    return this.page.goto(`${this.service.base}/${this.lang}${path}`);
  }

  /** Fills in the fields of the page's form and presses a button. A number chooses from a list. */
  async send(fields, button = SUBMIT) {
    for (const [id, text] of Object.entries(fields)) {
      const field = this.page.locator(`#${id}`);
      if (typeof text === "number") await field.selectOption({ index: text });
      else await field.fill(text);
    }
    await this.press(button);
  }

  async press(button = SUBMIT) {
    await Promise.all([this.page.waitForEvent("load"), this.page.locator(button).first().click()]);
  }

  /** The link with these words in the newest mail to an address that has one, as a path. */
  async link(address, words) {
    let found;
    const look = async () => {
      await this.page.goto(`${this.service.base}/mailbox`);
      const cards = this.page.locator("article", { hasText: address }).locator("h2 a");
      for (const path of await cards.evaluateAll((links) => links.map((link) => link.href))) {
        await this.page.goto(path);
        const link = this.page.locator(`article a.button[href*="${words}"]`).first();
        if (await link.count()) return (found = await link.getAttribute("href"));
      }
    };
    await until(() => found, look);
    return found;
  }

  async follow(address, words) {
    await this.page.goto(this.service.base + (await this.link(address, words)));
  }

  /** Opens the path of a link when so many days have passed. */
  async openLater(path, days) {
    await this.service.moveTo(new Date(Date.parse(NOON) + days * 86_400_000));
    await this.page.goto(this.service.base + path);
  }

  async sign(letter = LETTER, who = this.who) {
    await this.open(`${letter}/sign`);
    await this.send({ ...person, email: `${who}@correo.example` });
    return `${who}@correo.example`;
  }

  async signAndConfirm(letter = LETTER, who = this.who) {
    const address = await this.sign(letter, who);
    await this.follow(address, "/confirm/");
    await this.press();
    return address;
  }

  async organization(more, button, letter = LETTER) {
    await this.open(`${letter}/sign/organization`);
    const name = names.shift();
    const { approver_name: decides } = more;
    if (decides) await this.page.locator("details.more summary").first().click();
    else await this.page.locator("#authorized").check();
    for (const field of Object.keys(more)) if (field.startsWith("approver_name_")) await this.page.locator("[data-add]").click();
    const email = `sam@${this.who}.example`;
    await this.send({ ...organization, legal_name: name, listed_name: name, website: `${this.who}.example`, email, ...more }, button);
    return email;
  }

  /** An organization that its contact confirmed. */
  async counted(letter) {
    const email = await this.organization({}, undefined, letter);
    await this.follow(email, "/confirm/");
    await this.press();
    return email;
  }

  /** An organization whose contact names another one; the page is then the own page that says so. */
  async handsOver() {
    await this.follow(await this.counted(), "/my-signature/");
    await this.page.goto(`${this.page.url()}/contact`);
    const named = `noor@${this.who}.example`;
    await this.send({ next_name: "Noor Haddad", next_title: "Organizer", next_email: named }, "form[action$='/contact'] button");
    return named;
  }

  /** An organization whose contact confirmed and whose director is asked. */
  async awaiting(letter) {
    const board = `board@${this.who}.example`;
    const email = await this.organization({ approver_name: "Dolores Prado", approver_email: board }, undefined, letter);
    await this.follow(email, "/confirm/");
    await this.press();
    return board;
  }

  /** An organization that signed with its director's approval, and asks about the text that replaced the one which it signed. */
  async asksAnew(letter) {
    const board = await this.awaiting(`/letters/${letter}`);
    await this.follow(board, "/approve/");
    await this.press();
    await revise(this, letter, true);
    await this.follow(`sam@${this.who}.example`, "/my-signature/");
    await this.press("form[action$='/renew'] button");
    return board;
  }
}

/** Another text of a letter in all its languages, as the next revision where it was signed; waits until it is published. */
async function revise(it, letter, signed) {
  const words = `Esta oración es nueva: ${Date.now()}`;
  const change = (text) => {
    const revision = Number(text.match(/^revision = (\d+)$/m)?.[1] ?? 1) + 1;
    const next = signed ? text.replace(/^revision = \d+\n/m, "").replace("+++\n", `+++\nrevision = ${revision}\n`) : text;
    return next.replace(/\n\n(?=[A-ZÁÉÍÓÚÑ][^\n]{80,})/, `\n\nThis sentence is new. ${words}.\n\n`);
  };
  for (const lang of LANGS) edit(join(it.service.folder, "letters", letter, `${lang}.md`), change);
  const other = await it.page.context().newPage();
  await until(() => other.getByText(words).count(), () => other.goto(`${it.service.base}/${it.lang}/letters/${letter}`));
  await other.close();
}

/** The number of a signature, as staff see it. */
function numberOf(it, letter, words) {
  const line = it.service.run("review", "list", letter).split("\n").find((line) => line.includes(words));
  if (!line) throw new Error(`${words} is not on the list of ${letter}`);
  return line.split("\t")[0];
}

/** Does something until it has come about; what never does is an error. */
async function until(come, act) {
  for (let tries = 0; tries < 200; tries += 1) {
    await act(tries);
    if (await come()) return;
  }
  throw new Error("it has not come about");
}

const at = (path) => (it) => it.open(path);

/** Name, service, and the way there. */
export const states = [
  ["index", "usual", at("")],
  ["topic", "usual", at("/topics/workers")],
  ["archive", "usual", at("/archive/2026")],
  ["about", "usual", at("/about")],
  ["privacy", "usual", at("/privacy")],
  ["coalition", "usual", at("/coalition")],
  ["letter", "usual", at(LETTER)],
  ["letter-nobody-yet", "variants", at("/letters/closed-to-organizations")],
  ["letter-not-yet-open", "early", at(LETTER)],
  ["letter-closing-soon", "soon", at(LETTER)],
  ["letter-closed-to-people", "variants", at("/letters/closed-to-people")],
  ["letter-closed-to-organizations", "variants", async (it) => {
    await it.signAndConfirm("/letters/closed-to-organizations");
    await it.open("/letters/closed-to-organizations");
  }],
  ["letter-goal-reached", "variants", async (it) => {
    await it.signAndConfirm("/letters/goal-reached");
    await it.open("/letters/goal-reached");
  }],
  ["letter-with-comments", "variants", async (it) => {
    await it.open("/letters/household/sign");
    await it.page.locator("details.more summary").first().click();
    await it.send({ ...person, email: `${it.who}@correo.example`, comment: "My mother picked the beans that you ate. Ella merece un médico." });
    await it.follow(`${it.who}@correo.example`, "/confirm/");
    await it.press();
    await it.open("/letters/household");
  }],
  ["letter-closed", "ended", at(LETTER)],
  ["letter-closed-delivered", "over", async (it) => {
    await until(() => it.page.locator(".delivered").count(), () => it.open(LETTER));
  }],
  ["letter-maintenance", "paused", at(LETTER)],
  ["letter-missing", "usual", at("/letters/protect-temporary-visa-worker")],
  ["op-ed", "usual", at(`/letters/${OP_ED}`)],
  ["update", "usual", at(`${LETTER}/updates/${UPDATE}`)],
  ["signers-people", "usual", at(`${LETTER}/signers/people`)],
  ["signers-organizations", "usual", at(`${LETTER}/signers/organizations`)],
  ["signers-initial", "usual", async (it) => {
    await it.open(`${LETTER}/signers/organizations`);
    await it.page.locator(".initials a").nth(1).click();
  }],
  ["signers-state", "usual", at(`${LETTER}/signers/people?state=CA`)],
  ["signers-nobody-found", "usual", async (it) => {
    await it.open(`${LETTER}/signers/people`);
    await it.page.locator("#q").fill("Zzz");
    await it.page.locator(".find button").click();
  }],
  ["share", "usual", at(`${LETTER}/share`)],
  ["share-mastodon", "usual", at(`${LETTER}/share?instance=mastodon.social`)],
  ["share-mastodon-wrong", "usual", at(`${LETTER}/share?instance=nonsense`)],
  ["embed", "usual", (it) => it.page.goto(`${it.service.base}/embed/${it.lang}/${SLUG}`)],
  ["embed-not-yet-open", "early", (it) => it.page.goto(`${it.service.base}/embed/${it.lang}/${SLUG}`)],
  ["embed-closing-soon", "soon", (it) => it.page.goto(`${it.service.base}/embed/${it.lang}/${SLUG}`)],
  ["embed-closed", "over", (it) => it.page.goto(`${it.service.base}/embed/${it.lang}/${SLUG}`)],

  ["form-person", "usual", at(`${LETTER}/sign`)],
  ["form-organization", "usual", at(`${LETTER}/sign/organization`)],
  ["form-not-yet-open", "early", at(`${LETTER}/sign`)],
  ["form-closed", "ended", at(`${LETTER}/sign`)],
  ["form-closed-delivered", "over", at(`${LETTER}/sign`)],
  ["form-closed-to-people", "variants", at("/letters/closed-to-people/sign")],
  ["form-closed-to-organizations", "variants", at("/letters/closed-to-organizations/sign/organization")],
  ["form-maintenance", "paused", at(`${LETTER}/sign`)],
  ["form-challenge", "flooded", at(`${LETTER}/sign`)],
  ["form-person-errors", "usual", async (it) => {
    await it.open(`${LETTER}/sign`);
    await it.send({ email: "ana@" });
  }],
  ["form-organization-errors", "usual", async (it) => {
    await it.open(`${LETTER}/sign/organization`);
    await it.send({ email: "ana@", website: "no site" });
  }],
  ["form-district", "usual", async (it) => {
    await it.open(`${LETTER}/sign`);
    await it.send({ ...person, email: "rosa@correo.example", postal_code: "93706" });
  }],
  ["form-suggestion", "usual", async (it) => {
    await it.open(`${LETTER}/sign`);
    await it.send({ ...person, email: "rosa@gmial.com" });
  }],
  ["form-preview", "usual", (it) => it.organization({}, "button[name=preview]")],
  ["form-revised", "variants", async (it) => {
    const letter = `revised-${it.lang}`;
    await it.open(`/letters/${letter}/sign`);
    await revise(it, letter, false);
    await it.send({ ...person, email: `${it.who}@correo.example` });
  }],
  ["form-too-often", "strict", async (it) => {
    const other = await it.page.context().newPage();
    await it.open(`${LETTER}/sign`);
    await other.goto(it.page.url());
    const first = new Visit(other, it.service, it.lang, "first");
    await first.send({ ...person, email: `${it.who}@correo.example` });
    await other.close();
    await it.send({ ...person, email: `${it.who}@correo.example` });
  }],
  ["form-domain-too-often", "crowded", async (it) => {
    await it.sign();
    await it.open(`${LETTER}/sign`);
    await it.page.locator("details.more summary").first().click();
    await it.send({ ...person, email: `${it.who}-2@correo.example`, comment: "What I typed is still here." });
  }],
  ["form-too-large", "usual", async (it) => {
    await it.open(`${LETTER}/sign`);
    await it.page.locator("#comment").evaluate((field) => { field.removeAttribute("maxlength"); field.value = "word ".repeat(20_000); });
    await it.send({ ...person, email: `${it.who}@correo.example` });
  }],

  ["check-mail", "usual", (it) => it.sign()],
  ["check-mail-slow", "silent", async (it) => {
    // The first mail finds out that the relay is silent.
    await until(() => it.page.locator("p.notice").count(), (nth) => it.sign(LETTER, `${it.who}-${nth}`));
  }],
  ["confirm", "usual", async (it) => it.follow(await it.sign(), "/confirm/")],
  ["thanks", "usual", (it) => it.signAndConfirm()],
  ["confirm-link-used", "usual", async (it) => it.follow(await it.signAndConfirm(), "/confirm/")],
  ["already-signed", "usual", async (it) => {
    const address = await it.signAndConfirm();
    await it.sign();
    await it.follow(address, "/my-signature/");
  }],
  ["confirm-changed", "usual", async (it) => {
    const address = await it.sign();
    await it.follow(address, "/confirm/");
    const other = new Visit(await it.page.context().newPage(), it.service, it.lang, "other");
    await other.open(`${LETTER}/sign`);
    await other.send({ ...person, name: "Rosa Prado Ruiz", email: address });
    await other.page.close();
    await it.press();
  }],
  ["confirm-revised", "variants", async (it) => {
    const letter = `reworded-${it.lang}`;
    const address = await it.sign(`/letters/${letter}`);
    await revise(it, letter, true);
    await it.follow(address, "/confirm/");
  }],
  ["link-unknown", "usual", at("/confirm/x")],
  ["confirm-link-expired", "passing", async (it) => it.openLater(await it.link(await it.sign(), "/confirm/"), 4)],
  ["confirm-withdrawn", "usual", async (it) => {
    const address = await it.signAndConfirm();
    const confirm = await it.link(address, "/confirm/");
    await it.follow(address, "/my-signature/");
    await it.page.locator("form[action$='/withdraw'] [name=sure]").check();
    await it.press("form[action$='/withdraw'] button");
    await it.page.goto(it.service.base + confirm);
  }],

  ["confirm-held", "variants", (it) => it.counted("/letters/checked")],
  ["confirm-rejected", "variants", async (it) => {
    const email = await it.counted("/letters/checked");
    it.service.run("review", "reject", numberOf(it, "checked", email));
    await it.follow(email, "/confirm/");
  }],
  ["confirm-disowned", "usual", async (it) => {
    const email = await it.counted();
    const used = await it.link(email, "/confirm/");
    await it.follow(email, "/not-us/");
    await it.page.locator("#sure").check();
    await it.press();
    await it.page.goto(it.service.base + used);
  }],
  ["confirm-declined", "usual", async (it) => {
    const board = await it.awaiting();
    const used = await it.link(`sam@${it.who}.example`, "/confirm/");
    await it.follow(board, "/approve/");
    await it.page.locator("details.more summary").first().click();
    await it.press("details.more button");
    await it.page.goto(it.service.base + used);
  }],

  ["own", "usual", async (it) => it.follow(await it.sign(), "/my-signature/")],
  ["own-saved", "usual", async (it) => {
    await it.follow(await it.signAndConfirm(), "/my-signature/");
    await it.press();
  }],
  ["own-withdrawn", "usual", async (it) => {
    await it.follow(await it.signAndConfirm(), "/my-signature/");
    await it.page.locator("form[action$='/withdraw'] [name=sure]").check();
    await it.press("form[action$='/withdraw'] button");
  }],
  ["own-remove-unsure", "usual", async (it) => {
    await it.follow(await it.sign(), "/my-signature/");
    await it.press("form[action$='/remove'] button");
  }],
  ["own-removed", "usual", async (it) => {
    await it.follow(await it.sign(), "/my-signature/");
    await it.page.locator("#sure").check();
    await it.press("form[action$='/remove'] button");
  }],
  ["own-expired", "passing", async (it) => it.openLater(await it.link(await it.signAndConfirm(), "/my-signature/"), 100)],
  ["own-waiting", "usual", async (it) => {
    await it.follow(await it.counted(), "/my-signature/");
    await it.send({ legal_name: "Federación de Casas de la Memoria", website: `memoria-${it.lang}.example` });
  }],
  ["own-delivered", "passing", async (it) => {
    const path = await it.link(await it.signAndConfirm(), "/my-signature/");
    deliver(it.service.run);
    await it.page.goto(it.service.base + path);
  }],
  ["own-withdrawn-delivered", "passing", async (it) => {
    const path = await it.link(await it.signAndConfirm(), "/my-signature/");
    deliver(it.service.run);
    // What is only queued is stopped; this is about what has gone out.
    const gone = () => it.page.locator("article", { hasText: "ortega.example" }).count();
    await until(gone, () => it.page.goto(`${it.service.base}/mailbox`));
    await it.page.goto(it.service.base + path);
    await it.page.locator("form[action$='/withdraw'] [name=sure]").check();
    await it.press("form[action$='/withdraw'] button");
  }],
  ["own-text-changed", "variants", async (it) => {
    const letter = `renewed-${it.lang}`;
    const path = await it.link(await it.signAndConfirm(`/letters/${letter}`), "/my-signature/");
    await revise(it, letter, true);
    await it.page.goto(it.service.base + path);
  }],
  ["own-renewed", "variants", async (it) => {
    const letter = `renewed-${it.lang}`;
    const path = await it.link(await it.signAndConfirm(`/letters/${letter}`), "/my-signature/");
    await revise(it, letter, true);
    await it.page.goto(it.service.base + path);
    await it.press("form[action$='/renew'] button");
  }],
  ["own-renewal-asked", "variants", async (it) => it.asksAnew(`asked-${it.lang}`)],
  ["own-organization", "usual", async (it) => it.follow(await it.counted(), "/my-signature/")],
  ["next", "usual", async (it) => {
    await it.follow(await it.counted(), "/my-signature/");
    await it.page.locator("main a[href*='/sign/']").first().click();
  }],
  ["next-revised", "variants", async (it) => {
    const letter = `joined-${it.lang}`;
    await it.follow(await it.counted(), "/my-signature/");
    await it.page.goto(`${it.page.url()}/sign/${letter}`);
    await revise(it, letter, false);
    await it.press();
  }],
  ["next-signed", "usual", async (it) => {
    await it.follow(await it.counted(), "/my-signature/");
    await it.page.locator("main a[href*='/sign/']").first().click();
    await it.press();
  }],
  ["my-signatures", "usual", at("/my-signatures")],
  ["my-signatures-wrong", "usual", async (it) => {
    await it.open("/my-signatures");
    await it.send({ email: "ana@" });
  }],
  ["my-signatures-sent", "usual", async (it) => {
    await it.open("/my-signatures");
    await it.send({ email: "ana@correo.example" });
  }],
  ["my-signatures-too-often", "strict", async (it) => {
    await it.open("/my-signatures");
    await it.send({ email: "ana@correo.example" });
    await it.open("/my-signatures");
    await it.send({ email: "ana@correo.example" });
  }],
  ["confirm-awaiting", "usual", (it) => it.awaiting()],
  ["approve", "usual", async (it) => it.follow(await it.awaiting(), "/approve/")],
  ["approved", "usual", async (it) => {
    await it.follow(await it.awaiting(), "/approve/");
    await it.press();
  }],
  ["approve-declined", "usual", async (it) => {
    await it.follow(await it.awaiting(), "/approve/");
    await it.page.locator("details.more summary").first().click();
    await it.send({ reason: "Not before our assembly" }, "details.more button");
  }],
  ["approve-noted", "usual", async (it) => {
    const first = `first@${it.who}.example`;
    const board = { approver_name_2: "Kim Lee", approver_email_2: `kim@${it.who}.example`, approver_name_3: "Noor Haddad", approver_email_3: `noor@${it.who}.example` };
    const email = await it.organization({ approver_name: "Dolores Prado", approver_email: first, ...board, approvals: 1 });
    await it.follow(email, "/confirm/");
    await it.press();
    await it.follow(first, "/approve/");
    await it.press();
  }],
  ["approve-changed", "variants", async (it) => {
    const letter = `decided-${it.lang}`;
    await it.follow(await it.awaiting(`/letters/${letter}`), "/approve/");
    await revise(it, letter, true);
    await it.press();
  }],
  ["approve-renewal", "variants", async (it) => it.follow(await it.asksAnew(`asked-${it.lang}`), "/approve/")],
  ["approve-withdrawn", "usual", async (it) => {
    const board = await it.link(await it.awaiting(), "/approve/");
    await it.follow(`sam@${it.who}.example`, "/my-signature/");
    await it.page.locator("form[action$='/withdraw'] [name=sure]").check();
    await it.press("form[action$='/withdraw'] button");
    await it.page.goto(it.service.base + board);
  }],
  ["approve-disowned", "usual", async (it) => {
    const board = await it.link(await it.awaiting(), "/approve/");
    await it.follow(`sam@${it.who}.example`, "/not-us/");
    await it.page.locator("#sure").check();
    await it.press();
    await it.page.goto(it.service.base + board);
  }],
  ["form-board-errors", "usual", (it) => it.organization({ approver_name: "Dolores Prado", approver_email: "dolores@cosecha.example", approver_name_2: "Kim Lee" })],
  ["draft-saved", "usual", (it) => it.organization({}, "button[name=save]")],
  ["draft", "usual", async (it) => it.follow(await it.organization({}, "button[name=save]"), "/draft/")],
  ["draft-removed", "usual", async (it) => {
    await it.follow(await it.organization({}, "button[name=save]"), "/draft/");
    await it.press("form[action$='/remove'] button");
  }],
  ["own-preview", "usual", async (it) => {
    await it.follow(await it.counted(), "/my-signature/");
    await it.page.locator("#website").fill("another.example");
    await it.press("button[name=preview]");
  }],
  ["contact", "usual", async (it) => it.follow(await it.handsOver(), "/contact/")],
  ["contact-accepted", "usual", async (it) => {
    await it.follow(await it.handsOver(), "/contact/");
    await it.press("button[value=accept]");
  }],
  ["contact-refused", "usual", async (it) => {
    await it.follow(await it.handsOver(), "/contact/");
    await it.press("button[value=refuse]");
  }],
  ["contact-expired", "passing", async (it) => it.openLater(await it.link(await it.handsOver(), "/contact/"), 22)],
  ["contact-changed", "usual", async (it) => {
    const named = await it.handsOver();
    const own = it.page.url();
    await it.follow(named, "/contact/");
    await it.press("button[value=accept]");
    await it.page.goto(own.replace(/\/contact$/, ""));
  }],
  ["not-us", "usual", async (it) => it.follow(await it.sign(), "/not-us/")],
  ["not-us-unsure", "usual", async (it) => {
    await it.follow(await it.sign(), "/not-us/");
    await it.press();
  }],
  ["not-us-done", "usual", async (it) => {
    await it.follow(await it.sign(), "/not-us/");
    await it.page.locator("#sure").check();
    await it.press();
  }],
  ["unsubscribe", "told", (it) => unsubscribe(it)],
  ["unsubscribed", "told", async (it) => {
    await unsubscribe(it);
    await it.press();
  }],
  ["unsubscribe-unknown", "told", at("/unsubscribe/x")],
  ["branded-index", "branded", at("")],
  ["branded-letter", "branded", at(LETTER)],
  ["branded-form", "branded", at(`${LETTER}/sign`)],
  ["branded-embed", "branded", (it) => it.page.goto(`${it.service.base}/embed/${it.lang}/${SLUG}`)],
  ["not-found", "usual", at("/no/such/page")],
  ["maintenance", "paused", async (it) => {
    await it.open("/my-signatures");
    await it.send({ email: "ana@correo.example" });
  }],
  ["server-error", "broken", at(LETTER)],
  ["mailbox", "usual", (it) => it.page.goto(`${it.service.base}/mailbox`), ["en"]],
  ["mailbox-mail", "usual", async (it) => {
    await it.link(await it.sign(), "/confirm/");
  }, ["en"]],
].map(([name, scene, go, langs = LANGS]) => ({ name, scene, go, langs }));

/** The mail to an invented signer who read the letter in this language. */
async function unsubscribe(it) {
  const mail = it.page.getByRole("link", { name: NEWS[it.lang] }).first();
  await until(() => mail.count(), () => it.page.goto(`${it.service.base}/mailbox`));
  await mail.click();
  await it.page.locator("article a.button[href*='/unsubscribe/']").click();
}

/**
 * Brings about every state whose name holds `only` (or is in that list), its languages side by side, and calls `visit` with the page, the
 * state's name and language, and what the server sent: `status` and `html`. Answers what could not be brought about, and why.
 */
export async function eachState({ stage, browser, only = "", langs = LANGS, context = {} }, visit) {
  const failed = [];
  const one = async ({ name, scene, go }, lang) => {
    const service = await stage.scene(scene);
    const looked = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: lang, ...context });
    const page = await looked.newPage();
    let document;
    page.on("response", (response) => {
      if (response.request().isNavigationRequest()) document = response;
    });
    const it = new Visit(page, service, lang, name);
    try {
      await go(it);
      await page.waitForLoadState("load");
      await visit({ page, name, lang, status: document.status(), html: await document.text() });
    } catch (error) {
      failed.push([`${name}-${lang}`, page.url(), String(error)]);
    } finally {
      await looked.close();
    }
  };
  const asked = ({ name }) => (Array.isArray(only) ? only.includes(name) : name.includes(only));
  for (const state of states.filter(asked)) await Promise.all(state.langs.filter((lang) => langs.includes(lang)).map((lang) => one(state, lang)));
  return failed;
}
