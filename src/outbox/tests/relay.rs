//! A test relay that answers according to a script.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::outbox::failure::Step;

/// What the relay does at a step.
#[derive(Clone, Debug)]
pub(crate) enum Say {
    /// Answers as a working relay does.
    Usual,
    /// Sends these octets.
    Bytes(Vec<u8>),
    /// Never answers.
    Nothing,
    /// Closes the connection.
    Close,
    /// Sends these words, then closes the connection.
    Last(&'static str),
}

/// Answers a line, given without its end.
pub(crate) fn line(words: &str) -> Say {
    Say::Bytes(format!("{words}\r\n").into_bytes())
}

/// The position in a conversation.
pub(crate) struct At<'a> {
    pub(crate) step: Step,
    pub(crate) recipient: &'a str,
}

type Script = Arc<dyn Fn(&At<'_>) -> Say + Send + Sync>;

#[derive(Default)]
struct Seen {
    /// Every message whose final dot came, with its recipient, regardless of the reply.
    messages: Vec<(String, String)>,
    /// The sender of every envelope.
    senders: Vec<String>,
    /// Every step of every conversation.
    steps: Vec<Step>,
    connections: usize,
    /// What the client answered to a `334`.
    answers: Vec<String>,
    /// The number of conversations that ended with `QUIT`.
    farewells: usize,
    open: usize,
    most_open: usize,
}

pub(crate) struct Relay {
    pub(crate) port: u16,
    script: Arc<Mutex<Script>>,
    seen: Arc<Mutex<Seen>>,
    offers: Arc<Mutex<&'static str>>,
}

impl Relay {
    pub(crate) async fn usual() -> Self {
        Self::that(|_| Say::Usual).await
    }

    pub(crate) async fn that(script: impl Fn(&At<'_>) -> Say + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let relay = Self {
            port,
            script: Arc::new(Mutex::new(Arc::new(script))),
            seen: Arc::default(),
            offers: Arc::new(Mutex::new("8BITMIME")),
        };
        let (script, seen, offers) = (
            Arc::clone(&relay.script),
            Arc::clone(&relay.seen),
            Arc::clone(&relay.offers),
        );
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (script, seen, offers) = (Arc::clone(&script), Arc::clone(&seen), Arc::clone(&offers));
                {
                    let mut seen = seen.lock().expect("seen");
                    seen.connections += 1;
                    seen.open += 1;
                    seen.most_open = seen.most_open.max(seen.open);
                }
                tokio::spawn(async move {
                    converse(stream, script, &seen, &offers).await;
                    seen.lock().expect("seen").open -= 1;
                });
            }
        });
        relay
    }

    /// Changes the script.
    pub(crate) fn now(&self, script: impl Fn(&At<'_>) -> Say + Send + Sync + 'static) {
        *self.script.lock().expect("the script") = Arc::new(script);
    }

    /// Sets what it offers at `EHLO`: keywords, with `\r\n250-` between them.
    pub(crate) fn offers(&self, words: &'static str) {
        *self.offers.lock().expect("offers") = words;
    }

    /// Returns how many copies of a mail it may have accepted for a recipient.
    pub(crate) fn copies(&self, recipient: &str) -> usize {
        let seen = self.seen.lock().expect("seen");
        seen.messages.iter().filter(|(to, _)| to == recipient).count()
    }

    pub(crate) fn recipients(&self) -> Vec<String> {
        let seen = self.seen.lock().expect("seen");
        seen.messages.iter().map(|(to, _)| to.clone()).collect()
    }

    pub(crate) fn messages(&self) -> Vec<String> {
        let seen = self.seen.lock().expect("seen");
        seen.messages.iter().map(|(_, message)| message.clone()).collect()
    }

    pub(crate) fn senders(&self) -> Vec<String> {
        self.seen.lock().expect("seen").senders.clone()
    }

    /// Returns how often a step was reached.
    pub(crate) fn times(&self, step: Step) -> usize {
        let seen = self.seen.lock().expect("seen");
        seen.steps.iter().filter(|it| **it == step).count()
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.lock().expect("seen").connections
    }

    pub(crate) fn answers(&self) -> Vec<String> {
        self.seen.lock().expect("seen").answers.clone()
    }

    pub(crate) fn farewells(&self) -> usize {
        self.seen.lock().expect("seen").farewells
    }

    pub(crate) fn most_open(&self) -> usize {
        self.seen.lock().expect("seen").most_open
    }
}

