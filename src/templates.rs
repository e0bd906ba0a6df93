//! Templates: the only place that uses Handlebars. Pages are escaped, text mails are not; both fail on an absent value (strict mode).
//!
//! Helpers: `{{t "message-id" name=value}}` (a message in the page's `lang`, in the words for the kind of text that the page is `about`), `{{number n}}`, `{{asset "css/site.css"}}`,
//! `{{brand "accent"}}` (what mails and images take from the publisher's look).

use std::borrow::Cow;
use std::sync::Arc;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonRender, Output, RenderContext, RenderError,
    RenderErrorReason, ScopedJson,
};
use rust_embed::RustEmbed;
use serde::Serialize;
use serde_json::Value as Json;

use crate::brand::{Brand, Drawn, MailLogo};
use crate::locale::{Lang, Locales, Value};

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Files;

/// A template that does not load or render.
#[derive(Debug, thiserror::Error)]
#[error("template {name}: {why}")]
pub struct TemplateError {
    /// The path under `templates/`, without `.hbs`.
    pub name: String,
    /// What is wrong.
    pub why: String,
}

/// Escapes a text for HTML, between tags or in an attribute in double quotes.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let meant = |byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | b'`' | b'=');
    if text.bytes().any(meant) {
        Cow::Owned(handlebars::html_escape(text))
    } else {
        Cow::Borrowed(text)
    }
}

/// Turns a static file's name into its URL.
type Address = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// What templates show besides messages and their views.
pub struct Furnishing {
    asset: Address,
    brand: Brand,
    mail_logo: Option<Arc<MailLogo>>,
}

impl Furnishing {
    /// Takes what templates show from the publisher's look; `asset` turns a static file's name into its URL.
    pub fn new(brand: &Brand, drawn: &Drawn, asset: fn(&str, &Brand) -> Option<String>) -> Self {
        let look = brand.clone();
        Self {
            asset: Box::new(move |name| asset(name, &look)),
            brand: brand.clone(),
            mail_logo: drawn.mail_logo.clone(),
        }
    }
}

/// All templates, loaded once.
pub struct Templates {
    pages: Handlebars<'static>,
    texts: Handlebars<'static>,
    furnishing: Arc<Furnishing>,
}

impl Templates {
    /// Loads `templates/**/*.hbs`.
    pub fn load(locales: &Arc<Locales>, furnishing: Furnishing) -> Result<Self, TemplateError> {
        let furnishing = Arc::new(furnishing);
        let mut pages = Handlebars::new();
        let mut texts = Handlebars::new();
        texts.register_escape_fn(handlebars::no_escape);
        for registry in [&mut pages, &mut texts] {
            registry.set_strict_mode(true);
            registry.set_prevent_indent(true);
            registry.register_helper("t", Box::new(Translate(Arc::clone(locales))));
            registry.register_helper("number", Box::new(Number(Arc::clone(locales))));
            registry.register_helper("asset", Box::new(Asset(Arc::clone(&furnishing))));
            registry.register_helper("brand", Box::new(Look(Arc::clone(&furnishing))));
        }
        let mut templates = Self {
            pages,
            texts,
            furnishing,
        };
        for file in Files::iter().filter(|file| file.ends_with(".hbs")) {
            templates.register(&file)?;
        }
        Ok(templates)
    }

    /// Renders an HTML page or mail body, e.g. `pages/letter`.
    pub fn html(&self, name: &str, view: &impl Serialize) -> Result<String, TemplateError> {
        self.pages.render(name, view).map_err(|error| failed(name, &error))
    }

    /// Renders a plain text, e.g. `emails/confirmation/body.txt`: nothing is escaped.
    pub fn text(&self, name: &str, view: &impl Serialize) -> Result<String, TemplateError> {
        self.texts.render(name, view).map_err(|error| failed(name, &error))
    }

    /// Returns the logo that HTML mails show.
    pub(crate) fn mail_logo(&self) -> Option<Arc<MailLogo>> {
        self.furnishing.mail_logo.clone()
    }

