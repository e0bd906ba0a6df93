use super::*;
use crate::outbox::reply::Reply;

/// Returns a refusal at a recipient.
fn refused(words: &str) -> RelayFailure {
    let (code, rest) = words.split_once(' ').unwrap_or((words, ""));
    let reply = Reply {
        code: code.parse().expect("a code"),
        lines: vec![rest.to_owned()],
    };
    at(Step::Recipient, FailureKind::Refused(reply))
}

fn at(step: Step, what: FailureKind) -> RelayFailure {
    RelayFailure { step, what }
}

/// Returns the first few delays between probes.
fn waits(trouble: &RelayFailure) -> Vec<i64> {
    (1..=9).map(|probes| wait(trouble, probes).as_secs()).collect()
}

#[test]
fn a_refusing_relay_is_finally_probed_every_five_minutes_and_an_unreachable_one_every_minute() {
    let unable = || FailureKind::Unable("no".to_owned());
    let refuses = [5, 10, 20, 40, 80, 160, 300, 300, 300];
    let banned = refused("554 5.7.1 your IP is blocked");
    for trouble in [&banned, &at(Step::StartTls, unable()), &at(Step::Auth, unable())] {
        assert_eq!(waits(trouble), refuses, "{trouble}");
    }
    let is_not_there = [5, 10, 20, 40, 60, 60, 60, 60, 60];
    for trouble in [at(Step::Connect, unable()), at(Step::Auth, FailureKind::Silence)] {
        assert_eq!(waits(&trouble), is_not_there, "{trouble}");
    }
    assert_eq!(wait(&banned, u32::MAX).as_secs(), 300, "however often");
}

#[test]
fn a_probe_waits_for_its_time_but_never_longer_than_the_longest_delay() {
    let now = Timestamp::UNIX_EPOCH;
    let later_by = |seconds: i64| {
        let down = Outage {
            since: now,
            relay: String::new(),
            step: String::new(),
            reply: String::new(),
            probes: 1,
            probe_at: now + SignedDuration::from_secs(seconds),
        };
        is_later(&down, now)
    };
    assert_eq!(
        [-1, 0, 1, REFUSED_SECONDS, REFUSED_SECONDS + 1].map(later_by),
        [false, false, true, true, false]
    );
}

#[rstest::rstest]
#[case(
    "550 5.7.1 <ana@a.example> not from you",
    "550 5.7.1 <bo@b.example> try our form",
    true
)]
#[case("421 4.4.1 its server does not answer", "421 later", true)]
#[case("554 refused by mx7 at 10:31", "554 refused by mx2 at 10:32", true)]
#[case("550 5.7.1 not from you", "550 5.7.0 not from you", false)]
#[case("550 5.7.1 not from you", "554 5.7.1 not from you", false)]
#[case("554 refused", "554 relay access denied", false)]
#[case("421 later", "451 later", false)]
fn refusals_at_recipients_are_compared_by_code_or_else_by_text(
    #[case] one: &str,
    #[case] other: &str,
    #[case] are: bool,
) {
    assert_eq!(kind(&refused(one)) == kind(&refused(other)), are);
}

#[test]
fn all_kinds_of_silence_are_alike_and_none_is_a_refusal() {
    let silent = kind(&at(Step::Recipient, FailureKind::Silence));
    assert_eq!(
        silent,
        kind(&at(Step::Data, FailureKind::Lost("reset by peer".to_owned())))
    );
    for words in ["421 later", "550 5.7.1 no", "554 no"] {
        assert_ne!(silent, kind(&refused(words)), "{words}");
    }
}

#[rstest::rstest]
#[case(
    "554 5.7.1 rejected, policy 12345 (mx7)",
    "554 5.7.1 rejected, policy 777 (mx8)",
    true
)]
#[case("554 5.7.1 rejected", "550 5.7.1 rejected", false)]
#[case("554 5.7.1 rejected", "554 5.7.0 rejected", false)]
#[case("554 5.7.1 rejected", "554 5.7.1 too large", false)]
fn replies_are_alike_regardless_of_the_numbers_in_them(#[case] one: &str, #[case] other: &str, #[case] are: bool) {
    assert_eq!(alike(one) == alike(other), are);
}
