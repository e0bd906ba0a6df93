//! The conditions on what signatures of a wave have in common.

use super::Question;
use crate::sheet::Filter;
use crate::sheet::rule::{SHOWN, digest, like};

impl Question {
    /// Adds the conditions on what signatures of a wave have in common. They are checked for each row.
    pub(super) fn ask_rule(&mut self, filter: &Filter) {
        let rule = &filter.rule;
        if let Some(domain) = &rule.mail_domain {
            let ends = self.value(format!("%@{domain}"));
            self.conditions.push(format!("lower(s.email) LIKE {ends}"));
        }
        if let Some(digest) = rule.network.as_deref().and_then(digest) {
            let digest = self.value(digest.to_vec());
            self.conditions.push(format!(
                "EXISTS (SELECT 1 FROM links l WHERE l.signature = s.id
                   AND (substr(l.origin, 1, {SHOWN}) = {digest} OR substr(l.origin_range, 1, {SHOWN}) = {digest}))"
            ));
        }
        if let Some(pattern) = rule.name.as_deref() {
            let pattern = self.value(like(pattern));
            self.conditions.push(format!(
                "lower(COALESCE(o.legal_name, p.name)) LIKE {pattern} ESCAPE '!'"
            ));
        }
    }
}
