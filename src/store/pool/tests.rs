use super::*;
use crate::store::Store;

#[rocket::async_test]
async fn waiting_for_a_connection_times_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    drop(Store::in_file(&path, 1).expect("is made"));
    let mut pool = Pool::open(Source::File(path.clone()), 1, Statements::default()).expect("opens");
    pool.patience = Duration::from_millis(10);
    let held = pool.room().await.expect("is free");
    assert!(matches!(pool.room().await, Err(StoreError::Crowded)));
    let inner = || pool.with(|_| Ok::<_, StoreError>(()));
    // A read inside of a read would wait for itself.
    let nested = pool.with(|_| inner());
    assert!(matches!(nested, Err(StoreError::Crowded)));
    drop(held);
    assert!(pool.room().await.is_ok() && inner().is_ok());
}

#[test]
fn a_spurious_wake_up_continues_waiting() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    drop(Store::in_file(&path, 1).expect("is made"));
    let pool = Pool::open(Source::File(path.clone()), 1, Statements::default()).expect("opens");
    let read = || pool.with(|_| Ok::<_, StoreError>(()));
    std::thread::scope(|scope| {
        let waits = pool.with(|_| {
            let waits = scope.spawn(read);
            for _ in 0..100 {
                // Another reader was quicker, or the wake-up was spurious.
                pool.returned.notify_all();
                std::thread::sleep(Duration::from_millis(1));
            }
            Ok::<_, StoreError>(waits)
        });
        let waited = waits.expect("reads").join().expect("no panic");
        assert!(waited.is_ok(), "{waited:?}");
    });
}

#[test]
fn closing_waits_for_running_readers() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    drop(Store::in_file(&path, 1).expect("is made"));
    let pool = Pool::open(Source::File(path.clone()), 2, Statements::default()).expect("opens");
    let is_closed = || pool.idle.lock().expect("a lock").closed;
    let has_read = std::sync::atomic::AtomicBool::new(false);
    let (begun, has_begun) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            pool.with(|_| {
                begun.send(()).expect("is awaited");
                while !is_closed() {
                    std::thread::yield_now();
                }
                // A reader that did not wait would have failed by now.
                std::thread::sleep(Duration::from_millis(50));
                has_read.store(true, std::sync::atomic::Ordering::SeqCst);
                Ok::<_, StoreError>(())
            })
            .expect("reads");
        });
        has_begun.recv().expect("begins");
        pool.close();
        assert!(has_read.load(std::sync::atomic::Ordering::SeqCst));
    });
}
