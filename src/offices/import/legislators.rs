//! Parses legislators-current (people with their terms; the last one is current) and legislators-district-offices.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{DistrictOffice, Member, Seat};
use super::{Slip, needed, text};

/// Parses all current Members.
pub(super) fn members(entries: &[Value], slips: &mut Vec<Slip>) -> Vec<Member> {
    let congress = congress(entries);
    let mut found: Vec<Member> = Vec::new();
    for entry in entries {
        let who = bioguide(entry).unwrap_or_else(|_| "an entry without a bioguide ID".to_owned());
        match member(entry, congress) {
            Ok((member, _)) if found.iter().any(|other| other.bioguide == member.bioguide) => {
                let what = format!("skipped a second entry with this ID, {} ({})", member.name, member.seat);
                slips.push((who, what));
            }
            Ok((member, remark)) => {
                slips.extend(remark.map(|what| (who, what)));
                found.push(member);
            }
            Err(what) => slips.push((who, what)),
        }
    }
    found
}

fn bioguide(entry: &Value) -> Result<String, String> {
    let id = entry
        .get("id")
        .and_then(|id| text(id, "bioguide"))
        .ok_or("the bioguide ID is missing")?;
    let plain = id.len() == 7 && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if plain {
        Ok(id)
    } else {
        Err(format!("\"{id}\" is not a bioguide ID"))
    }
}

/// Returns the Congress that most representatives' terms end with: one error in the data does not change it.
fn congress(entries: &[Value]) -> u16 {
    let mut votes: BTreeMap<u16, usize> = BTreeMap::new();
    let terms = entries.iter().filter_map(current);
    for year in terms
        .filter(|term| text(term, "type").as_deref() == Some("rep"))
        .filter_map(|term| year(term, "end"))
    {
        *votes.entry(year.saturating_sub(1789) / 2).or_default() += 1;
    }
    let most = votes
        .into_iter()
        .max_by_key(|(_, votes)| *votes)
        .map(|(congress, _)| congress);
    let newest = || {
        entries
            .iter()
            .filter_map(current)
            .filter_map(|term| year(term, "start"))
            .max()
    };
    most.or_else(|| newest().map(|year| year.saturating_sub(1789) / 2 + 1))
        .unwrap_or(0)
}

fn current(entry: &Value) -> Option<&Value> {
    entry.get("terms")?.as_array()?.last()
}

fn year(term: &Value, key: &str) -> Option<u16> {
    text(term, key)?.get(..4)?.parse().ok()
}

fn member(entry: &Value, congress: u16) -> Result<(Member, Option<String>), String> {
    let name = entry.get("name").ok_or("name is missing")?;
    let last_name = needed(name, "last")?;
    let composed = || {
        ["first", "middle", "last", "suffix"]
            .map(|part| text(name, part))
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let term = current(entry).ok_or("terms is empty")?;
    let (url, remark) = url(term);
    let member = Member {
        bioguide: bioguide(entry)?,
        congress,
        seat: seat(term)?,
        name: text(name, "official_full").unwrap_or_else(composed),
        last_name,
        party: text(term, "party").unwrap_or_default(),
        term_end: needed(term, "end")?,
        appointed: text(term, "how").as_deref() == Some("appointment"),
        leadership: leadership(entry),
        office: text(term, "office"),
        address: text(term, "address"),
        phone: text(term, "phone"),
        url,
    };
    Ok((member, remark))
}

fn seat(term: &Value) -> Result<Seat, String> {
    let state = needed(term, "state")?;
    if state.len() != 2 || !state.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(format!("\"{state}\" is not a state"));
    }
    match needed(term, "type")?.as_str() {
        "sen" => Ok(Seat::Senate { state }),
        "rep" => {
            let district = needed(term, "district")?;
            let number = district.parse().ok().filter(|number| *number <= 53);
            Ok(Seat::House {
                state,
                district: number.ok_or_else(|| format!("\"{district}\" is not a district"))?,
            })
        }
        other => Err(format!("\"{other}\" is neither rep nor sen")),
    }
}

/// Returns the website, or a remark if its scheme is neither http nor https.
fn url(term: &Value) -> (Option<String>, Option<String>) {
    let Some(given) = text(term, "url") else {
        return (None, None);
    };
    let good = url::Url::parse(&given).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if good {
        (Some(given), None)
    } else {
        (None, Some(format!("url left empty: \"{given}\" is not a web address")))
    }
}

/// Returns the newest role without an end.
fn leadership(entry: &Value) -> Option<String> {
    let roles = entry.get("leadership_roles")?.as_array()?;
    let open = roles.iter().filter(|role| text(role, "end").is_none());
    open.max_by_key(|role| text(role, "start"))
        .and_then(|role| text(role, "title"))
}

/// Parses offices in states and districts.
pub(super) fn district_offices(entries: &[Value], slips: &mut Vec<Slip>) -> Vec<DistrictOffice> {
    let mut found = Vec::new();
    for entry in entries {
        let who = match bioguide(entry) {
            Ok(who) => who,
            Err(what) => {
                slips.push(("an entry".to_owned(), what));
                continue;
            }
        };
        for office in entry.get("offices").and_then(Value::as_array).into_iter().flatten() {
            match district_office(office, &who) {
                Ok(office) => found.push(office),
                Err(what) => slips.push((who.clone(), what)),
            }
        }
    }
    found
}

fn district_office(office: &Value, bioguide: &str) -> Result<DistrictOffice, String> {
    let lines = ["address", "suite", "building"].map(|part| text(office, part));
    let address = lines.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Ok(DistrictOffice {
        id: needed(office, "id")?,
        bioguide: bioguide.to_owned(),
        address: (!address.is_empty()).then_some(address),
        city: needed(office, "city")?,
        state: needed(office, "state")?,
        zip: text(office, "zip"),
        phone: text(office, "phone"),
    })
}
