//! Templates: MiniJinja, strict about what is missing, with the words that every page may use.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use minijinja::value::{Kwargs, Object, Value, from_args};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
};

use crate::assets::Assets;
use crate::texts::{Arg, Args, Texts};
use crate::{embedded, filters};

/// Renders templates by name.
pub struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// The templates of the binary, or those below `dev_root` when given.
    pub fn new(texts: Arc<Texts>, assets: Arc<Assets>, dev_root: Option<PathBuf>) -> Templates {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(print);
        environment.set_loader(move |name| Ok(source(name, dev_root.as_deref())));
        filters::add(&mut environment);
        add_functions(&mut environment, texts, assets);
        Templates { environment }
    }

    /// Renders the whole template, or one block of it.
    pub(crate) fn render(&self, name: &str, block: Option<&str>, context: Value) -> Result<String, Error> {
        let template = self.environment.get_template(name)?;
        match block {
            None => template.render(context),
            Some(block) => {
                template.render_captured(context)?.with_state_mut(|state| state.render_block(block))
            }
        }
    }

    /// Parses every embedded template; the names and errors of those that do not parse.
    pub fn broken(&self) -> Vec<(String, String)> {
        embedded::TEMPLATES
            .iter()
            .filter_map(|(name, _)| {
                Some(((*name).to_owned(), self.environment.get_template(name).err()?.to_string()))
            })
            .collect()
    }
}

fn source(name: &str, dev_root: Option<&Path>) -> Option<String> {
    match dev_root {
        // Template names come from code, never from a request; `..` is refused all the same.
        Some(root) if !name.contains("..") => std::fs::read_to_string(root.join("templates").join(name)).ok(),
        Some(_) => None,
        None => {
            let at = embedded::TEMPLATES.binary_search_by(|(key, _)| (*key).cmp(name)).ok()?;
            Some(embedded::TEMPLATES[at].1.to_owned())
        }
    }
}

/// Prints nothing for `none`, and leaves slashes as they are: they mean nothing in HTML, and dates are full of them.
fn print(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            write_escaped(out, text).map_err(Error::from)
        }
        _ => escape_formatter(out, state, value),
    }
}

fn add_functions(environment: &mut Environment<'static>, texts: Arc<Texts>, assets: Arc<Assets>) {
    let icons = Arc::clone(&assets);
    environment.add_function("t", move |state: &State, key: &str, values: Kwargs| {
        let args = arguments(&values)?;
        if let (true, Some(fixed)) = (args.is_empty(), texts.fixed(filters::locale(state), key)) {
            return Ok(fixed.clone());
        }
        match texts.find(filters::locale(state), key, &args) {
            Some(sentence) => Ok(Value::from(sentence)),
            // Tests and development must not overlook it; an officer at work gets the page all the same.
            None if cfg!(debug_assertions) => Err(Error::new(
                ErrorKind::InvalidOperation,
                format!("the sentence {key} is in no file of locales/"),
            )),
            None => Ok(Value::from(texts.say(filters::locale(state), key, &args))),
        }
    });
    environment.add_function("asset", move |name: &str| assets.address(name));
    environment.add_function("icon", move |name: &str, class: Option<&str>, values: Kwargs| {
        icon(&icons.address("icons.svg"), name, class, &values)
    });
}

fn arguments(values: &Kwargs) -> Result<Args, Error> {
    let mut args = Args::none();
    for name in values.args() {
        let value: Value = values.get(name)?;
        let arg = match f64::try_from(value.clone()) {
            Ok(number) if value.is_number() => Arg::Number(number),
            _ => Arg::Text(value.to_string()),
        };
        args = args.with(name.to_owned(), arg);
    }
    Ok(args)
}

/// `icon("inbox", "nc-big", label="Hộp việc")`: hidden from screen readers unless it has a label.
fn icon(sprite: &str, name: &str, class: Option<&str>, values: &Kwargs) -> Result<Value, Error> {
    let label: Option<String> = values.get("label")?;
    let more: Option<String> = values.get("class")?;
    values.assert_all_used()?;
    let classes: Vec<&str> = ["i"].into_iter().chain(class).chain(more.as_deref()).collect();
    let voice = match label {
        Some(label) => format!("role=\"img\" aria-label=\"{}\"", escape(&label)),
        None => "aria-hidden=\"true\"".to_owned(),
    };
    Ok(Value::from_safe_string(format!(
        "<svg class=\"{}\" {voice} focusable=\"false\"><use href=\"{}#{}\"/></svg>",
        escape(&classes.join(" ")),
        escape(sprite),
        escape(name)
    )))
}

/// Makes text safe inside HTML and SVG, in elements and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    write_escaped(&mut out, text).expect("a string takes everything");
    out
}

/// Writes whole stretches between the signs that mean something in HTML.
fn write_escaped(out: &mut impl std::fmt::Write, text: &str) -> std::fmt::Result {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let safe = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.write_str(&text[written..at])?;
        out.write_str(safe)?;
        written = at + 1;
    }
    out.write_str(&text[written..])
}

/// A map that answers `none` for what it does not hold, so that `{% if errors.name %}` works in strict mode.
#[derive(Debug)]
pub(crate) struct Lenient(pub std::collections::BTreeMap<String, Value>);

impl Object for Lenient {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(key.as_str().and_then(|key| self.0.get(key).cloned()).unwrap_or(Value::from(())))
    }

    fn enumerate(self: &Arc<Self>) -> minijinja::value::Enumerator {
        minijinja::value::Enumerator::Values(self.0.keys().map(|key| Value::from(key.as_str())).collect())
    }

    fn enumerator_len(self: &Arc<Self>) -> Option<usize> {
        Some(self.0.len())
    }

    fn call_method(self: &Arc<Self>, _: &mut State, method: &str, args: &[Value]) -> Result<Value, Error> {
        match method {
            // `typed.all("units")`: every value of a field that was sent more than once.
            "all" => {
                let (name,): (&str,) = from_args(args)?;
                Ok(self
                    .0
                    .get(&format!("{name}[]"))
                    .cloned()
                    .unwrap_or_else(|| Value::from(Vec::<Value>::new())))
            }
            _ => Err(Error::from(ErrorKind::UnknownMethod)),
        }
    }
}
