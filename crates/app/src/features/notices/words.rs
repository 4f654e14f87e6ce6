//! The sentence of a notice in the language of its reader.

use domain::time::Day;
use serde_json::Value;
use web::{Args, Locale, Texts};

/// The sentence.
pub fn sentence(texts: &Texts, locale: Locale, kind: &str, args: &str) -> String {
    texts.say(locale, &format!("notices-told-{kind}"), &read(locale, args))
}

/// The values as they were kept; days, whose names end in `_on`, are written as people write them.
pub fn read(locale: Locale, args: &str) -> Args {
    let mut pairs: Vec<(String, Value)> = serde_json::from_str(args).unwrap_or_default();
    for (name, value) in &mut pairs {
        let day = value.as_str().filter(|_| name.ends_with("_on")).and_then(|day| day.parse::<Day>().ok());
        if let Some(day) = day {
            *value = Value::String(web::day_in_words(day, locale));
        }
    }
    serde_json::to_value(pairs).and_then(serde_json::from_value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use web::args;

    #[test]
    fn days_are_written_in_the_language_of_the_reader_and_other_words_stay() {
        let kept =
            serde_json::to_string(&args![title = "Báo cáo 2024-10-31", due_on = "2024-10-31"]).unwrap();
        assert_eq!(read(Locale::Vi, &kept), args![title = "Báo cáo 2024-10-31", due_on = "31/10/2024"]);
        assert_eq!(read(Locale::En, &kept), args![title = "Báo cáo 2024-10-31", due_on = "31 Oct 2024"]);
        assert_eq!(read(Locale::Vi, "broken"), Args::none());
    }
}
