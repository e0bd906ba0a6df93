//! The figures that staff see are what counting everything would find, whatever was done: each test's service is checked when the test ends.

use std::collections::BTreeMap;

use undersigned::clock::{Clock, from_micros};
use undersigned::dashboard::figures::{Both, Topic};
use undersigned::dashboard::follower;
use undersigned::dashboard::store::{AsOf, ZONE, figures};
use undersigned::store::{Read, Store, StoreError};

use crate::app::{LETTER, TestApp};

/// A letter's count of a value.
type Counts = BTreeMap<(String, String, String), (i64, i64)>;

/// What is counted, by an expression, among which signatures.
const TOPICS: &[(&str, &str, &str)] = &[
    ("state", "s.state", "s.id > 0"),
    ("step", "'stored'", "s.id > 0"),
    ("step", "'proven'", "s.confirmed_at IS NOT NULL"),
    ("place", "COALESCE(s.region, lower(s.country))", "s.state = 'confirmed'"),
    ("language", "s.lang", "s.state = 'confirmed'"),
    ("source", "COALESCE(s.source, '')", "s.state = 'confirmed'"),
    ("origin", "s.origin", "s.state = 'confirmed'"),
    (
        "district",
        "COALESCE(p.congress || '/' || s.region || '-' || p.district, '')",
        "s.state = 'confirmed' AND s.kind = 'person' AND s.region IS NOT NULL",
    ),
    (
        "invitation",
        "'yes'",
        "s.state = 'confirmed' AND o.invitation IS NOT NULL",
    ),
];

/// Counts every signature.
fn counted(db: &Read<'_>) -> Result<Counts, StoreError> {
    let mut counts = Counts::new();
    for (topic, value, among) in TOPICS {
        let sql = format!(
            "SELECT s.letter, {value} AS value, COUNT(*) FILTER (WHERE s.kind = 'organization') AS organizations,
               COUNT(*) FILTER (WHERE s.kind = 'person') AS people
             FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
             WHERE {among} GROUP BY 1, 2"
        );
        let rows = db.all(&sql, [], |row| {
            let key = (row.get("letter")?, (*topic).to_owned(), row.get("value")?);
            Ok((key, (row.get("organizations")?, row.get("people")?)))
        })?;
        counts.extend(rows);
    }
    let zone = jiff::tz::TimeZone::get(ZONE).expect("a zone");
    let sql = "SELECT letter, kind, confirmed_at FROM signatures WHERE state = 'confirmed'";
    let days = db.all(sql, [], |row| {
        let day = from_micros(row.get("confirmed_at")?).to_zoned_datetime(zone.clone());
        let key = (row.get("letter")?, "day".to_owned(), day.date().to_string());
        Ok((key, row.get::<String>("kind")?))
    })?;
    for (key, kind) in days {
        let both = counts.entry(key).or_default();
        if kind == "person" {
            both.1 += 1;
        } else {
            both.0 += 1;
        }
    }
    Ok(counts)
}

fn added_up(db: &Read<'_>) -> Result<Counts, StoreError> {
    let sql = "SELECT letter, topic, value, organizations, people FROM figures";
    let rows = db.all(sql, [], |row| {
        let key = (row.get("letter")?, row.get("topic")?, row.get("value")?);
        Ok((key, (row.get("organizations")?, row.get("people")?)))
    })?;
    Ok(rows.into_iter().collect())
}

/// Checks that the figures are right once the follower has caught up. What a test wrote into the tables by itself is in no figure, and it
/// confirmed at the beginning of time.
pub fn hold(store: &Store, clock: &Clock) {
    let sql = "SELECT id FROM signatures WHERE confirmed_at < 86400000000 LIMIT 1";
    let made_up = store.read_now(|db| db.one(sql, [], |_| Ok(())));
    if made_up
        .map_err(|error: StoreError| error.to_string())
        .expect("reads")
        .is_some()
    {
        return;
    }
    match follower::catch_up_all(store, clock) {
        // A test moved the file away.
        Err(StoreError::Moved(_)) => return,
        added => added.expect("adds up"),
    };
    let found = store.read_now(|db| Ok::<_, StoreError>((added_up(db)?, counted(db)?)));
    let (added, counted) = found.expect("reads");
    assert_eq!(added, counted, "left: added up; right: counted");
}

