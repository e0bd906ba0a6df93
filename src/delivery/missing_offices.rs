//! Checks that the offices that letters name exist, so that authors hear of it early. A missing office is a warning: it keeps no letter from
//! being published, since seats fall vacant at any time and the letter can go to the others. A delivery stops until staff leave it out.

use crate::clock::Clock;
use crate::delivery::census::Census;
use crate::delivery::targets::{self, Congress, Named, Remark};
use crate::letters::library::Library;
use crate::offices;
use crate::problem::Problem;
use crate::store::{Read, StoreError};

/// Returns warnings for committees and Members that letters name and that do not exist, if Congress was imported.
pub fn problems(db: &Read<'_>, library: &Library, clock: &Clock) -> Result<Vec<Problem>, StoreError> {
    let congress = Congress::load(db)?;
    if congress.members.is_empty() {
        return Ok(Vec::new());
    }
    let today = offices::day_in_washington(clock.now());
    let mut problems = Vec::new();
    for letter in library.newest_first() {
        let Some(delivery) = &letter.delivery else { continue };
        let file = letter.folder.join("letter.toml");
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let choice = targets::choose(delivery, &congress, &Census::default(), today);
        for remark in choice.remarks {
            let Remark::UnknownException(id) = remark else { continue };
            let what = format!(
                "no sitting Member has the bioguide ID {id}: remove it, or import the latest legislators-current"
            );
            problems.push(Problem::of_value(&file, &text, ("except", 0), &id, what).warning());
        }
        for missing in choice.missing {
            let key = match missing.named {
                Named::Committee => "committees",
                Named::Member => "members",
                Named::Kind => "[delivery]",
            };
            let value = missing.key.split(':').next().unwrap_or_default();
            if delivery.listed.iter().any(|id| id == value) {
                let table = delivery.list.as_deref().unwrap_or_default();
                let what = format!("{} ({table})", missing.why);
                problems.push(Problem::near(&file, &text, "list", what).warning());
                continue;
            }
            problems.push(Problem::of_value(&file, &text, (key, 0), value, missing.why).warning());
        }
    }
    Ok(problems)
}
