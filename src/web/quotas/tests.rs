use super::*;

#[test]
fn a_limiter_has_a_maximum_of_keys_and_forgets_replenished_ones() {
    let clock = Passing(Clock::default());
    let keyed = Keyed {
        most: 3,
        ..Keyed::new(Quota::per_hour(NonZeroU32::MIN), &clock)
    };
    for key in 0..3 {
        assert_eq!(keyed.check(&key, clock.now()), Ok(()));
    }
    assert_eq!(keyed.check(&3, clock.now()), Ok(()), "who comes later is let in");
    assert!(keyed.check(&3, clock.now()).is_err(), "and has a quota all the same");
    let let_in = (4..300_000).filter(|key| keyed.check(key, clock.now()).is_ok()).count();
    assert!((60_000..65_536).contains(&let_in), "{let_in}: not everybody passes");
    assert_eq!(keyed.limiter.len(), 3, "the memory has an end");
    assert!(keyed.shards.len() <= 65_536, "and so has that of the shards");
    clock.0.shift(2 * 3_600);
    keyed.sweep();
    assert_eq!((keyed.limiter.len(), keyed.shards.len()), (0, 0));
    assert_eq!(keyed.check(&3, clock.now()), Ok(()));
    let quick = Keyed::new(Quota::per_second(NonZeroU32::MAX), &clock);
    assert_eq!(quick.check(&"a", clock.now()), Ok(()));
    clock.0.shift(1);
    quick.sweep();
    assert_eq!(quick.limiter.len(), 0);
}

#[test]
fn the_first_request_of_a_minute_sweeps_every_limiter() {
    let clock = Clock::default();
    let settings = config::Config::extract(&config::figment()).expect("settings");
    let limits = Limits::new(&settings.quotas, &clock);
    let of = |address: &str| Prefix::of(address.parse().expect("an address"));
    for last in 1..100 {
        let one = of(&format!("198.51.{last}.7"));
        assert_eq!(limits.check(one), Ok(()));
        assert!(limits.check_unsolved(one).is_ok() && !limits.floods(one));
        assert!(limits.check_domain(&format!("{last}.example")).is_ok());
    }
    let kept = || {
        let by_network = [&limits.by_network, &limits.unsolved, &limits.refused];
        let of_networks: usize = by_network.iter().map(|keyed| keyed.limiter.len()).sum();
        of_networks + limits.by_range.limiter.len() + limits.by_domain.limiter.len()
    };
    assert_eq!(kept(), 5 * 99);
    clock.shift(2 * 3_600);
    assert_eq!(limits.check(of("203.0.113.1")), Ok(()));
    assert_eq!(kept(), 2, "that one's network and range");
}

#[test]
fn a_client_that_waited_as_told_is_admitted() {
    let clock = Passing(Clock::default());
    let keyed = Keyed::new(Quota::per_hour(NonZeroU32::new(2).expect("not zero")), &clock);
    for _ in 0..2 {
        assert_eq!(keyed.check(&"a", clock.now()), Ok(()));
    }
    let wait = keyed.check(&"a", clock.now()).expect_err("the quota is used up");
    assert!(
        wait > Duration::from_mins(29) && wait <= Duration::from_mins(30),
        "{wait:?}"
    );
    clock.0.shift(29 * 60);
    assert!(keyed.check(&"a", clock.now()).is_err(), "not sooner");
    clock.0.shift(61);
    assert_eq!(keyed.check(&"a", clock.now()), Ok(()));
    assert!(keyed.check(&"a", clock.now()).is_err(), "and only once");
}