async fn converse(
    stream: TcpStream,
    script: Arc<Mutex<Script>>,
    seen: &Mutex<Seen>,
    offers: &Mutex<&'static str>,
) -> Option<()> {
    let mut stream = BufReader::new(stream);
    let mut recipient = String::new();
    let greeting = (Step::Greeting, "");
    let mut said = say(&mut stream, &script, seen, greeting, "220 relay.example ESMTP").await?;
    loop {
        let mut command = String::new();
        if stream.read_line(&mut command).await.ok()? == 0 {
            return None;
        }
        let verb = command
            .trim()
            .split([' ', ':'])
            .next()
            .unwrap_or_default()
            .to_uppercase();
        let offered = format!("250-relay.example\r\n250-{}", offers.lock().expect("offers"));
        // The last line has a blank in place of the hyphen.
        let offered = match offered.rsplit_once("250-") {
            Some((before, last)) => format!("{before}250 {last}"),
            None => offered,
        };
        let (step, usual) = match verb.as_str() {
            "EHLO" => (Step::Hello, offered.as_str()),
            "STARTTLS" => (Step::StartTls, "220 2.0.0 go ahead"),
            "AUTH" => (Step::Auth, "235 2.7.0 welcome"),
            "MAIL" => (sender(seen, &command), "250 2.1.0 ok"),
            "RCPT" => {
                let address = command.split(['<', '>']).nth(1).unwrap_or_default();
                address.clone_into(&mut recipient);
                (Step::Recipient, "250 2.1.5 ok")
            }
            "DATA" => (Step::Data, "354 go ahead"),
            "RSET" => (Step::Reset, "250 2.0.0 ok"),
            "QUIT" => {
                seen.lock().expect("seen").farewells += 1;
                return None;
            }
            _ if said.starts_with("334") => {
                seen.lock().expect("seen").answers.push(command.trim().to_owned());
                (Step::Auth, "235 2.7.0 welcome")
            }
            _ => return None,
        };
        said = say(&mut stream, &script, seen, (step, &recipient), usual).await?;
        if step == Step::Data && said.starts_with("354") {
            let message = message(&mut stream).await?;
            seen.lock().expect("seen").messages.push((recipient.clone(), message));
            say(
                &mut stream,
                &script,
                seen,
                (Step::End, &recipient),
                "250 2.0.0 queued as 1",
            )
            .await?;
        }
    }
}

/// Notes the envelope's sender.
fn sender(seen: &Mutex<Seen>, command: &str) -> Step {
    let address = command.split(['<', '>']).nth(1).unwrap_or_default();
    seen.lock().expect("seen").senders.push(address.to_owned());
    Step::Sender
}

async fn message(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut message = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(message);
        }
        message.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

/// Sends the scripted answer, and returns it; `None` if the connection is closed.
async fn say(
    stream: &mut BufReader<TcpStream>,
    script: &Mutex<Script>,
    seen: &Mutex<Seen>,
    (step, recipient): (Step, &str),
    usual: &str,
) -> Option<String> {
    seen.lock().expect("seen").steps.push(step);
    let script = Arc::clone(&script.lock().expect("the script"));
    let (bytes, ends) = match script(&At { step, recipient }) {
        Say::Usual => (format!("{usual}\r\n").into_bytes(), false),
        Say::Bytes(bytes) => (bytes, false),
        Say::Last(words) => (format!("{words}\r\n").into_bytes(), true),
        Say::Close => return None,
        Say::Nothing => {
            // It sends until the other side closes.
            let mut rest = String::new();
            while stream.read_line(&mut rest).await.ok()? > 0 {}
            return None;
        }
    };
    stream.write_all(&bytes).await.ok()?;
    stream.flush().await.ok()?;
    (!ends).then(|| String::from_utf8_lossy(&bytes).into_owned())
}
