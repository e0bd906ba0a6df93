//! Chooses the faces that the program embeds: a third of what `typst-assets` has, which is for formulas and code too.

#![expect(clippy::print_stdout, reason = "cargo is told so")]

fn main() {
    println!("cargo:rerun-if-changed=script/embed-fonts.rs");
    #[cfg(feature = "pdf")]
    fonts::embed();
}

#[cfg(feature = "pdf")]
mod fonts {
    use std::fmt::Write as _;
    use std::path::PathBuf;

    use ttf_parser::name_id::POST_SCRIPT_NAME;

    /// The faces by their PostScript names: the letter's, the digests', and two that have symbols.
    const FACES: [&str; 9] = [
        "LibertinusSerif-Regular",
        "LibertinusSerif-Italic",
        "LibertinusSerif-Semibold",
        "LibertinusSerif-SemiboldItalic",
        "LibertinusSerif-Bold",
        "LibertinusSerif-BoldItalic",
        "DejaVuSansMono",
        "NewCM10-Regular",
        "NewCMMath-Regular",
    ];

    /// Writes the faces, and `fonts.rs` with an array of their bytes in this order, to the folder that cargo names.
    pub(super) fn embed() {
        let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder"));
        let mut array = String::from("[\n");
        for face in FACES {
            let found = typst_assets::fonts().find(|data| postscript_name(data).as_deref() == Some(face));
            let data = found.unwrap_or_else(|| panic!("typst-assets has no {face}"));
            std::fs::write(folder.join(face), data).expect("the face is written");
            writeln!(array, "    include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{face}\")),")
                .expect("a string takes everything");
        }
        array.push_str("]\n");
        std::fs::write(folder.join("fonts.rs"), array).expect("the array is written");
    }

    fn postscript_name(data: &[u8]) -> Option<String> {
        let face = ttf_parser::Face::parse(data, 0).ok()?;
        let name = face
            .names()
            .into_iter()
            .find(|name| name.name_id == POST_SCRIPT_NAME && name.is_unicode());
        name.and_then(|name| name.to_string())
    }
}
