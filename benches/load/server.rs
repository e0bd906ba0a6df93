//! Signing and confirming on a PostgreSQL, beside a bare loop that sends it the same statements in the same batches: no HTTP, no form, no
//! mail to compose.

use std::time::{Duration, Instant};

use futures_util::future::{join, join_all};
use tokio::runtime::Runtime;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Error, NoTls, Statement};

use super::http::Pace;

/// How many signatures one commit of the loop has: about as many as the service's with 64 connections.
const BATCH: i64 = 32;

const TURN: &str = "BEGIN; SELECT pg_advisory_xact_lock(731086873, hashtext(current_schema()))";

/// What the service asks and writes for a person's signature, in this order; the first one once a batch.
const STATEMENTS: [&str; 9] = [
    "SELECT number FROM publication WHERE one = 1",
    "SELECT 1 AS n FROM closed_mailboxes WHERE digest = $1 OR digest = $2 LIMIT 1",
    "INSERT INTO mail_quota (id, address, sent_at) VALUES ($1, $2, $3)",
    "INSERT INTO letter_mails (mailbox, sent) VALUES ($1, 1)
       ON CONFLICT (mailbox) DO UPDATE SET sent = letter_mails.sent + 1 WHERE letter_mails.sent < 5",
    "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city, region,
       country, lang, revision, edition, created_at, state_at)
     VALUES ('bare', 'person', 'pending', $1, $1, $1, 'Ana Prueba', convert_to('Ana Prueba', 'UTF8'), 'full', 'Fresno', 'CA', 'US', 'en', 1,
       decode(repeat('00', 32), 'hex'), $2, $2) ON CONFLICT (letter, asker_key) DO NOTHING RETURNING id",
    "INSERT INTO people (signature, name, postal_code, congress, district, district_found) VALUES ($1, 'Ana Prueba', '93701', 119, 21, 'unique')",
    "INSERT INTO links (id, signature, nonce, created_at, confirm_until, own_until, origin, origin_range) VALUES ($1, $2, $3, $4, $4, $4, $5, $5)",
    "INSERT INTO outbox (id, kind, subject_id, payload, recipient, message_id, due_at, created_at) VALUES ($1, 'bare', 1, '', $2, $3, $4, $4)",
    "SELECT nextval(pg_get_serial_sequence($1, 'id')) FROM generate_series(1, 32)",
];

/// What the service asks when a person confirms, in this order. `$1` is the link, the signature or the letter.
const ASKED: [&str; 8] = [
    "SELECT id, signature, decider, nonce, confirm_until, own_until, handed_over_at IS NOT NULL AS over FROM links WHERE id = $1",
    "SELECT s.id, s.letter, s.email, s.kind, s.listed_name, s.listing, s.city, s.region, s.country, s.edition, s.lang, s.revision, s.state, s.version,
       s.consent, p.title, p.affiliation, p.comment, o.approved_at IS NULL AND EXISTS (SELECT 1 FROM deciders d WHERE d.signature = s.id) AS decided,
       (SELECT COUNT(*) FROM deciders d WHERE d.signature = s.id) AS deciders
     FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id WHERE s.id = $1",
    "SELECT s.letter, s.kind, s.asker_key, s.signer_key, s.mail_domain, s.flood_base, s.flood_suffix, s.flags, s.listed_name, o.legal_name,
       o.website_domain, o.verification, o.listed_key FROM signatures s LEFT JOIN organizations o ON o.signature = s.id WHERE s.id = $1",
    "SELECT id FROM signatures WHERE letter = 'bare' AND asker_key > $1 || '#w' AND asker_key < $1 || '#x' AND state IN ('withdrawn', 'declined')
     ORDER BY id",
    "SELECT 1 AS n FROM blocklist WHERE letter = 'bare' AND digest IN ($1, $1) LIMIT 1",
    "SELECT released_at IS NOT NULL AS released FROM surges WHERE letter = 'bare' AND domain = $1",
    "SELECT COUNT(*) AS n FROM (SELECT 1 FROM signatures WHERE letter = 'bare' AND mail_domain = $1 AND confirmed_at > 0 LIMIT 30) recent",
    "SELECT state, letter FROM signatures WHERE id = $1",
];

