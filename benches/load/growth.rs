//! Checks that nothing that visitors do costs more when many have signed.

use std::path::Path;

use super::http::{Load, fetch, wrk};
use super::links::{Links, own_page};
use super::servers::{SLUG, Service};
use super::{form_of, people, report, rounds};

const MANY: u32 = 1_000_000;
const FEW: u32 = 2_000;
/// How much slower the service may be with many signatures: by a sixth.
const REACH: [f64; 1] = [1.0 / 1.2];
const ROUNDS: usize = 5;
const SECONDS: u32 = 3;
const NAMES: [&str; 2] = ["with 1,000,000 people", "with 2,000 people"];

/// Compares the two databases; returns whether both are alike.
pub fn compare(folder: &Path) -> bool {
    report::heading("a campaign of 1,000,000 people is made");
    let services = [
        Service::with(&folder.join("many"), MANY),
        Service::with(&folder.join("few"), FEW),
    ];
    let mut alike = true;
    let letter = format!("/en/letters/{SLUG}");
    let first = format!("{letter}/signers/people");
    let organizations = format!("{letter}/signers/organizations");
    alike &= page("the letter page", &services, [&letter, &letter]);
    alike &= page("the list of people, its first page", &services, [&first, &first]);
    alike &= page("the list of organizations", &services, [&organizations, &organizations]);
    let later = [further(&services[0], &first, 999), further(&services[1], &first, 4)];
    alike &= page(
        "the list of people, its thousandth page (beside the fifth)",
        &services,
        [&later[0], &later[1]],
    );
    report::heading("signing");
    let forms = services.each_ref().map(form_of);
    alike &= acts(&mut |it| wrk(&people(&services[it]), Load::People(&forms[it]), SECONDS));
    let own = services.each_ref().map(own_page);
    alike &= page("an own page", &services, [&own[0], &own[1]]);
    report::heading("confirming");
    alike &= confirming(&services, "person", folder);
    report::heading("signing for an organization");
    alike &= acts(&mut |it| {
        let url = services[it].server.at(&format!("{letter}/signatures/organizations"));
        wrk(&url, Load::Organizations(&forms[it]), SECONDS)
    });
    report::heading("confirming for an organization");
    alike & confirming(&services, "organization", folder)
}

fn page(name: &str, services: &[Service; 2], paths: [&str; 2]) -> bool {
    report::heading(name);
    acts(&mut |it| wrk(&services[it].server.at(paths[it]), Load::Get, SECONDS))
}

fn confirming(services: &[Service; 2], kind: &str, folder: &Path) -> bool {
    let mut links = [0, 1].map(|it| Links::pending(&services[it], kind, &folder.join(format!("{kind}-{it}.txt"))));
    let a_round = links.each_ref().map(|links| links.left() / (ROUNDS + 1));
    acts(&mut |it| {
        let file = links[it].next(a_round[it]).to_owned();
        wrk(&services[it].server.base, Load::Links(&file), 1)
    })
}

fn acts(measure: &mut dyn FnMut(usize) -> super::Pace) -> bool {
    report::ratios(&NAMES, &rounds(2, ROUNDS, measure), &REACH)
}

/// Follows the link to the next page so many times.
fn further(service: &Service, first: &str, pages: usize) -> String {
    (0..pages).fold(first.to_owned(), |path, _| {
        let html = fetch(&service.server.at(&path));
        let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let written = |link: &str| link.replace("&amp;", "&").replace("&#x3D;", "=");
        let next = links.map(written).find(|link| link.contains("after="));
        let (_, asked) = next
            .as_deref()
            .and_then(|link| link.split_once('?'))
            .unwrap_or_else(|| panic!("{path} is the last page"));
        format!("{first}?{asked}")
    })
}
