//! Tests with symbolic links that a deploy switches.

use std::os::unix::fs::symlink;

use super::*;

#[rstest::rstest]
#[case(BY_EVENTS)]
#[case(BY_LOOKS)]
fn a_switched_symlink_is_followed(#[case] how: (Timing, Detection)) {
    let scene = Scene::new();
    scene.write("releases/1", "one");
    scene.write("releases/2", "two");
    symlink(scene.at("releases/1"), scene.at("letters")).expect("links");
    let scene = scene.watched(how);
    scene.sees("releases/1", &["one, corrected"]);
    symlink(scene.at("releases/2"), scene.at("next")).expect("links");
    std::fs::rename(scene.at("next"), scene.at("letters")).expect("switches");
    scene.readings.wait_for("two");
    scene.sees("releases/2", &["three", "four"]);
}

#[test]
fn a_deploy_may_switch_a_link_that_the_folder_s_own_link_leads_through() {
    let scene = Scene::new();
    scene.write("site/releases/1/letters", "one");
    scene.write("site/releases/2/letters", "two");
    symlink("releases/1", scene.at("site/current")).expect("links");
    symlink(scene.at("site/current/letters"), scene.at("letters")).expect("links");
    let scene = scene.watched(BY_EVENTS);
    for (release, text) in [("releases/2", "two"), ("releases/1", "one")] {
        symlink(release, scene.at("site/next")).expect("links");
        std::fs::rename(scene.at("site/next"), scene.at("site/current")).expect("switches");
        scene.readings.wait_for(text);
    }
    scene.sees("site/releases/1/letters", &["three", "four"]);
}

#[rstest::rstest]
#[case(BY_EVENTS)]
#[case(BY_LOOKS)]
fn a_letter_s_own_folder_may_become_a_link(#[case] how: (Timing, Detection)) {
    let scene = Scene::new();
    scene.write("letters", "one");
    scene.write("elsewhere", "two");
    let scene = scene.watched(how);
    std::fs::remove_dir_all(scene.at("letters/a")).expect("goes");
    symlink(scene.at("elsewhere/a"), scene.at("letters/a")).expect("links");
    scene.readings.wait_for("two");
    scene.sees("elsewhere", &["three", "four"]);
}
