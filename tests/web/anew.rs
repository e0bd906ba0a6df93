//! Whoever took a signature back and signs anew: what staff saw of an organization is true of it still, under another of its own names
//! too, and under a name that would be looked at.

use crate::app::TestApp;

#[rocket::async_test]
async fn staffs_verification_carries_over_to_the_same_organization() {
    let city = [("legal_name", "City of Salinas"), ("listed_name", "City of Salinas")];
    let shorter = [("listed_name", "Harvest Workers Union")];
    for (before, anew) in [(&[][..], &shorter[..]), (&city, &city)] {
        let app = TestApp::start().await;
        let contact = [("email", "sam@gmail.com")];
        app.sign_organization(&[&contact, before].concat()).await;
        let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
        app.post(&confirm, &[]).await;
        assert!(app.approve(1, Some("called the office")));
        app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
        app.sign_organization(&[&contact, anew].concat()).await;
        let confirm = app.link().await;
        let page = app.post(&confirm, &[]).await.body;
        assert!(page.contains("your signature counts"), "{anew:?}: {page}");
        let seen =
            "SELECT COUNT(*) AS n FROM organizations WHERE verification = 'staff' AND evidence = 'called the office'";
        assert_eq!(app.count(seen), 1, "{anew:?}");
    }
}
