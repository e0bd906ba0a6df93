//! Several nodes of one service. They need a server: without one, there is nothing to test here.

use crate::app::{LETTER, TestApp, at_the_server};

/// Starts another node of the same service, with the first one's key or with one of its own.
async fn another(first: &TestApp, with_its_key: bool) -> Option<Result<TestApp, String>> {
    let settings = at_the_server(&first.folder.path().join("test.db"))?;
    let folder = tempfile::tempdir().expect("a folder");
    if with_its_key {
        let key = first.folder.path().join("secret.key");
        std::fs::copy(key, folder.path().join("secret.key")).expect("is copied");
    }
    Some(TestApp::begin(folder, &settings).await)
}

#[rocket::async_test]
async fn a_node_needs_the_key_of_the_others() {
    let first = TestApp::start().await;
    let Some(refused) = another(&first, false).await else {
        return;
    };
    let why = refused.err().expect("is refused");
    assert!(why.contains("copy secret.key from one of them to "), "{why}");
    let second = another(&first, true).await.expect("a server");
    assert!(second.is_ok());
}

#[rocket::async_test]
async fn what_one_node_counts_every_node_shows() {
    let first = TestApp::start().await;
    let Some(second) = another(&first, true).await else {
        return;
    };
    let second = second.expect("starts");
    let page = format!("/en/letters/{LETTER}");
    let shown = |body: &str| body.contains("Ana G.");
    assert!(!shown(&first.get(&page).await.body));
    first.sign("en", &[]).await;
    let link = first.link().await;
    assert_eq!(second.post(&link, &[]).await.status, 200);
    assert!(shown(&second.get(&page).await.body), "who confirmed is shown at once");
    // The other node's page is from its cache until it hears of the commit.
    for _ in 0..3_000 {
        if shown(&first.get(&page).await.body) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the first node never hears of it");
}
