use std::os::unix::fs::PermissionsExt;

use super::*;

/// Returns the result of a child that runs this script.
fn of(script: &str) -> Result<TypesetFile, TypesettingError> {
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("program");
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("writes");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("may be run");
    let typesetter = Typesetter {
        program,
        limit: Duration::from_millis(300),
        megabytes: 100,
        fonts: Vec::new(),
        unshown: BTreeSet::new(),
    };
    loop {
        match typesetter.set(Work::Look, &"nothing") {
            // Another test's child may still have it open, until it executes another program.
            Err(TypesettingError::Io(error)) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {}
            ended => return ended,
        }
    }
}

#[test]
fn a_hanging_child_is_killed_even_after_its_output_is_complete() {
    for script in [
        "exec sleep 3600",
        "exec 1>&- 2>&-\nexec sleep 3600",
        "echo '{\"unshown\":[],\"fonts\":[]}'\nexec 1>&- 2>&-\nexec sleep 3600",
    ] {
        let ended = of(script);
        assert!(matches!(ended, Err(TypesettingError::Slow(_))), "{script}: {ended:?}");
    }
    assert!(of("cat >/dev/null\necho '{\"unshown\":[],\"fonts\":[]}'").is_ok());
    let failed = of("echo 'out of ink' >&2\nexit 1");
    assert!(matches!(failed, Err(TypesettingError::Failed(why)) if why == "out of ink"));
}
