//! Everything that makes the service send mail, in one language.

use std::collections::BTreeMap;
use undersigned::organizations::approval::reminders;

use tokio::sync::OnceCell;
use undersigned::delivery::{Count, FileEntry, Manifest, OfficeEntry, store as deliveries};
use undersigned::letters::Digest;
use undersigned::letters::live_library::LiveLibrary;
use undersigned::mail::MailContext;
use undersigned::organizations::inviting::send;
use undersigned::organizations::store::invitations::{Book, Guest};
use undersigned::organizations::store::inviting;
use undersigned::outbox::{self, NewMail, Repeat};
use undersigned::signatures::store::newcomers;
use undersigned::staff::notices::{DigestHour, Wish, rounds};
use undersigned::staff::role::Role;
use undersigned::staff::store::{accounts, notices};
use undersigned::store::StoreError;

use super::Told;
use crate::app::{BROWSER, LETTER, TestApp};
use crate::editions::{edit, own_letters};
use crate::staff_area::with_password;
use crate::updates::UPDATE;

const NEXT: &str = "asylum-not-temporary-visas";

struct Scene {
    app: TestApp,
    lang: &'static str,
    /// What follows every name that a stranger types; empty for nothing.
    behind: &'static str,
    told: BTreeMap<&'static str, Told>,
}

/// What strangers type as names: signs that mean something to HTML and to templates.
pub const NAMED: &str = "Q\"'> <3 & {{x}} }}}";
/// What authors and staff may write: it must not become markup in titles, names and addresses either.
pub const WRITTEN: &str = "Q\"'> <i x=y> & {{x}} }}}";

/// The fields that contain a stranger's own words.
const WORDS: &[&str] = &[
    "name",
    "legal_name",
    "listed_name",
    "city",
    "contact_name",
    "contact_title",
    "approver_name",
    "reason",
    "next_name",
    "next_title",
];

/// Returns every mail, by the folder of its templates and, after a colon, its variant. Made once for each language.
pub async fn told(lang: &'static str) -> &'static BTreeMap<&'static str, Told> {
    static ENGLISH: OnceCell<BTreeMap<&'static str, Told>> = OnceCell::const_new();
    static SPANISH: OnceCell<BTreeMap<&'static str, Told>> = OnceCell::const_new();
    let made = if lang == "es" { &SPANISH } else { &ENGLISH };
    let with_own_letters = || async {
        let (letters, folder) = own_letters();
        every_mail(lang, "", (&letters, &folder)).await
    };
    made.get_or_init(with_own_letters).await
}

/// Returns every mail after everybody typed [`NAMED`], and titles, letterhead and what goes to offices contain [`WRITTEN`].
pub async fn hostile() -> BTreeMap<&'static str, Told> {
    let (letters, folder) = own_letters();
    let title = "title = \"Workers on temporary visas need protection when the next pandemic comes\"";
    let own = letters.path().join(LETTER);
    edit(&own.join("en.md"), title, &format!("title = '''Workers {WRITTEN}'''"));
    let title = "title = \"What happens with your name, and what helps now\"";
    let update = own.join("updates").join(UPDATE).join("en.md");
    edit(&update, title, &format!("title = '''What {WRITTEN}'''"));
    let settings = format!(
        "{folder}\n[default.site]\nname = {{ en = '''Coalition {WRITTEN}''', es = 'Coalición' }}\ncontact_name = '''Desk {WRITTEN}'''\n\
         postal_address = ['''Street {WRITTEN}''']\n"
    );
    every_mail("en", NAMED, (&letters, &settings)).await
}

