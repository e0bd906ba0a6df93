//! The end of the letter: whom to contact, and who gets a copy.

use super::RenditionContext;
use crate::config::Site;
use crate::locale::{Lang, Locales};

/// Words a sentence that asks to contact the publisher's contact person, with title, address and phone number as far as the settings have
/// them. `id` is a message that takes `who` and `reach`. Empty if there is neither address nor number.
pub(crate) fn contact_sentence(site: &Site, locales: &Locales, lang: Lang, id: &str) -> String {
    let (email, phone) = (site.contact_email.as_str(), site.contact_phone.as_str());
    let reach = match (email, phone) {
        ("", "") => return String::new(),
        (_, "") => "bundle-contact-email",
        ("", _) => "bundle-contact-phone",
        _ => "bundle-contact-both",
    };
    let reach = locales.format(lang, reach, &[("email", email.into()), ("phone", phone.into())]);
    let who = match (site.contact_name.as_str(), contact_title(site, lang)) {
        ("", _) => site.publisher(lang.as_str()).to_owned(),
        (name, "") => name.to_owned(),
        (name, title) => locales.format(
            lang,
            "bundle-contact-titled",
            &[("name", name.into()), ("title", title.into())],
        ),
    };
    locales.format(lang, id, &[("who", who.into()), ("reach", reach.into())])
}

/// Returns the contact's title in a language; empty if the settings have none.
pub(crate) fn contact_title(site: &Site, lang: Lang) -> &str {
    site.contact_title.get(lang.as_str()).map_or("", String::as_str)
}

impl RenditionContext<'_> {
    /// Returns the lines of the letterhead below the publisher's name.
    pub(super) fn contact(&self) -> Vec<String> {
        let site = self.site;
        let person = [&site.contact_name, &site.contact_phone, &site.contact_email].map(String::as_str);
        let person = person
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        vec![site.postal_address.join(" · "), person]
    }

    /// Returns the sentence that says whom to contact, with a phone number that does not break.
    pub(super) fn whom_to_contact(&self) -> String {
        let phone = self.site.contact_phone.as_str();
        let sentence = contact_sentence(self.site, self.locales, self.lang(), "bundle-contact");
        sentence.replace(phone, &phone.replace(' ', "\u{a0}"))
    }

    /// Returns the line about copies: `cc: The Honorable Ana Ruiz; Farm Workers Union`.
    pub(super) fn copies(&self) -> Option<String> {
        let cc = self.letter.delivery.as_ref().map_or(&[][..], |delivery| &delivery.cc);
        (!cc.is_empty()).then(|| format!("{} {}", self.text("bundle-cc"), cc.join("; ")))
    }
}
