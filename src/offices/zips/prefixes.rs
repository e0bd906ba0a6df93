//! The states of ZIP prefixes, the first three digits (Postal Service, sectional center facilities).

/// The first and last prefix, and the state. A prefix of two states has two rows. Military post (090-098, 340, 962-966) is left out: it
/// says nothing about the state in which someone votes.
const PREFIXES: &[(u16, u16, &str)] = &[
    (5, 5, "NY"),
    (6, 7, "PR"),
    (8, 8, "VI"),
    (9, 9, "PR"),
    (10, 27, "MA"),
    (28, 29, "RI"),
    (30, 38, "NH"),
    (39, 49, "ME"),
    (50, 54, "VT"),
    (55, 55, "MA"),
    (56, 59, "VT"),
    (60, 69, "CT"),
    (63, 63, "NY"),
    (70, 89, "NJ"),
    (100, 149, "NY"),
    (150, 196, "PA"),
    (197, 199, "DE"),
    (200, 200, "DC"),
    (201, 201, "VA"),
    (202, 205, "DC"),
    (206, 219, "MD"),
    (220, 246, "VA"),
    (247, 268, "WV"),
    (270, 289, "NC"),
    (290, 299, "SC"),
    (300, 319, "GA"),
    (320, 339, "FL"),
    (341, 349, "FL"),
    (350, 369, "AL"),
    (370, 385, "TN"),
    (386, 397, "MS"),
    (398, 399, "GA"),
    (400, 427, "KY"),
    (430, 459, "OH"),
    (460, 479, "IN"),
    (480, 499, "MI"),
    (500, 528, "IA"),
    (530, 549, "WI"),
    (550, 567, "MN"),
    (569, 569, "DC"),
    (570, 577, "SD"),
    (580, 588, "ND"),
    (590, 599, "MT"),
    (600, 629, "IL"),
    (630, 658, "MO"),
    (660, 679, "KS"),
    (680, 693, "NE"),
    (700, 714, "LA"),
    (716, 729, "AR"),
    (730, 732, "OK"),
    (733, 733, "TX"),
    (734, 749, "OK"),
    (750, 799, "TX"),
    (800, 816, "CO"),
    (820, 831, "WY"),
    (832, 838, "ID"),
    (840, 847, "UT"),
    (850, 865, "AZ"),
    (870, 884, "NM"),
    (885, 885, "TX"),
    (889, 898, "NV"),
    (900, 961, "CA"),
    (967, 968, "HI"),
    (970, 979, "OR"),
    (980, 994, "WA"),
    (995, 999, "AK"),
];

/// Complete ZIPs of islands that share prefixes in the Pacific.
const PACIFIC: &[(u32, u32, &str)] = &[(96799, 96799, "AS"), (96910, 96932, "GU"), (96950, 96952, "MP")];

/// Returns the states that a ZIP of five digits may lie in; empty if not known.
pub(super) fn states(zip: &str) -> Vec<&'static str> {
    let (Ok(whole), Some(Ok(prefix))) = (zip.parse::<u32>(), zip.get(..3).map(str::parse::<u16>)) else {
        return Vec::new();
    };
    if let Some((_, _, island)) = PACIFIC
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&whole))
    {
        return vec![island];
    }
    PREFIXES
        .iter()
        .filter(|(first, last, _)| (*first..=*last).contains(&prefix))
        .map(|(_, _, state)| *state)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefixes_agree_with_the_census_wherever_it_knows_a_zip() {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/congress/zip-districts-119.csv");
        let Ok(text) = std::fs::read_to_string(&file) else {
            // The small table of the tests always exists.
            for (zip, state) in [
                ("93701", "CA"),
                ("00901", "PR"),
                ("20001", "DC"),
                ("96950", "MP"),
                ("73301", "TX"),
            ] {
                assert!(states(zip).contains(&state), "{zip}");
            }
            return;
        };
        let rows = crate::offices::districts::parse(text.as_bytes()).expect("a table");
        let wrong: Vec<_> = rows
            .iter()
            .filter(|(zip, state, _)| !states(zip).contains(&state.as_str()))
            .collect();
        // ZIPs across a border, which are served from the other side.
        assert!(
            rows.len() > 30_000 && wrong.len() < 150,
            "{} of {}: {wrong:?}",
            wrong.len(),
            rows.len()
        );
    }
}
