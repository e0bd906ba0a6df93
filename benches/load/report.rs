//! Prints ratios of medians.

use std::io::Write;

use super::http::Pace;

fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").ok();
}

/// Prints what is measured.
pub fn heading(text: &str) {
    say(&format!("\n{text}"));
}

fn median(rates: &[f64]) -> f64 {
    let mut sorted = rates.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

/// Compares two medians that should be alike; returns whether they are, within a quarter.
pub fn alike(name: &str, one: &[f64], other: &[f64]) -> bool {
    let ratio = median(one) / median(other);
    let alike = (0.8..=1.25).contains(&ratio);
    let word = if alike { "alike" } else { "NOT alike" };
    say(&format!(
        "  {name:<28} {:>8.0} to {:.0}, ratio {ratio:.2} ({word})",
        median(one),
        median(other)
    ));
    alike
}

/// Prints the slowest responses of each round: the median of the rounds, and the worst one.
pub fn tails(names: &[&str], paces: &[Vec<Pace>]) {
    for (name, paces) in names.iter().zip(paces) {
        let p99: Vec<f64> = paces.iter().map(|pace| pace.p99).collect();
        let worst = p99.iter().fold(0.0_f64, |worst, p99| worst.max(*p99));
        say(&format!(
            "  {name:<28} 99 of 100 answers within {:.0} ms in this run (worst round: {worst:.0} ms)",
            median(&p99)
        ));
    }
}

/// Compares the first contestant with each of the others and with its target (0: none); returns whether all targets are met.
pub fn ratios(names: &[&str], paces: &[Vec<Pace>], reach: &[f64]) -> bool {
    let mut all = true;
    let rates: Vec<Vec<f64>> = paces
        .iter()
        .map(|paces| paces.iter().map(|pace| pace.rate).collect())
        .collect();
    let medians: Vec<f64> = rates.iter().map(|rates| median(rates)).collect();
    for (name, (median, rates)) in names.iter().zip(medians.iter().zip(&rates)) {
        let (low, high) = rates.iter().fold((f64::MAX, 0.0_f64), |(low, high), rate| {
            (low.min(*rate), high.max(*rate))
        });
        say(&format!(
            "  {name:<28} {median:>8.0} a second in this run ({low:.0} to {high:.0})"
        ));
    }
    for ((name, median), reach) in names.iter().zip(&medians).skip(1).zip(reach) {
        all &= medians[0] / median >= *reach;
        let wanted = match *reach {
            wanted if wanted > 0.0 && medians[0] / median >= wanted => format!(" (to reach: {wanted:.2}; reached)"),
            wanted if wanted > 0.0 => format!(" (to reach: {wanted:.2}; NOT reached)"),
            _ => String::new(),
        };
        say(&format!("  ratio to {name}: {:.2}{wanted}", medians[0] / median));
    }
    all
}
