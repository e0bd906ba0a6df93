//! The conditions on what signatures of a wave have in common.

use std::collections::BTreeSet;

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
            let name = self.in_lowercase("COALESCE(o.legal_name, p.name)", pattern);
            let pattern = self.value(like(pattern));
            self.conditions.push(format!("{name} LIKE {pattern} ESCAPE '!'"));
        }
    }

    /// Returns a text in lowercase, as far as a pattern can tell: `lower` of SQLite knows ASCII only.
    fn in_lowercase(&mut self, text: &str, pattern: &str) -> String {
        let letters: BTreeSet<char> = pattern.to_lowercase().chars().filter(|c| !c.is_ascii()).collect();
        let mut text = format!("lower({text})");
        for small in letters {
            let mut upper = small.to_uppercase();
            if let (Some(capital), None) = (upper.next(), upper.next())
                && capital != small
            {
                let (capital, small) = (self.value(capital.to_string()), self.value(small.to_string()));
                text = format!("replace({text}, {capital}, {small})");
            }
        }
        text
    }
}