async fn every_mail(
    lang: &'static str,
    behind: &'static str,
    (letters, more): (&tempfile::TempDir, &str),
) -> BTreeMap<&'static str, Told> {
    let next = letters.path().join(NEXT).join("letter.toml");
    let reviewed = "[signing]\norganizations_appear = \"after-approval\"\n";
    edit(&next, "[signing]\n", reviewed);
    let folder = tempfile::tempdir().expect("a folder");
    let settings = format!(
        "{more}\n[default.quotas]\ncounted_per_day_per_domain = 2\nmails_per_day_per_recipient = 20\n[default.mail]\nthank_you = true\n[default.delivery]\nfolder = '{}'",
        folder.path().join("bundles").display()
    );
    let app = TestApp::begin(folder, &settings).await.expect("builds");
    let mut scene = Scene {
        app,
        lang,
        behind,
        told: BTreeMap::new(),
    };
    scene.a_person().await;
    scene.a_board_approves().await;
    scene.a_board_declines().await;
    scene.nobody_knew().await;
    scene.rivals().await;
    scene.hands_over().await;
    scene.saves().await;
    scene.a_flood().await;
    scene.an_office().await;
    scene.staff_decide().await;
    scene.staff_amend().await;
    scene.staff_want_to_know().await;
    scene.organizations_are_invited().await;
    scene.nobody_decides_in_time().await;
    std::mem::take(&mut scene.told)
}

impl Scene {
    /// Stores the newest mail, which must be to this address.
    async fn take(&mut self, name: &'static str, to: &str) {
        self.app.mails().await;
        let sent = self.app.worker.mailer.sent();
        let read = sent.iter().rev().map(|bytes| Told::read(bytes));
        let found = read.into_iter().find(|(whose, _)| whose == to);
        let (_, mail) = found.unwrap_or_else(|| panic!("no mail to {to} for {name}"));
        assert!(self.told.insert(name, mail).is_none(), "{name} twice");
    }

    /// Returns the path of the newest mail's link to an address.
    async fn link(&self, to: &str, words: &str) -> String {
        let mails = self.app.mails().await;
        let (_, _, text) = mails.iter().rev().find(|(whose, ..)| whose == to).expect("a mail");
        let mut links = text
            .split_whitespace()
            .filter_map(|word| word.strip_prefix("http://letters.test"));
        let found = links.find(|link| link.contains(words));
        found.unwrap_or_else(|| panic!("no {words} in {text}")).to_owned()
    }

