use super::*;

fn reply(words: &str) -> Reply {
    let (code, rest) = words.split_once(' ').unwrap_or((words, ""));
    Reply {
        code: code.parse().expect("a code"),
        lines: vec![rest.to_owned()],
    }
}

fn of(step: Step, words: &str) -> Verdict {
    let what = FailureKind::Refused(reply(words));
    judge(&RelayFailure { step, what }, Repeat::Allowed)
}

/// Replies to `RCPT` that are about us: all mail waits, including this one.
#[rstest::rstest]
#[case("550 5.4.5 Daily user sending limit exceeded.")]
#[case("550 5.4.5 Daily SMTP relay limit exceeded for customer.")]
#[case("421 4.7.0 Your IP is blocked, closing connection.")]
#[case("421 Too many messages in this session")]
#[case("421 4.7.28 Our system has detected an unusual rate of mail")]
#[case("450 4.7.28 Our system has detected an unusual rate of unsolicited mail from your IP address")]
#[case("451 4.7.1 Your IP is blocked for now")]
#[case("450 4.7.1 You have exceeded your hourly limit")]
#[case("452 4.5.3 Too many messages in this hour")]
#[case("554 You have reached your daily limit")]
#[case("530 5.7.0 Authentication required")]
#[case("530 5.7.57 Client not authenticated to send mail")]
#[case("535 5.7.8 Authentication credentials invalid")]
#[case("454 4.7.0 Temporary authentication failure")]
#[case("538 5.7.11 Encryption required for requested authentication mechanism")]
#[case("550 5.7.60 Client does not have permissions to send as this sender")]
#[case("550 5.7.26 This mail is unauthenticated")]
#[case("550 5.1.8 Access denied, bad outbound sender")]
#[case("553 5.1.7 bad sender")]
fn a_reply_about_us_pauses_all_mail_and_counts_against_none(#[case] words: &str) {
    for step in [Step::Recipient, Step::Data] {
        let verdict = of(step, words);
        assert!(matches!(verdict.attempt, Attempt::Held(_)), "{words}: {verdict:?}");
        assert_eq!(
            (verdict.relay, verdict.domain),
            (RelayVerdict::Down, DomainVerdict::Nothing),
            "{words}"
        );
    }
}

/// Replies that concern the recipient or the message alone, and whether it may work later.
#[rstest::rstest]
#[case(
    "450 4.2.1 The user you are trying to contact is receiving mail too quickly",
    true,
    DomainVerdict::Nothing
)]
#[case("450 4.2.1 This mailbox is over its rate limit", true, DomainVerdict::Nothing)]
#[case("452 4.2.2 mailbox full", true, DomainVerdict::Nothing)]
#[case("552 5.2.2 mailbox full", true, DomainVerdict::Nothing)]
#[case(
    "450 4.1.2 Recipient address rejected: Domain not found",
    true,
    DomainVerdict::DefersAll
)]
#[case("451 4.4.1 no answer from host", true, DomainVerdict::DefersAll)]
#[case(
    "451 4.7.1 Greylisting in action, please come back later",
    true,
    DomainVerdict::Defers
)]
#[case("450 4.7.1 <x>: Recipient address rejected: Greylisted", true, DomainVerdict::Defers)]
#[case("451 temporary lookup failure", true, DomainVerdict::Defers)]
#[case("550 5.1.1 no such user", false, DomainVerdict::Nothing)]
#[case("550 no such user", false, DomainVerdict::Nothing)]
#[case("553 5.1.3 bad address syntax", false, DomainVerdict::Nothing)]
#[case("550 5.2.1 mailbox disabled", false, DomainVerdict::Nothing)]
fn a_reply_about_the_recipient_concerns_only_that_mail(
    #[case] words: &str,
    #[case] again: bool,
    #[case] domain: DomainVerdict,
) {
    let verdict = of(Step::Recipient, words);
    assert_eq!(matches!(verdict.attempt, Attempt::Again(_)), again, "{verdict:?}");
    assert_eq!(matches!(verdict.attempt, Attempt::Failed(_)), !again, "{verdict:?}");
    assert_eq!((verdict.relay, verdict.domain), (RelayVerdict::Works, domain));
}

#[rstest::rstest]
#[case(Step::End, "554 5.7.1 Message rejected for policy reasons", RelayVerdict::Doubtful)]
#[case(Step::End, "554 Transaction failed", RelayVerdict::Doubtful)]
#[case(Step::End, "552 5.3.4 message too big", RelayVerdict::Works)]
#[case(Step::Recipient, "550 5.1.1 no such user here", RelayVerdict::Works)]
fn a_refusal_for_good_may_be_about_us(#[case] step: Step, #[case] words: &str, #[case] says: RelayVerdict) {
    let verdict = of(step, words);
    assert_eq!(verdict.relay, says);
    assert!(matches!(verdict.attempt, Attempt::Failed(_)));
}

#[test]
fn a_message_that_is_deferred_holds_nobody_else_at_its_domain_back() {
    for step in [Step::Data, Step::End] {
        let verdict = of(step, "451 4.3.0 later");
        assert_eq!(
            (verdict.relay, verdict.domain),
            (RelayVerdict::Works, DomainVerdict::Nothing),
            "{step:?}"
        );
        assert!(matches!(verdict.attempt, Attempt::Again(_)));
    }
}

/// A relay that closes the connection may mean this recipient, or us: several domains tell.
#[rstest::rstest]
#[case(Step::Recipient, "421 4.7.0 Try again later, closing connection.")]
#[case(Step::Recipient, "421 4.4.1 <x>: no answer from its server")]
#[case(Step::Recipient, "421 4.3.2 closing")]
#[case(Step::Data, "421 closing")]
#[case(Step::Recipient, "550 5.4.5 system is congested")]
#[case(Step::Recipient, "554 5.7.1 <x>: Relay access denied")]
#[case(Step::Recipient, "550 relaying denied")]
#[case(Step::Recipient, "550 5.7.1 no")]
#[case(Step::Data, "554 no")]
#[case(Step::Data, "554 5.5.1 no valid recipients")]
fn a_reply_that_may_be_about_us_concerns_its_domain_first(#[case] step: Step, #[case] words: &str) {
    let verdict = of(step, words);
    assert_eq!(
        (verdict.relay, verdict.domain),
        (RelayVerdict::Suspect, DomainVerdict::Defers)
    );
    assert!(matches!(verdict.attempt, Attempt::Again(_)));
}

#[test]
fn stored_replies_contain_no_address() {
    let verdict = of(Step::Recipient, "550 5.1.1 <ana@example.org>: no such user");
    assert_eq!(
        verdict.attempt,
        Attempt::Failed("550 5.1.1 <…>: no such user".to_owned())
    );
}

#[test]
fn a_stopping_service_loses_nothing_and_only_mails_being_sent_are_uncertain() {
    for step in [Step::Connect, Step::Recipient, Step::Text] {
        let what = FailureKind::Stopped;
        let verdict = judge(&RelayFailure { step, what }, Repeat::Never);
        assert!(matches!(verdict.attempt, Attempt::Held(_)) && verdict.relay == RelayVerdict::Nothing);
    }
    let ended = || RelayFailure {
        step: Step::End,
        what: FailureKind::Stopped,
    };
    assert!(matches!(judge(&ended(), Repeat::Never).attempt, Attempt::Uncertain(_)));
    assert!(matches!(judge(&ended(), Repeat::Allowed).attempt, Attempt::Again(_)));
}
