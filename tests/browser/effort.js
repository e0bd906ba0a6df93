// Counts what each path asks of its reader on a phone: fields, keys, clicks and pages, and the seconds that follow from them by the
// keystroke-level model (0.28 s a key, 1.1 s to point at something, 1.35 s to make up one's mind). They are computed, not measured, and
// leave out reading, and waiting for the mail. Prints a table: node effort.js
import { startBrowser, startService } from "./service.js";

const [KEY, POINT, MIND] = [0.28, 1.1, 1.35];
const LETTER = "letters/protect-temporary-visa-workers";
const service = await startService();
const browser = await startBrowser();

/** One reader's way, with what it has taken so far. */
class Way {
  constructor(page) {
    Object.assign(this, { page, fields: 0, keys: 0, choices: 0, clicks: 0, pages: 0 });
  }

  async go(path) {
    await this.page.goto(new URL(path, service.base).href);
    this.pages += 1;
  }

  /** Points at each field, and types into it. */
  async type(texts) {
    for (const [id, text] of Object.entries(texts)) {
      await this.page.locator(`#${id}`).fill(text);
      this.fields += 1;
      this.keys += text.length;
    }
  }

  /** Points at a list, and at one of its choices. */
  async choose(chosen) {
    for (const [id, value] of Object.entries(chosen)) {
      await this.page.locator(`#${id}`).selectOption(value);
      this.choices += 1;
    }
  }

  /** Clicks, and waits for the next page if there is one. */
  async click(found, heading) {
    await found.first().click();
    this.clicks += 1;
    if (heading) {
      await this.page.getByRole("heading", { name: heading }).first().waitFor();
      this.pages += 1;
    }
  }

  /** Opens the newest mail to an address, and follows its link: two clicks in every mail program. */
  async follow(address, link) {
    const twin = await browser.newPage();
    let path = null;
    for (let tries = 0; tries < 200 && !path; tries += 1) {
      await twin.goto(`${service.base}/mailbox`);
      const card = twin.locator("article", { hasText: address }).first();
      if (await card.count()) {
        await card.locator("h2 a").click();
        const found = twin.locator(`article a[href*="${link}"]`).first();
        path = (await found.count()) ? await found.getAttribute("href") : null;
      }
      if (!path) await twin.waitForTimeout(100);
    }
    await twin.close();
    this.clicks += 2;
    await this.go(path);
  }

  row() {
    const { fields, keys, choices, clicks, pages } = this;
    // A field, a choice and a click each take a thought; a choice is pointed at twice.
    const thoughts = fields + choices + clicks;
    const seconds = Math.round(keys * KEY + (fields + 2 * choices + clicks) * POINT + thoughts * MIND);
    return { fields, keys, choices, clicks, pages, seconds };
  }
}

const button = (way, name) => way.page.getByRole("button", { name, exact: true });

const WAYS = {
  "sign as a person": async (way) => {
    await way.go(`/en/${LETTER}`);
    await way.click(way.page.locator(".signbar .sign"));
    await way.type({ "short-name": "Rosa Prado", "short-email": "rosa@correo.example", "short-zip": "79901" });
    await way.click(button(way, "Sign the letter"), "Check your email");
    await way.follow("rosa@correo.example", "/confirm/");
    await way.click(button(way, "Confirm my signature"), "Thank you!");
  },
  "sign on behalf of an organization": async (way) => {
    await way.go(`/en/${LETTER}/sign/organization`);
    await form(way, "Valley Growers", "valley.example");
    await way.click(way.page.locator("#authorized"));
    await way.click(button(way, "Sign the letter"), "Check your email");
    await way.follow("sam@valley.example", "/confirm/");
    await way.click(button(way, "Confirm my signature"), "Thank you");
  },
  "sign, and ask a director": async (way) => {
    await way.go(`/en/${LETTER}/sign/organization`);
    await form(way, "Cosecha Justa", "cosecha.example");
    await way.click(way.page.getByText("Need approval from your director or board?"));
    await way.type({ approver_name: "Dolores Prado", approver_email: "dolores@cosecha.example" });
    await way.click(button(way, "Sign the letter"), "Check your email");
    await way.follow("sam@cosecha.example", "/confirm/");
    await way.click(button(way, "Confirm my signature"), "We've asked");
  },
  "approve": async (way) => {
    await way.follow("dolores@cosecha.example", "/approve/");
    await way.click(button(way, "Approve and sign"), "Thank you");
  },
  "withdraw": async (way) => {
    await way.follow("rosa@correo.example", "/my-signature/");
    await way.click(way.page.locator("#sure-to-withdraw"));
    await way.click(button(way, "Withdraw my signature"));
    await way.page.getByText("Your signature has been withdrawn").first().waitFor();
    way.pages += 1;
  },
};

async function form(way, name, domain) {
  await way.type({ legal_name: name });
  await way.choose({ org_kind: "nonprofit", scope: "local", state: "CA" });
  await way.type({ city: "Salinas", website: domain, contact_name: "Sam Rivera", contact_title: "Secretary", email: `sam@${domain}` });
}

try {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "en-US" });
  const rows = {};
  for (const [name, walk] of Object.entries(WAYS)) {
    const way = new Way(await context.newPage());
    await walk(way);
    rows[name] = way.row();
  }
  console.table(rows);
} finally {
  await browser.close();
  await service.stop();
}
