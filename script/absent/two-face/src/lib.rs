//! In place of `two-face`: programs are set without colors.

#![forbid(unsafe_code)]

pub mod syntax {
    //! The languages whose words would be colored.

    /// Returns none.
    pub fn extra_no_newlines() -> syntect::parsing::SyntaxSet {
        syntect::parsing::SyntaxSet::new()
    }
}
