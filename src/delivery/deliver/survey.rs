//! What a delivery would do now, office by office: nothing is composed, no file is read, and what is missing stops nothing.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::outline::Outline;
use super::plan::mails;
use super::{DeliveryContext, LeftBehind, SignerCount};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::config::Config;
use crate::delivery::OfficeEntry;
use crate::delivery::changes::{self, Changes, CheckedOffice};
use crate::delivery::dispatch::{Again, Plan};
use crate::delivery::store::{self, CheckedPlan};
use crate::delivery::targets::{Missing, Remark};
use crate::offices::Seat;
use crate::store::StoreError;

/// What a delivery would do now.
pub struct Survey {
    /// The offices, in the order of addressing.
    pub offices: Vec<OfficeEntry>,
    /// One mail to each office, and why others get none.
    pub plan: Plan,
    /// The number of signers.
    pub heads: SignerCount,
    /// What stays with an earlier text.
    pub left_behind: LeftBehind,
    /// The offices that the letter names and that can't be written to.
    pub missing: Vec<Missing>,
    /// Remarks that stop nothing.
    pub remarks: Vec<Remark>,
    /// The vacant seats that a rule chooses.
    pub vacant: Vec<Seat>,
    /// How many Members a rule chooses who have too few constituents among the signers.
    pub too_few: usize,
    /// The plan that staff checked last.
    pub checked: Option<CheckedPlan>,
    /// What changed since then; nothing if none was checked.
    pub changes: Changes,
}

/// Finds out what a delivery would do now; `None` if the letter has no delivery.
pub fn survey(context: DeliveryContext<'_>) -> Result<Option<Survey>, StoreError> {
    let Some(outline) = Outline::load(context)? else {
        return Ok(None);
    };
    let offices = outline.offices(context);
    let plan = mails(context, &offices, &Again::default(), 0)?;
    let slug = context.letter.slug.as_str();
    let checked = context.store.read_now(|db| store::checked_plan(db, slug))?;
    let now = notes(&offices, &plan);
    let changes = checked.as_ref().map(|then| changes::compare(&then.offices, &now));
    Ok(Some(Survey {
        left_behind: LeftBehind::of(context, &plan)?,
        plan,
        heads: outline.heads(),
        offices,
        missing: outline.choice.missing,
        remarks: outline.choice.remarks,
        vacant: outline.choice.vacant,
        too_few: outline.choice.too_few,
        checked,
        changes: changes.unwrap_or_default(),
    }))
}

/// Keeps the present plan as the one that staff checked: later plans say what changed since. Returns the number of its offices.
pub fn check(context: DeliveryContext<'_>) -> Result<Option<usize>, StoreError> {
    let Some(Survey { offices, plan, .. }) = survey(context)? else {
        return Ok(None);
    };
    let checked = notes(&offices, &plan);
    let (slug, by, now) = (context.letter.slug.to_string(), context.by, context.config.clock.now());
    context.store.write_now(move |tx| {
        store::check_plan(tx, &slug, &checked, (by.account, now))?;
        record(tx, by, &Deed::about(Act::PlanChecked, &slug, checked.len()), now)?;
        Ok::<_, StoreError>(())
    })?;
    Ok(Some(offices.len()))
}

/// Notes every office, with the address that its mail goes to, or went to.
fn notes(offices: &[OfficeEntry], plan: &Plan) -> Vec<CheckedOffice> {
    let mails = plan.mails.iter();
    let mails = mails.map(|it| (it.office.office.as_str(), it.contact.email.as_str()));
    let before = plan.before.iter();
    let before = before.map(|it| (it.office.office.as_str(), it.standing.address.as_str()));
    let addresses: BTreeMap<&str, &str> = mails.chain(before.filter(|(_, address)| !address.is_empty())).collect();
    let note = |office: &OfficeEntry| CheckedOffice::of(office, addresses.get(office.office.as_str()).copied());
    offices.iter().map(note).collect()
}

/// Returns the day before which a contact was verified too long ago.
pub fn stale_before(config: &Config) -> Date {
    let today = config.clock.now().to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let days = jiff::Span::new().days(i64::from(config.delivery.contact_stale_days));
    today.saturating_sub(days)
}