/// Numbers that look random, and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Signs as one of a few people or organizations, in one of several ways.
async fn sign(app: &TestApp, chance: &mut Chance) {
    let n = chance.below(12);
    let place = [("CA", "93701"), ("TX", "79901"), ("NY", "10001")][usize::try_from(n % 3).expect("small")];
    let lang = if chance.below(3) == 0 { "es" } else { "en" };
    let via = ["", "qr", "mail"][usize::try_from(chance.below(3)).expect("small")];
    if n < 9 {
        let (email, name) = (format!("person-{n}@family-{n}.example"), format!("Person {n}"));
        let fields = [
            ("email", email.as_str()),
            ("name", &name),
            ("state", place.0),
            ("postal_code", place.1),
            ("via", via),
        ];
        app.sign(lang, &fields).await;
    } else {
        let (name, site) = (format!("Orchard Circle {n}"), format!("orchard-{n}.example"));
        let email = format!("office@{site}");
        let fields = [
            ("legal_name", name.as_str()),
            ("listed_name", &name),
            ("website", &site),
            ("email", &email),
            ("state", place.0),
            ("via", via),
        ];
        app.sign_organization_in(lang, &fields).await;
    }
}

#[rocket::async_test]
async fn the_figures_follow_whatever_happens_in_any_order() {
    let app = TestApp::with(
        "[default.quotas]\nmails_per_day_per_recipient = 500\nmails_per_letter_per_recipient = 500\ncounted_per_day_per_domain = 500",
    )
    .await;
    let mut chance = Chance(20_261_201);
    let (mut confirming, mut own): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for step in 0..120 {
        app.worker.clock.shift(3_600);
        let before = app.mails().await.len();
        let of = |links: &[String], at: u64| links.get(usize::try_from(at).expect("small")).cloned();
        match chance.below(10) {
            0..=3 => sign(&app, &mut chance).await,
            4..=6 => {
                if let Some(link) = of(&confirming, chance.below(confirming.len().max(1) as u64)) {
                    app.post(&link, &[]).await;
                }
            }
            7 => {
                if let Some(link) = of(&own, chance.below(own.len().max(1) as u64)) {
                    let act = ["withdraw", "remove"][usize::try_from(chance.below(2)).expect("small")];
                    app.post(&format!("{link}/{act}"), &[("sure", "yes")]).await;
                }
            }
            8 => drop(app.reject(i64::try_from(chance.below(12) + 1).expect("small"))),
            _ => drop(app.approve(i64::try_from(chance.below(12) + 1).expect("small"), None)),
        }
        for (_, _, text) in app.mails().await.into_iter().skip(before) {
            let links = text
                .split_whitespace()
                .filter_map(|word| word.strip_prefix("http://letters.test"));
            for link in links.map(str::to_owned) {
                if link.contains("/confirm/") {
                    confirming.push(link);
                } else if link.contains("/my-signature/") {
                    own.push(link);
                }
            }
        }
        if step % 7 == 0 {
            hold(&app.worker.store, &app.worker.clock);
        }
    }
    let gone = app.count("SELECT COUNT(*) AS n FROM signature_events WHERE state_before = 'confirmed'");
    let counted = app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'confirmed'");
    assert!(gone > 1 && counted > 3, "enough happened: {gone}, {counted}");
}

#[rocket::async_test]
async fn a_signature_costs_one_row_for_its_block_and_is_in_the_figures_after_the_next_round() {
    let app = TestApp::start().await;
    let known = || app.worker.store.read_now(|db| figures(db, LETTER)).expect("reads");
    assert_eq!(known().1, AsOf::Now);
    app.sign_and_confirm("en", &[]).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM changed_blocks"), 1);
    assert_eq!(known().1, AsOf::Never);
    follower::catch_up_all(&app.worker.store, &app.worker.clock).expect("adds up");
    let (found, as_of) = known();
    let one = Both {
        organizations: 0,
        people: 1,
    };
    assert_eq!((found.get(Topic::Place, "CA"), as_of), (one, AsOf::Now));
    let before = app.worker.clock.now().as_microsecond();
    app.worker.clock.shift(60);
    app.sign_and_confirm("en", &[("email", "b@example.org"), ("name", "Bo Diaz")])
        .await;
    let (found, as_of) = known();
    assert_eq!(found.get(Topic::Place, "CA"), one);
    assert!(matches!(as_of, AsOf::Moment(at) if at <= before), "{as_of:?}");
}