/// What it writes then, and asks of the mail in between.
const WRITTEN: [&str; 8] = [
    "UPDATE signatures SET state = 'confirmed', state_at = 1, confirmed_at = COALESCE(confirmed_at, 1), counted_at = 1 WHERE id = $1",
    "INSERT INTO tally (letter, revision, organizations, people, unlisted) SELECT letter, revision, 0, 1, 0 FROM signatures WHERE id = $1
     ON CONFLICT (letter, revision) DO UPDATE SET people = tally.people + excluded.people",
    "INSERT INTO tally_places (letter, kind, place, listed) SELECT letter, kind, COALESCE(region, ''), 1 FROM signatures WHERE id = $1
     ON CONFLICT (letter, kind, place) DO UPDATE SET listed = tally_places.listed + 1",
    "INSERT INTO signature_events (signature, number, at, actor, act, state_before, state_after)
     SELECT $1, COALESCE(MAX(number), 0) + 1, 1, 'signer', 'counted', 'pending', 'confirmed' FROM signature_events WHERE signature = $1",
    "DELETE FROM letter_mails WHERE mailbox = $1",
    "UPDATE links SET used_at = COALESCE(used_at, 1) WHERE id = $1",
    "SELECT l.origin, CASE WHEN o.id IS NULL THEN l.created_at ELSE COALESCE(o.settled_at, 1) END AS sent_at FROM links l
     LEFT JOIN outbox o ON o.kind = 'bare' AND o.subject_id = l.signature AND o.payload = 'none' WHERE l.id = $1",
    "INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, due_at, created_at) VALUES ('thanks', $1, '', $2, $2, 1, 1) RETURNING id",
];

/// The loop, on the tables that the service has made.
pub struct Bare {
    runtime: Runtime,
    client: Client,
    statements: Vec<Statement>,
    asked: Vec<Statement>,
    written: Vec<Statement>,
    signed: i64,
    /// The signatures, each with its link, that it has not confirmed.
    pending: Vec<(i64, i64)>,
}

type Value<'v> = &'v (dyn ToSql + Sync);

