//! The profile. A misspelled one is refused: it would run without the safeguards of production.

/// Rocket's profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// The default of a debug build.
    Debug,
    /// The default of a release build: a newcomer's trial.
    Release,
    /// For mail to real people: refuses to start until everything that it needs is set.
    Production,
}

impl Profile {
    /// Parses a name, in any case. `Err` says how to mend it.
    pub fn parse(name: &str) -> Result<Self, String> {
        match name.to_ascii_lowercase().as_str() {
            "debug" => Ok(Self::Debug),
            "release" => Ok(Self::Release),
            "production" => Ok(Self::Production),
            _ if name.trim().is_empty() => {
                Err("ROCKET_PROFILE is empty: set it to debug, release or production, or unset it".to_owned())
            }
            _ if name.trim() != name => Err(format!(
                "ROCKET_PROFILE is {name:?}, with spaces around it: set it to {:?}",
                name.trim()
            )),
            _ => Err(format!(
                "there is no profile {name:?}: set ROCKET_PROFILE to debug, release or production"
            )),
        }
    }

    /// Returns whether mail goes to real people.
    pub fn is_production(self) -> bool {
        self == Self::Production
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;

    #[rstest::rstest]
    #[case("debug", Profile::Debug)]
    #[case("Release", Profile::Release)]
    #[case("production", Profile::Production)]
    #[case("Production", Profile::Production)]
    #[case("PRODUCTION", Profile::Production)]
    fn case_is_ignored(#[case] name: &str, #[case] expected: Profile) {
        assert_eq!(Profile::parse(name), Ok(expected));
    }

    #[rstest::rstest]
    #[case("prod", "debug, release or production")]
    #[case("produciton", "debug, release or production")]
    #[case("staging", "debug, release or production")]
    #[case("default", "debug, release or production")]
    #[case("global", "debug, release or production")]
    #[case("production ", "set it to \"production\"")]
    #[case("\tproduction\n", "set it to \"production\"")]
    #[case("", "is empty")]
    #[case("  ", "is empty")]
    fn an_unknown_profile_is_refused_with_advice(#[case] name: &str, #[case] mend: &str) {
        let refused = Profile::parse(name).expect_err("refused");
        assert!(refused.contains(mend), "{refused}");
    }
}
