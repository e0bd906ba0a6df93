//! What servers say in words of their own, if they write no delivery report: in English and Spanish, in small letters.

use super::{Status, Verdict};

/// The mail is late, and a server still tries.
const LATE: &[&str] = &[
    "delayed",
    "delivery delay",
    "will retry",
    "will be retried",
    "keep trying",
    "still trying",
    "continue to try",
    "do not need to resend",
    "don't need to resend",
    "not yet been delivered",
    "se ha retrasado",
    "fue retrasad",
    "con retraso",
    "demorad",
    "seguirá intentando",
    "seguiremos intentando",
    "se volverá a intentar",
    "no es necesario que vuelva a enviar",
];

/// The mail failed for good.
const FAILED: &[&str] = &[
    "permanent error",
    "permanent failure",
    "permanent fatal error",
    "failure notice",
    "delivery failed",
    "delivery failure",
    "delivery has failed",
    "failed permanently",
    "could not be delivered",
    "couldn't be delivered",
    "not be delivered",
    "wasn't delivered",
    "was not delivered",
    "wasn't able to deliver",
    "unable to deliver",
    "undeliverable",
    "undelivered",
    "returned mail",
    "returning message to sender",
    "returned to sender",
    "no such user",
    "user unknown",
    "unknown user",
    "address not found",
    "does not exist",
    "doesn't exist",
    "no mailbox here by that name",
    "error permanente",
    "no se pudo entregar",
    "no se ha podido entregar",
    "no pudo ser entregado",
    "no pudo entregarse",
    "no ha podido ser entregado",
    "no fue entregado",
    "no se entregó",
    "no entregado",
    "no entregable",
    "correo devuelto",
    "mensaje devuelto",
    "dirección no encontrada",
    "no existe",
    "usuario desconocido",
    "usuario inexistente",
];

/// Where the returned mail begins, after a server's own words.
const RETURNED: &[&str] = &[
    "below this line is a copy",
    "this is a copy of the message",
    "this is a copy of your message",
    "copy of the original message",
    "copia del mensaje",
    "original message header",
    "-----original message",
    "received: ",
    "return-path: ",
];

/// How the subject of an automatic reply begins.
const REPLIES: &[&str] = &[
    "automatic reply",
    "auto reply",
    "autoreply",
    "auto-reply",
    "auto:",
    "auto response",
    "auto-response",
    "out of office",
    "out of the office",
    "out-of-office",
    "vacation",
    "away from",
    "respuesta automática",
    "respuesta automatica",
    "autorrespuesta",
    "fuera de la oficina",
    "fuera de oficina",
    "ausente",
];

/// Returns the words before the returned mail.
pub(super) fn before_the_copy(text: &str) -> &str {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let small = line.to_lowercase();
        if end > 0
            && RETURNED
                .iter()
                .any(|mark| small.trim_start_matches(['-', ' ', '>']).starts_with(mark))
        {
            break;
        }
        end += line.len();
    }
    &text[..end]
}

/// Judges a server's own words; `None` if they say neither that the mail failed nor that it is late.
pub(super) fn judge(subject: &str, words: &str) -> Option<Verdict> {
    let (subject, words) = (subject.to_lowercase(), words.to_lowercase());
    let says = |phrases: &[&str]| phrases.iter().any(|it| subject.contains(it) || words.contains(it));
    let status = Status::find(&words);
    if says(LATE) {
        Some(Verdict::Delayed)
    } else if says(FAILED) || status.is_some_and(Status::is_permanent) {
        Some(Verdict::Failed)
    } else {
        status.filter(|it| it.is_temporary()).map(|_| Verdict::Delayed)
    }
}

/// Returns the line that says why: the first with a code, or else the first that says that it failed.
pub(super) fn reason(words: &str) -> &str {
    let lines = || words.lines().map(str::trim).filter(|line| !line.is_empty());
    let coded = lines().find(|line| Status::find(line).is_some());
    let failed = |line: &&str| {
        let small = line.to_lowercase();
        FAILED.iter().any(|it| small.contains(it))
    };
    coded.or_else(|| lines().find(failed)).unwrap_or_default()
}

/// Returns whether a subject is that of an automatic reply.
pub(super) fn is_reply(subject: &str) -> bool {
    let small = subject.trim().to_lowercase();
    REPLIES.iter().any(|it| small.starts_with(it))
}
