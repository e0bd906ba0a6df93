//! A restore in a place where another database was, or another restore ended early.

use std::path::{Path, PathBuf};

use undersigned::backup::restore::{Overwrite, restore};
use undersigned::backup::{BackupError, sweep_restores};
use undersigned::config::Config;
use undersigned::store::{ServiceLock, Store, problems};

use crate::app::TestApp;
use crate::restoring::back_up;

/// A backup of one signature, and settings for a place of its own.
async fn backed_up() -> (TestApp, Config, PathBuf) {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    back_up(&app);
    let mut config = Config::clone(&app.parts().config);
    let place = app.folder.path().join("elsewhere");
    std::fs::create_dir(&place).expect("is made");
    config.store.path = place.join("test.db");
    config.delivery.folder = place.join("bundles");
    let backup = app.folder.path().join("backup");
    (app, config, backup)
}

fn beside(database: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", database.display()))
}

/// One intact database with the backup's signature, and nothing beside it that would be replayed.
fn is_restored(database: &Path) {
    assert!(!beside(database, "-wal").exists() && !beside(database, "-journal").exists());
    assert_eq!(problems(database).expect("is looked through"), None);
    let store = Store::open(database, 1).expect("opens");
    let signatures = store.read_now(|db| db.one("SELECT COUNT(*) AS n FROM signatures", [], |row| row.get::<i64>("n")));
    assert_eq!(signatures.expect("reads"), Some(1));
    store.close();
}

#[rocket::async_test]
async fn the_log_of_a_lost_database_is_never_replayed_over_the_restored_one() {
    if crate::app::is_on_server() {
        return;
    }
    let (_app, config, backup) = backed_up().await;
    let log = beside(&config.store.path, "-wal");
    std::fs::write(&log, vec![7; 40_000]).expect("is written");
    let refused = restore(&config, &backup, Overwrite::No).expect_err("it may hold something");
    assert!(
        matches!(&refused, BackupError::InTheWay(path) if *path == log),
        "{refused}"
    );
    assert!(log.exists());
    restore(&config, &backup, Overwrite::Yes).expect("restores");
    is_restored(&config.store.path);
}

#[rocket::async_test]
async fn a_damaged_database_is_replaced_if_staff_say_so() {
    if crate::app::is_on_server() {
        return;
    }
    for broken in [
        vec![0xff; 9_000],
        b"SQLite format 3\0 and nothing that it promises".to_vec(),
    ] {
        let (_app, config, backup) = backed_up().await;
        std::fs::write(&config.store.path, &broken).expect("is written");
        assert!(restore(&config, &backup, Overwrite::No).is_err());
        restore(&config, &backup, Overwrite::Yes).expect("restores");
        is_restored(&config.store.path);
    }
}

#[rocket::async_test]
async fn what_a_killed_restore_left_goes_with_the_next_start_or_restore() {
    if crate::app::is_on_server() {
        return;
    }
    let (_app, config, backup) = backed_up().await;
    let leave = || {
        let parts = [".restoring", ".restoring-wal", ".restoring-shm"].map(|end| beside(&config.store.path, end));
        for part in &parts {
            std::fs::write(part, vec![7; 9_000]).expect("is written");
        }
        let bundle = config.delivery.folder.join(".a.restoring");
        std::fs::create_dir_all(&bundle).expect("is made");
        parts.into_iter().chain([bundle]).collect::<Vec<_>>()
    };
    let left = leave();
    sweep_restores(&config).expect("sweeps");
    assert!(left.iter().all(|part| !part.exists()), "{left:?}");
    let left = leave();
    restore(&config, &backup, Overwrite::No).expect("restores");
    assert!(left.iter().all(|part| !part.exists()), "{left:?}");
    is_restored(&config.store.path);
}

#[rocket::async_test]
async fn a_restore_and_a_service_exclude_each_other() {
    if crate::app::is_on_server() {
        return;
    }
    let (_app, config, backup) = backed_up().await;
    let serving = ServiceLock::beside(&config.store.path).expect("is free");
    let refused = restore(&config, &backup, Overwrite::Yes).expect_err("is served");
    assert!(matches!(refused, BackupError::InUse(_)), "{refused}");
    drop(serving);
    restore(&config, &backup, Overwrite::Yes).expect("restores");
}