    async fn organization(&self, otherwise: &[(&str, &str)]) {
        let (edition, opened) = (self.app.edition(self.lang).await, self.app.opened().await);
        let mut fields = BTreeMap::from([
            ("edition", edition.as_str()),
            ("opened", opened.as_str()),
            ("legal_name", "The Harvest Workers Union, Local 12"),
            ("listed_name", "Harvest Workers Union, Local 12"),
            ("org_kind", "union"),
            ("scope", "local"),
            ("city", "Salinas"),
            ("state", "CA"),
            ("website", "harvest.example"),
            ("contact_name", "Sam Rivera"),
            ("contact_title", "Secretary"),
            ("email", "sam@harvest.example"),
            ("authorized", "yes"),
        ]);
        fields.extend(otherwise.iter().copied());
        let fields: Vec<_> = fields.into_iter().collect();
        let typed = self.typed(&fields);
        let fields: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let path = format!("/{}/letters/{LETTER}/signatures/organizations", self.lang);
        let answer = self.app.post_as("198.51.100.9:4000", BROWSER, &path, &fields).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// Appends to every name what follows it.
    fn typed<'f>(&self, fields: &[(&'f str, &str)]) -> Vec<(&'f str, String)> {
        let typed = |(name, value): &(&'f str, &str)| {
            let words = WORDS.contains(name) && !value.is_empty();
            let behind = if words { self.behind } else { "" };
            (*name, format!("{value} {behind}").trim().to_owned())
        };
        fields.iter().map(typed).collect()
    }

    async fn press(&self, link: &str, fields: &[(&str, &str)]) {
        let typed = self.typed(fields);
        let fields: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.app.post(link, &fields).await;
        assert!(answer.status < 300, "{link}: {}", answer.body);
    }

    async fn a_person(&mut self) {
        let lang = self.lang;
        let name = self.typed(&[("name", "Ana López García")]).remove(0).1;
        let asked = self.app.sign(lang, &[("updates", "yes"), ("name", &name)]).await;
        assert_eq!(asked.status, 200, "{}", asked.body);
        self.take("confirmation", "ana@example.org").await;
        let confirm = self.link("ana@example.org", "/confirm/").await;
        self.press(&confirm, &[]).await;
        self.take("thank_you", "ana@example.org").await;
        self.app.sign(lang, &[("name", &name)]).await;
        self.take("already", "ana@example.org").await;
        self.press(&format!("/{lang}/my-signatures"), &[("email", "ana@example.org")])
            .await;
        self.take("own_links", "ana@example.org").await;
        let owed = self.app.update(UPDATE).send(&self.app.worker.store, &|_| {});
        assert_eq!(owed.expect("owes"), 1);
        self.take("update", "ana@example.org").await;
    }

    async fn a_board_approves(&mut self) {
        let board = [
            ("authorized", ""),
            ("approvals", "2"),
            (
                "board",
                "Dolores Prado dolores@harvest.example\nKim Lee kim@harvest.example",
            ),
        ];
        self.organization(&board).await;
        self.take("confirmation:organization", "sam@harvest.example").await;
        let confirm = self.link("sam@harvest.example", "/confirm/").await;
        self.press(&confirm, &[]).await;
        self.take("approval", "dolores@harvest.example").await;
        let approve = self.link("dolores@harvest.example", "/approve/").await;
        self.press(&approve, &[("answer", "approve")]).await;
        self.take("decision", "sam@harvest.example").await;
        let approve = self.link("kim@harvest.example", "/approve/").await;
        self.press(&approve, &[("answer", "approve")]).await;
        self.take("thank_you:contact", "sam@harvest.example").await;
        self.take("thank_you:approver", "kim@harvest.example").await;
    }

    async fn a_board_declines(&mut self) {
        let board = [
            ("legal_name", "Orchard Workers Circle"),
            ("listed_name", "Orchard Workers Circle"),
            ("website", "orchard.example"),
            ("email", "lee@orchard.example"),
            ("authorized", ""),
            ("approver_name", "Luz Ríos"),
            ("approver_email", "luz@orchard.example"),
        ];
        self.organization(&board).await;
        let confirm = self.link("lee@orchard.example", "/confirm/").await;
        self.press(&confirm, &[]).await;
        let approve = self.link("luz@orchard.example", "/approve/").await;
        self.press(&approve, &[("answer", "decline"), ("reason", "Not now")])
            .await;
        self.take("decision:declined", "lee@orchard.example").await;
    }

    async fn nobody_knew(&mut self) {
        let elsewhere = [
            ("legal_name", "Valley Growers Alliance"),
            ("listed_name", "Valley Growers Alliance"),
            ("website", "valley.example"),
            ("email", "eve@gmail.com"),
            ("public_email", "office@valley.example"),
        ];
        self.organization(&elsewhere).await;
        let confirm = self.link("eve@gmail.com", "/confirm/").await;
        self.press(&confirm, &[]).await;
        self.take("notice", "office@valley.example").await;
        let not_us = self.link("office@valley.example", "/not-us/").await;
        self.press(&not_us, &[("sure", "yes")]).await;
        self.take("disowned", "letters@coalition.example").await;
        self.take("objection", "eve@gmail.com").await;
    }

    /// Signs for two organizations of one name, each from its own domain.
    async fn rivals(&mut self) {
        for (domain, email) in [
            ("shelter.example", "eva@shelter.example"),
            ("refuge.example", "ivo@refuge.example"),
        ] {
            let one = [
                ("legal_name", "Orchard Shelter"),
                ("listed_name", "Orchard Shelter"),
                ("website", domain),
                (
                    "contact_name",
                    if domain == "shelter.example" {
                        "Eva Sample"
                    } else {
                        "Ivo Sample"
                    },
                ),
                ("email", email),
            ];
            self.organization(&one).await;
            let confirm = self.link(email, "/confirm/").await;
            self.press(&confirm, &[]).await;
        }
        self.take("rivals", "letters@coalition.example").await;
        self.take("rival", "ivo@refuge.example").await;
    }

    async fn hands_over(&mut self) {
        let own = self.link("sam@harvest.example", "/my-signature/").await;
        let next = format!("{own}/sign/{NEXT}");
        let page = self.app.get(&next).await.body;
        let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("a form");
        self.press(&next, &[("edition", &rest[..64])]).await;
        self.take("own_links:signed", "sam@harvest.example").await;
        let to = [
            ("next_name", "Noor Haddad"),
            ("next_title", "Organizer"),
            ("next_email", "noor@harvest.example"),
        ];
        self.press(&format!("{own}/contact"), &to).await;
        self.take("handover", "noor@harvest.example").await;
        let link = self.link("noor@harvest.example", "/contact/").await;
        self.press(&link, &[("answer", "refuse")]).await;
        self.take("handed_over:refused", "sam@harvest.example").await;
        self.press(&format!("{own}/contact"), &to).await;
        let link = self.link("noor@harvest.example", "/contact/").await;
        self.press(&link, &[("answer", "accept")]).await;
        self.take("handed_over", "sam@harvest.example").await;
        self.take("own_links:contact", "noor@harvest.example").await;
    }

    async fn saves(&mut self) {
        self.organization(&[("save", "yes"), ("email", "mia@gmail.com")]).await;
        self.take("draft", "mia@gmail.com").await;
    }

    async fn a_flood(&mut self) {
        for n in 0..3 {
            let (email, name) = (format!("member{n}@union.example"), format!("Member {n}"));
            self.app.sign(self.lang, &[("email", &email), ("name", &name)]).await;
            let confirm = self.link(&email, "/confirm/").await;
            self.press(&confirm, &[]).await;
        }
        self.take("surge", "letters@coalition.example").await;
    }

    /// Freezes a bundle, and sends the mail that carries it.
    async fn staff_decide(&mut self) {
        for (number, (name, told, approve)) in [
            ("Granero Sur", "reviewed", true),
            ("Granero Norte", "reviewed:rejected", false),
        ]
        .into_iter()
        .enumerate()
        {
            let address = format!("ines{number}@gmail.com");
            let fields = [
                ("legal_name", name),
                ("listed_name", name),
                ("website", ""),
                ("contact_name", "Inés Vega"),
                ("email", address.as_str()),
            ];
            self.organization(&fields).await;
            let confirm = self.link(&address, "/confirm/").await;
            self.press(&confirm, &[]).await;
            let id = "SELECT MAX(id) AS n FROM signatures WHERE state = 'held'";
            assert!(self.app.review(self.app.count(id), approve));
            self.take(told, &address).await;
        }
    }

    /// Corrects the line of an organization, merges the other one of its name into it, and undoes that.
    async fn staff_amend(&mut self) {
        use undersigned::audit::By;
        use undersigned::review::decide::Seen;
        use undersigned::review::merging::{self, Comparison};
        use undersigned::review::store::shown::{Subject, shown};
        use undersigned::signatures::ids::SignatureId;
        use undersigned::signatures::store::lines::{Line, shown_line};

        let id = |email: &str| {
            let sql = format!("SELECT id AS n FROM signatures WHERE email = '{email}' AND letter = '{LETTER}'");
            SignatureId::new(self.app.count(&sql))
        };
        let ids = [id("eva@shelter.example"), id("ivo@refuge.example")];
        let seen = |tx: &undersigned::store::Tx<'_>, id| {
            let shown = shown(tx, LETTER, id, Subject::Whole)?.expect("a signature");
            Ok::<_, StoreError>(Seen { id, shown })
        };
        self.as_staff(move |tx, desk| {
            let before = shown_line(tx, ids[0])?.expect("a line").line;
            let line = Line {
                city: "Watsonville".to_owned(),
                ..before
            };
            let seen = seen(tx, ids[0])?;
            undersigned::review::lines::correct(tx, desk, By::COMMAND_LINE, LETTER, (&seen, &line)).map(drop)
        });
        self.take("amended", "eva@shelter.example").await;
        self.as_staff(move |tx, desk| {
            let seen = [seen(tx, ids[0])?, seen(tx, ids[1])?];
            merging::compare(tx, desk, By::COMMAND_LINE, LETTER, (&seen, Comparison::Same)).map(drop)
        });
        self.take("amended:merged", "ivo@refuge.example").await;
        self.as_staff(move |tx, desk| merging::undo(tx, desk, By::COMMAND_LINE, (LETTER, ids[1])).map(drop));
        self.take("amended:unmerged", "ivo@refuge.example").await;
    }

    /// Does something as staff do.
    fn as_staff(
        &self,
        work: impl FnOnce(&undersigned::store::Tx<'_>, &MailContext<'_>) -> Result<(), StoreError> + Send + 'static,
    ) {
        let (config, now) = (self.app.parts().config.clone(), self.app.worker.clock.now());
        let mail_domain = self.app.worker.mailer.domain().to_owned();
        let done = self.app.worker.store.write_now(move |tx| {
            let desk = MailContext {
                config: &config,
                mail_domain: &mail_domain,
                now,
            };
            work(tx, &desk)
        });
        done.expect("is done");
    }

    /// Emails that staff choose: about a new organization, and a digest.
    async fn staff_want_to_know(&mut self) {
        let desk = "desk@coalition.example";
        let (id, lang) = (with_password(&self.app, desk, Role::Viewer).await, self.lang);
        for (wish, told, name) in [
            (Wish::Organizations, "staff_organizations", "Cosecha Justa"),
            (Wish::Digest, "staff_digest", "Cosecha Nueva"),
        ] {
            let chosen = self.app.worker.store.write_now(move |tx| {
                accounts::set_lang(tx, id, lang)?;
                let at = DigestHour {
                    hour: 0,
                    zone: "UTC".to_owned(),
                };
                notices::set_hour(tx, id, &at)?;
                let present = (newcomers::last(tx, LETTER)?, rounds::known(tx, LETTER)?);
                notices::choose(tx, id, (LETTER, wish), present)
            });
            chosen.map_err(|error: StoreError| error.to_string()).expect("chooses");
            let site = format!("{}.example", name.replace(' ', "-").to_lowercase());
            let email = format!("luz@{site}");
            let fields = [
                ("legal_name", name),
                ("listed_name", name),
                ("website", &site),
                ("email", &email),
            ];
            self.organization(&fields).await;
            let confirm = self.link(&email, "/confirm/").await;
            self.press(&confirm, &[]).await;
            let texts = self.app.client.rocket().state::<LiveLibrary>();
            let (store, config) = (&self.app.worker.store, &self.app.parts().config);
            let queued = rounds::once(store, texts.expect("managed"), config, "letters.test").await;
            assert_eq!(queued.expect("runs"), 1);
            self.take(told, desk).await;
        }
    }

    /// An organization is invited, and reminded.
    async fn organizations_are_invited(&mut self) {
        let (config, now, lang) = (self.app.parts().config.clone(), self.app.worker.clock.now(), self.lang);
        let guest = Guest {
            name: format!("Faro Nuevo {}", self.behind).trim().to_owned(),
            email: Some("office@faro.example".to_owned()),
            ..Guest::default()
        };
        let invited = self.app.worker.store.write_now(move |tx| {
            let code = Book::of(tx, LETTER)?.invite(tx, &guest, now)?.code;
            inviting::set_lang(tx, LETTER, &code, lang)?;
            let it = inviting::with_code(tx, LETTER, &code)?.expect("is there");
            Ok(it.id)
        });
        let id = invited.map_err(|error: StoreError| error.to_string()).expect("invites");
        for (number, name) in [(0, "invitation"), (1, "invitation:reminder")] {
            let config = config.clone();
            let sent = self.app.worker.store.write_now(move |tx| {
                let context = MailContext {
                    config: &config,
                    mail_domain: "letters.test",
                    now,
                };
                send(tx, &context, id, number)
            });
            assert!(sent.map_err(|error: StoreError| error.to_string()).expect("sends"));
            self.take(name, "office@faro.example").await;
        }
    }

    async fn an_office(&mut self) {
        let pdf = b"%PDF-2.0 sample";
        let (sha256, digest) = (Digest::of(pdf), [7; 32]);
        let parts = self.app.parts();
        crate::shelves::put(&parts.config, &parts.store, digest, ("001-sample.pdf", pdf));
        let (office, behind) = (office(&sha256.hex(), self.behind), self.behind);
        let now = self.app.worker.clock.now();
        let owed = self.app.worker.store.write_now(move |tx| {
            let manifest = manifest(vec![office.clone()]);
            let signers = deliveries::Fingerprint { digest, until: 0 };
            let bundle = deliveries::freeze(tx, &manifest, digest, &signers, now)?;
            let about = deliveries::plan(tx, bundle, &office, sha256.0, now)?;
            let summary = [
                format!("23 constituents in CA-21 signed this letter {behind}")
                    .trim()
                    .to_owned(),
                "2 organizations in California".to_owned(),
            ];
            let owed = NewMail {
                kind: undersigned::delivery::email::KIND,
                about: about.number(),
                payload: &serde_json::json!({
                    "summary": summary,
                    "lead": "23 constituents in CA-21",
                    "contents": "This PDF lists 2 organizations and 20 constituents in CA-21. It counts 3 more signers without their names.",
                    "replaces": format!("This is a revised letter. It replaces the letter we sent you on March 9, 2026. {behind}").trim(),
                    "attachment": "coalition-hr1234-rep-sample-ca21-2026-12-01.pdf",
                    "code": "K7QF-2MXD",
                })
                .to_string(),
                recipient: "desk@office.example",
                message_id: "sample@letters.test",
                repeat: Repeat::Never,
            };
            outbox::store::enqueue(tx, &owed, now)
        });
        owed.map_err(|error: StoreError| error.to_string()).expect("is owed");
        self.take("bundle", "desk@office.example").await;
    }

    async fn nobody_decides_in_time(&mut self) {
        let board = [
            ("legal_name", "Cannery Workers"),
            ("listed_name", "Cannery Workers"),
            ("website", "cannery.example"),
            ("email", "pat@cannery.example"),
            ("authorized", ""),
            ("approver_name", "Rosa Vega"),
            ("approver_email", "rosa@cannery.example"),
        ];
        self.organization(&board).await;
        let confirm = self.link("pat@cannery.example", "/confirm/").await;
        self.press(&confirm, &[]).await;
        self.app.mails().await;
        self.app.worker.clock.shift(57 * 86_400 + 43_200);
        let texts = self.app.client.rocket().state::<LiveLibrary>();
        let (store, config) = (&self.app.worker.store, &self.app.parts().config);
        let reminded = reminders::once(store, texts.expect("managed"), config, "letters.test").await;
        assert_eq!(reminded.expect("runs"), 1);
        self.take("approval:reminder", "rosa@cannery.example").await;
    }
}

fn office(sha256: &str, behind: &str) -> OfficeEntry {
    let file = FileEntry {
        file: "001-sample.pdf".to_owned(),
        sha256: sha256.to_owned(),
        bytes: 15,
    };
    OfficeEntry {
        office: "member:S000000".to_owned(),
        name: "Sample".to_owned(),
        salutation: format!("Dear Representative Sample: {behind}").trim().to_owned(),
        seat: None,
        contacts: Vec::new(),
        capacity: String::new(),
        rules: Vec::new(),
        summary: Vec::new(),
        lead: String::new(),
        attachment: String::new(),
        contents: String::new(),
        replaces: None,
        supplement: None,
        constituents: Count::default(),
        pdf: file.clone(),
        csv: file,
    }
}

fn manifest(offices: Vec<OfficeEntry>) -> Manifest {
    Manifest {
        origins: undersigned::signatures::ByOrigin::default(),
        format: 1,
        letter: LETTER.to_owned(),
        revision: 1,
        round: 0,
        composed_at: String::new(),
        code: "K7QF-2MXD".to_owned(),
        editions: Vec::new(),
        organizations: 2,
        people: Count::default(),
        earlier_revisions: 0,
        demonstration: 0,
        offices,
    }
}
