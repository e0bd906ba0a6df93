//! Keeps the program small: chooses the faces that it embeds, a third of what `typst-assets` has, which is for formulas and code too, and
//! has its relocations packed, which are a twelfth of it otherwise.

fn main() {
    println!("cargo:rerun-if-changed=script/build.rs");
    if is_built_for_this_machine() && glibc().is_some_and(|version| version >= (2, 36)) {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    #[cfg(feature = "pdf")]
    fonts::embed();
}

/// Returns whether the program will run on a system like this one.
fn is_built_for_this_machine() -> bool {
    std::env::var_os("HOST") == std::env::var_os("TARGET")
}

/// Returns the version of the GNU C library; `None` where there is another one. Before 2.36, it doesn't read packed relocations.
fn glibc() -> Option<(u32, u32)> {
    let told = std::process::Command::new("getconf")
        .arg("GNU_LIBC_VERSION")
        .output()
        .ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    let (major, minor) = told.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
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
