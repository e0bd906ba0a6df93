//! Signing on a PostgreSQL, beside a bare loop that sends it the same statements in the same batches: no HTTP, no form, no mail to compose.

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

/// The loop, on the tables that the service has made.
pub struct Bare {
    runtime: Runtime,
    client: Client,
    statements: Vec<Statement>,
    signed: i64,
}

type Value<'v> = &'v (dyn ToSql + Sync);

impl Bare {
    /// Connects.
    pub fn on(url: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let (client, statements) = runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("connects");
            tokio::spawn(connection);
            let set = "SET plan_cache_mode = 'force_generic_plan'";
            client.batch_execute(set).await.expect("is set");
            let mut statements = Vec::new();
            for sql in STATEMENTS {
                statements.push(client.prepare(sql).await.expect(sql));
            }
            (client, statements)
        });
        // Each loop has addresses of its own.
        let signed = i64::from(std::process::id()) << 32;
        Self {
            runtime,
            client,
            statements,
            signed,
        }
    }

    /// Signs for some seconds.
    pub fn sign(&mut self, seconds: u32) -> Pace {
        let (begun, before) = (Instant::now(), self.signed);
        while begun.elapsed() < Duration::from_secs(seconds.into()) {
            self.runtime.block_on(self.batch()).expect("is stored");
            self.signed += BATCH;
        }
        #[expect(clippy::cast_precision_loss, reason = "a rate")]
        let rate = (self.signed - before) as f64 / begun.elapsed().as_secs_f64();
        Pace { rate, p99: 0.0 }
    }

    async fn batch(&self) -> Result<(), Error> {
        self.client.batch_execute(TURN).await?;
        let (quota, links, mails) = (
            self.draw("mail_quota").await?,
            self.draw("links").await?,
            self.draw("outbox").await?,
        );
        self.ask(0, vec![]).await?;
        for (n, ((quota, link), mail)) in (self.signed..).zip(quota.into_iter().zip(links).zip(mails)) {
            self.one(n, [quota, link, mail]).await?;
        }
        self.client.batch_execute("COMMIT").await
    }

    async fn draw(&self, table: &str) -> Result<Vec<i64>, Error> {
        let rows = self.client.query(&self.statements[8], &[&table]).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    async fn ask(&self, at: usize, values: Vec<Value<'_>>) -> Result<Vec<tokio_postgres::Row>, Error> {
        self.client.query(&self.statements[at], &values).await
    }

    /// Sends together what needs no answer of the other, as the service does.
    async fn one(&self, n: i64, [quota, link, mail]: [i64; 3]) -> Result<(), Error> {
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
        after
    }
}
