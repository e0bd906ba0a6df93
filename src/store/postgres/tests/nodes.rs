//! Several nodes: one leads, and all hear each other.

use super::*;

/// Waits for a condition, with an end.
fn wait_until(what: &str, is: impl Fn() -> bool) {
    for _ in 0..3_000 {
        if is() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("{what}");
}

#[test]
fn one_node_leads_and_the_next_one_after_it() {
    let Some(url) = empty() else { return };
    let nodes = [node(&url), node(&url)];
    let leads = |node: &Node| *node.store.leads().borrow();
    wait_until("one leads", || leads(&nodes[0]) || leads(&nodes[1]));
    let [first, second] = if leads(&nodes[0]) { [0, 1] } else { [1, 0] };
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    assert!(!leads(&nodes[second]));
    nodes[first].store.close();
    assert!(!leads(&nodes[first]));
    wait_until("the other takes over", || leads(&nodes[second]));
}

#[test]
fn other_nodes_hear_signals() {
    let Some(url) = empty() else { return };
    let (one, other) = (node(&url), node(&url));
    let heard = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let ear = std::sync::Arc::clone(&heard);
    other
        .store
        .subscribe(move |signal| ear.lock().expect("a lock").push(signal.clone()));
    wait_until("one leads, so that both are connected", || {
        *one.store.leads().borrow() || *other.store.leads().borrow()
    });
    std::thread::sleep(std::time::Duration::from_millis(1_500));
    let changed = Signal::LetterChanged("a".to_owned());
    let signal = changed.clone();
    one.store
        .write_now(move |tx| {
            tx.after_commit(signal);
            Ok::<_, StoreError>(())
        })
        .expect("stored");
    wait_until("it is heard", || heard.lock().expect("a lock").contains(&changed));
    heard.lock().expect("a lock").clear();
    let lost = "SELECT COUNT(pg_terminate_backend(pid)) AS gone FROM pg_stat_activity WHERE application_name = current_schema() AND pid <> pg_backend_pid() AND (query = 'SELECT TRUE' OR query LIKE '%try_advisory%')";
    one.store
        .write_now(|tx| tx.one(lost, [], |row| row.get::<i64>("gone")))
        .expect("ends them");
    wait_until("it says that some were missed", || {
        heard.lock().expect("a lock").contains(&Signal::Missed)
    });
}
