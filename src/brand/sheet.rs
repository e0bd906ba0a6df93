//! The custom properties that the style sheet takes its accent from.

use super::Brand;
use super::palette::Shades;

impl Brand {
    /// Returns the rules that stand before `static/css/site.css`, which does not define these properties itself, except for print.
    pub fn rules(&self) -> String {
        format!(
            ":root {{ {} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {} }} }}\n",
            properties(&self.palette.light),
            properties(&self.palette.dark)
        )
    }
}

fn properties(shades: &Shades) -> String {
    let Shades {
        accent,
        fill,
        hover,
        on_fill,
        tint,
    } = shades;
    format!("--accent: {accent}; --fill: {fill}; --fill-hover: {hover}; --on-accent: {on_fill}; --tint: {tint};")
}
