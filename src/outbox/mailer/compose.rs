//! Builds headers and bodies with lettre. Names of people and organizations may contain anything (`Ruiz, Ana; "Director"`): they are never
//! parsed, but quoted or encoded as RFC 5322 and 2047 ask.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart, header};
use lettre::{Address, Message};

use super::MailerError;
use crate::outbox::{Correspondent, Due, Mail, MailClass};

/// Builds a mail's message, dated `now`.
pub(super) fn message(sender: &Mailbox, due: &Due, mail: Mail, now: Timestamp) -> anyhow::Result<(Address, Vec<u8>)> {
    let recipient: Address = due
        .recipient
        .parse()
        .map_err(|_| anyhow::anyhow!("the recipient's address can't receive email"))?;
    let whom = match &mail.manner {
        MailClass::Personal { to: Some(name), .. } => named(name, recipient.clone()),
        _ => Mailbox::new(None, recipient.clone()),
    };
    let builder = Message::builder()
        // Otherwise lettre would use the system's clock.
        .date(SystemTime::UNIX_EPOCH + Duration::from_micros(now.as_microsecond().unsigned_abs()))
        .from(sender.clone())
        .to(whom)
        .subject(one_line(&mail.subject))
        .message_id(Some(format!("<{}>", due.message_id)));
    let builder = match mail.manner {
        MailClass::Automatic => builder.header(AutoSubmitted("auto-generated".to_owned())),
        MailClass::Personal { reply_to, .. } => builder.reply_to(mailbox(&reply_to)?),
        MailClass::News {
            reply_to,
            list,
            unsubscribe,
        } => builder
            .reply_to(mailbox(&reply_to)?)
            .header(ListId(format!("<{list}.{}>", sender.email.domain())))
            .header(ListUnsubscribe(format!("<{unsubscribe}>")))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned())),
    };
    let words = MultiPart::alternative().singlepart(SinglePart::plain(mail.text));
    let html = SinglePart::html(mail.html);
    let words = match mail.logo {
        Some(logo) => words.multipart(
            MultiPart::related()
                .singlepart(html)
                .singlepart(Attachment::new_inline(logo.id.clone()).body(logo.bytes.clone(), "image/png".parse()?)),
        ),
        None => words.singlepart(html),
    };
    if mail.attachments.is_empty() {
        return Ok((recipient, builder.multipart(words)?.formatted()));
    }
    let mut parts = MultiPart::mixed().multipart(words);
    for file in mail.attachments {
        let kind = file.media_type.parse()?;
        parts = parts.singlepart(Attachment::new(file.name).body(file.bytes, kind));
    }
    Ok((recipient, builder.multipart(parts)?.formatted()))
}

fn mailbox(whose: &Correspondent) -> anyhow::Result<Mailbox> {
    let address = whose.address.parse();
    let address = address.map_err(|_| anyhow::anyhow!("{} is not a valid reply-to address", whose.address))?;
    Ok(named(&whose.name, address))
}

fn named(name: &str, address: Address) -> Mailbox {
    let name = one_line(name);
    Mailbox::new((!name.is_empty()).then_some(name), address)
}

/// Parses `mail.sender`: a name, then the address in angle brackets, or the address alone. The name needs no quotes, whatever it contains.
pub(super) fn sender(text: &str) -> Result<Mailbox, MailerError> {
    let text = text.trim();
    let (name, address) = match text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
        Some((name, address)) => (name.trim(), address.trim()),
        None => ("", text),
    };
    let address = address.parse();
    let address = address.map_err(|error: lettre::address::AddressError| MailerError::Sender(error.to_string()))?;
    Ok(named(&unquoted(name), address))
}

/// Removes the RFC 5322 quotes from a quoted name.
fn unquoted(name: &str) -> String {
    let Some(inner) = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return name.to_owned();
    };
    let (mut plain, mut escaped) = (String::new(), false);
    for c in inner.chars() {
        escaped = c == '\\' && !escaped;
        if !escaped {
            plain.push(c);
        }
    }
    plain
}

/// Replaces each run of blanks, line breaks and control characters by one blank.
fn one_line(text: &str) -> String {
    let blank: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    blank.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Defines a header with plain text as its value.
macro_rules! text_header {
    ($(#[$about:meta])* $name:ident, $field:literal) => {
        $(#[$about])*
        #[derive(Clone)]
        struct $name(String);

        impl header::Header for $name {
            fn name() -> header::HeaderName {
                header::HeaderName::new_from_ascii_str($field)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> header::HeaderValue {
                header::HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}

text_header!(
    /// The header of RFC 3834, which keeps auto-responders from answering a confirmation.
    AutoSubmitted,
    "Auto-Submitted"
);
text_header!(
    /// The header of RFC 2919; it also keeps auto-responders away.
    ListId,
    "List-Id"
);
text_header!(
    /// The header of RFC 2369.
    ListUnsubscribe,
    "List-Unsubscribe"
);
text_header!(
    /// The header of RFC 8058: a `POST` to the address above, with this as its body, unsubscribes.
    ListUnsubscribePost,
    "List-Unsubscribe-Post"
);

#[cfg(test)]
mod tests;