impl Bare {
    /// Connects.
    pub fn on(url: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let (client, [statements, asked, written]) = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("connects");
            tokio::spawn(connection);
            let set = "SET plan_cache_mode = 'force_generic_plan'";
            client.batch_execute(set).await.expect("is set");
            let mut all = [const { Vec::new() }; 3];
            for (prepared, list) in all.iter_mut().zip([&STATEMENTS[..], &ASKED, &WRITTEN]) {
                for sql in list {
                    prepared.push(client.prepare(sql).await.expect(sql));
                }
            }
            (client, all)
        });
        // Each loop has addresses of its own.
        let signed = i64::from(std::process::id()) << 32;
        Self {
            runtime,
            client,
            statements,
            asked,
            written,
            signed,
            pending: Vec::new(),
        }
    }

    /// Signs for some seconds.
    pub fn sign(&mut self, seconds: u32) -> Pace {
        let (begun, before) = (Instant::now(), self.signed);
        while begun.elapsed() < Duration::from_secs(seconds.into()) {
            let signed = self.runtime.block_on(self.batch()).expect("is stored");
            self.pending.extend(signed);
            self.signed += BATCH;
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let rate = (self.signed - before) as f64 / begun.elapsed().as_secs_f64();
        Pace { rate, p99: 0.0 }
    }

    /// Confirms so many of those that it has signed.
    pub fn confirm(&mut self, signatures: usize) -> Pace {
        let begun = Instant::now();
        let left = self.pending.len().checked_sub(signatures).expect("so many have signed");
        let taken = self.pending.split_off(left);
        for together in taken.chunks(usize::try_from(BATCH).expect("is small")) {
            self.runtime
                .block_on(self.confirm_together(together))
                .expect("is stored");
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let rate = signatures as f64 / begun.elapsed().as_secs_f64();
        Pace { rate, p99: 0.0 }
    }

    async fn confirm_together(&self, together: &[(i64, i64)]) -> Result<(), Error> {
        self.client.batch_execute(TURN).await?;
        for (signature, link) in together {
            self.confirm_one(*signature, *link).await?;
        }
        self.client.batch_execute("COMMIT").await
    }

    async fn confirm_one(&self, signature: i64, link: i64) -> Result<(), Error> {
        let (name, digest) = (
            format!("c{signature}@bare.example"),
            [signature.to_be_bytes(); 4].concat(),
        );
        let asks: [Value<'_>; 7] = [&signature, &signature, &name, &digest, &name, &name, &signature];
        let ask = async |at: usize, value: Value<'_>| self.client.query(&self.asked[at], &[value]).await;
        let (before, linked) = join(self.client.batch_execute("SAVEPOINT one"), ask(0, &link)).await;
        before?;
        linked?;
        for (at, value) in (1..).zip(asks) {
            ask(at, value).await?;
        }
        // What needs no answer goes with the next question, as the service sends it.
        let told = [
            self.write(0, vec![&signature]),
            self.write(1, vec![&signature]),
            self.write(2, vec![&signature]),
            self.write(3, vec![&signature]),
            self.write(4, vec![&signature]),
            self.write(5, vec![&link]),
            self.write(6, vec![&link]),
        ];
        join_all(told).await.into_iter().collect::<Result<Vec<_>, _>>()?;
        let (owed, after) = join(
            self.write(7, vec![&signature, &name]),
            self.client.batch_execute("RELEASE one"),
        )
        .await;
        owed?;
        after
    }

    async fn write(&self, at: usize, values: Vec<Value<'_>>) -> Result<Vec<tokio_postgres::Row>, Error> {
        self.client.query(&self.written[at], &values).await
    }

    async fn batch(&self) -> Result<Vec<(i64, i64)>, Error> {
        self.client.batch_execute(TURN).await?;
        let (quota, links, mails) = (
            self.draw("mail_quota").await?,
            self.draw("links").await?,
            self.draw("outbox").await?,
        );
        self.ask(0, vec![]).await?;
        let mut signed = Vec::new();
        for (n, ((quota, link), mail)) in (self.signed..).zip(quota.into_iter().zip(links).zip(mails)) {
            signed.push((self.one(n, [quota, link, mail]).await?, link));
        }
        self.client.batch_execute("COMMIT").await?;
        Ok(signed)
    }

    async fn draw(&self, table: &str) -> Result<Vec<i64>, Error> {
        let rows = self.client.query(&self.statements[8], &[&table]).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    async fn ask(&self, at: usize, values: Vec<Value<'_>>) -> Result<Vec<tokio_postgres::Row>, Error> {
        self.client.query(&self.statements[at], &values).await
    }

    /// Sends together what needs no answer of the other, as the service does.
    async fn one(&self, n: i64, [quota, link, mail]: [i64; 3]) -> Result<i64, Error> {
        let (email, digest, now) = (
            format!("b{n}@signers{}.example", n % 1000),
            [n.to_be_bytes(); 4].concat(),
            n,
        );
        let (before, closed) = join(
            self.client.batch_execute("SAVEPOINT one"),
            self.ask(1, vec![&digest, &digest]),
        )
        .await;
        before?;
        closed?;
        let both = [self.ask(2, vec![&quota, &digest, &now]), self.ask(3, vec![&n])];
        join_all(both).await.into_iter().collect::<Result<Vec<_>, _>>()?;
        let signature: i64 = self.ask(4, vec![&email, &now]).await?[0].get(0);
        let nonce = &digest[..16];
        let rest = [
            self.ask(5, vec![&signature]),
            self.ask(6, vec![&link, &signature, &nonce, &now, &digest]),
            self.ask(7, vec![&mail, &email, &email, &now]),
        ];
        let (rest, after) = join(join_all(rest), self.client.batch_execute("RELEASE one")).await;
        rest.into_iter().collect::<Result<Vec<_>, _>>()?;
        after?;
        Ok(signature)
    }
}