    fn register(&mut self, file: &str) -> Result<(), TemplateError> {
        let name = file.trim_end_matches(".hbs");
        let wrong = |why: String| TemplateError {
            name: name.to_owned(),
            why,
        };
        let content = Files::get(file).ok_or_else(|| wrong("can't be read".to_owned()))?;
        let source = std::str::from_utf8(&content.data).map_err(|error| wrong(error.to_string()))?;
        let is_text = std::path::Path::new(name)
            .extension()
            .is_some_and(|extension| extension == "txt");
        let registry = if is_text { &mut self.texts } else { &mut self.pages };
        registry
            .register_template_string(name, source)
            .map_err(|error| wrong(error.to_string()))
    }
}

fn failed(name: &str, error: &RenderError) -> TemplateError {
    TemplateError {
        name: name.to_owned(),
        why: error.to_string(),
    }
}

fn wrong(why: impl Into<String>) -> RenderError {
    RenderErrorReason::Other(why.into()).into()
}

/// Returns the language of a page's own words: `interface` of its frame, since `lang` of a staff page's view is the language of its letter.
/// Emails and parts have `lang` alone.
fn page_lang(locales: &Locales, context: &Context) -> Result<Lang, RenderError> {
    let of_frame = context.data().get("interface").and_then(Json::as_str);
    let lang = of_frame.and_then(Lang::parse).map_or_else(|| view_lang(context), Ok);
    lang.map(|lang| locales.nearest(lang))
}

fn view_lang(context: &Context) -> Result<Lang, RenderError> {
    let tag = context.data().get("lang").and_then(Json::as_str);
    tag.and_then(Lang::parse).ok_or_else(|| wrong("the view has no lang"))
}

struct Translate(Arc<Locales>);

impl HelperDef for Translate {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let lang = page_lang(&self.0, context)?;
        let id = helper
            .param(0)
            .map(|param| param.value().render())
            .ok_or_else(|| wrong("t needs a message id"))?;
        let kind = context.data().get("about").and_then(Json::as_str);
        let kind = kind.map(|kind| ("kind", Value::from(kind)));
        let values = helper.hash().iter();
        let values = values.map(|(name, value)| (*name, message_value(name, value.value())));
        let values: Vec<(&str, Value<'_>)> = kind.into_iter().chain(values).collect();
        Ok(ScopedJson::Derived(Json::String(self.0.format(lang, &id, &values))))
    }
}

/// Converts a JSON value for a message. A whole number is a count, unless it is called `id`: that is typed into commands, as it is.
fn message_value<'j>(name: &str, json: &'j Json) -> Value<'j> {
    let is_id = name == "id" || name.ends_with("_id");
    match json.as_u64().filter(|_| !is_id) {
        Some(count) => Value::Count(count),
        None => Value::Text(json.render().into()),
    }
}

struct Number(Arc<Locales>);

impl HelperDef for Number {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let lang = page_lang(&self.0, context)?;
        let number = helper
            .param(0)
            .and_then(|param| param.value().as_u64())
            .ok_or_else(|| wrong("number needs a count"))?;
        Ok(out.write(&self.0.number(lang, number))?)
    }
}

struct Asset(Arc<Furnishing>);

impl HelperDef for Asset {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = helper.param(0).map(|param| param.value().render()).unwrap_or_default();
        let url = (self.0.asset)(&name).ok_or_else(|| wrong(format!("there is no static file {name}")))?;
        Ok(out.write(&url)?)
    }
}

/// The publisher's look in the light, for mails and images. The publisher's name is a parameter of what depends on it.
struct Look(Arc<Furnishing>);

impl HelperDef for Look {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let param = |at| helper.param(at).map(|param| param.value().render()).unwrap_or_default();
        let (brand, logo) = (&self.0.brand, self.0.mail_logo.as_deref());
        let shades = &brand.palette.light;
        let publisher = param(1);
        Ok(ScopedJson::Derived(match param(0).as_str() {
            "accent" => shades.accent.to_string().into(),
            "fill" => shades.fill.to_string().into(),
            "on-fill" => shades.on_fill.to_string().into(),
            "tint" => shades.tint.to_string().into(),
            "logo" => logo.map_or("", |logo| logo.id.as_str()).into(),
            "logo-width" => logo.map_or(0, |logo| logo.width).into(),
            "logo-height" => logo.map_or(0, |logo| logo.height).into(),
            "logo-alt" => brand.logo_alt(view_lang(context)?, &publisher).into(),
            "logo-says" => (logo.is_some() && brand.logo_says(view_lang(context)?, &publisher)).into(),
            other => return Err(wrong(format!("the look has no {other}"))),
        }))
    }
}
