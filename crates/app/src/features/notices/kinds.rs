//! The kinds of notices: one line each. A kind's sentence is `notices-told-WORD`, its name on the settings page
//! `notices-kind-WORD`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What part of the work a kind belongs to; the page is filtered by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = NoticeTheme)]
pub enum Theme {
    /// Documents that come and go.
    Documents,
    /// Work of units.
    Work,
}

impl Theme {
    /// All.
    pub const ALL: [Theme; 2] = [Theme::Documents, Theme::Work];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Theme::Documents => "documents",
            Theme::Work => "work",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.word() == word)
    }

    /// The words of its kinds.
    pub fn kinds(self) -> Vec<&'static str> {
        Kind::ALL.into_iter().filter(|kind| kind.theme() == self).map(Kind::word).collect()
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $theme:ident, $icon:literal, mails: $mails:literal;)*) => {
        /// What a person is told of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// All kinds, in the order of the settings page.
            pub const ALL: [Kind; [$($word),*].len()] = [$(Kind::$name),*];

            /// The word stored and sent.
            pub const fn word(self) -> &'static str {
                match self { $(Kind::$name => $word,)* }
            }

            /// The part of the work it belongs to.
            pub const fn theme(self) -> Theme {
                match self { $(Kind::$name => Theme::$theme,)* }
            }

            /// Its icon.
            pub const fn icon(self) -> &'static str {
                match self { $(Kind::$name => $icon,)* }
            }

            /// Whether it comes by mail as long as a person has not said otherwise.
            pub const fn mails(self) -> bool {
                match self { $(Kind::$name => $mails,)* }
            }
        }
    };
}

kinds! {
    /// A document came to the unit.
    DocumentCame = "document-came", Documents, "inbox", mails: true;
    /// The sender reminds of a document that nobody has acknowledged.
    DocumentReminded = "document-reminded", Documents, "bell-ring", mails: true;
    /// An office refused a document that was sent to it in a package.
    PackageRefused = "package-refused", Documents, "undo-2", mails: true;
    /// A document that came was recalled.
    DocumentRecalled = "document-recalled", Documents, "undo-2", mails: true;
    /// A draft waits for the approval of the unit's leader.
    DocumentSubmitted = "document-submitted", Documents, "hourglass", mails: true;
    /// A draft was returned with a reason.
    DocumentReturned = "document-returned", Documents, "undo-2", mails: true;
    /// An approved document waits for this person's signature.
    DocumentToSign = "document-to-sign", Documents, "stamp", mails: true;
    /// A signed document waits for its number.
    DocumentToNumber = "document-to-number", Documents, "stamp", mails: true;
    /// Somebody wrote a comment beside a draft.
    DocumentCommented = "document-commented", Documents, "file-pen-line", mails: false;
    /// Work was asked of the unit.
    WorkNew = "work-new", Work, "circle-dashed", mails: false;
    /// Work was given to this person.
    WorkAssigned = "work-assigned", Work, "circle-dot", mails: true;
    /// What was handed in came back with a reason.
    WorkReturned = "work-returned", Work, "undo-2", mails: true;
    /// What was handed in was accepted.
    WorkAccepted = "work-accepted", Work, "circle-check", mails: false;
    /// A unit handed something in.
    WorkHandedIn = "work-handed-in", Work, "hourglass", mails: false;
    /// A unit asks for another date.
    WorkDateAsked = "work-date-asked", Work, "calendar-days", mails: true;
    /// Work is late.
    WorkLate = "work-late", Work, "clock-alert", mails: true;
    /// The request for another date was answered.
    WorkDateAnswered = "work-date-answered", Work, "calendar-days", mails: true;
    /// A plan asks the unit for its own plan or a person in charge.
    CascadeAsked = "cascade-asked", Work, "network", mails: true;
    /// The unit that asked reminds.
    CascadeReminded = "cascade-reminded", Work, "bell-ring", mails: true;
    /// A unit says that it needs no own plan.
    CascadeClaimed = "cascade-claimed", Work, "hourglass", mails: false;
    /// The unit that asked answered that.
    CascadeDecided = "cascade-decided", Work, "undo-2", mails: true;
    /// Figures are asked of the unit.
    FigureAsked = "figure-asked", Work, "inbox", mails: false;
    /// Figures are due in a day or two.
    FigureDue = "figure-due", Work, "calendar-days", mails: true;
    /// A figure came back with a reason.
    FigureReturned = "figure-returned", Work, "undo-2", mails: true;
    /// Units below sent figures to be looked at.
    FigureSent = "figure-sent", Work, "hourglass", mails: false;
    /// The unit is not asked any more to carry a plan out.
    CascadeWithdrawn = "cascade-withdrawn", Work, "undo-2", mails: false;
    /// An item of communications was given to this person or unit.
    MediaGiven = "media-given", Work, "file-pen-line", mails: false;
    /// An item waits for the approval of the unit's leader.
    MediaSubmitted = "media-submitted", Work, "hourglass", mails: true;
    /// An item came back with a reason.
    MediaReturned = "media-returned", Work, "undo-2", mails: true;
    /// An item was approved.
    MediaApproved = "media-approved", Work, "circle-check", mails: false;
    /// An item published itself at the end of its embargo.
    MediaPublished = "media-published", Work, "circle-check", mails: false;
    /// An item that was published was taken down.
    MediaRemoved = "media-removed", Work, "undo-2", mails: true;
    /// An item must be ready in a day or two.
    MediaDue = "media-due", Work, "calendar-days", mails: true;
    /// The estimate of a plan was approved.
    MoneyApproved = "money-approved", Work, "circle-check", mails: false;
    /// The unit was allotted money.
    MoneyAllotted = "money-allotted", Work, "inbox", mails: true;
    /// A rating sheet is to be scored by the unit.
    RatingAsked = "rating-asked", Work, "inbox", mails: true;
    /// A unit sent its rating sheet.
    RatingSent = "rating-sent", Work, "hourglass", mails: false;
    /// A rating sheet came back with a reason.
    RatingReturned = "rating-returned", Work, "undo-2", mails: true;
    /// A rating sheet is still to be sent.
    RatingReminded = "rating-reminded", Work, "bell-ring", mails: true;
    /// A rating, or the unit's part in it, was given up.
    RatingStopped = "rating-stopped", Work, "flag", mails: true;
    /// The results of a rating are published.
    RatingPublished = "rating-published", Work, "circle-check", mails: true;
    /// A unit complains about its result.
    RatingComplained = "rating-complained", Work, "flag", mails: true;
    /// The complaint was answered.
    RatingAnswered = "rating-answered", Work, "circle-check", mails: true;
    /// A step to found a union was given to this person.
    FoundingGiven = "founding-given", Work, "circle-dot", mails: true;
    /// A step to found a union is due in a day or two.
    FoundingDue = "founding-due", Work, "calendar-days", mails: true;
    /// The unit is asked to come to an activity.
    ActivityAsked = "activity-asked", Work, "calendar-days", mails: true;
    /// It has not said who comes.
    ActivityReminded = "activity-reminded", Work, "hourglass", mails: true;
    /// A session came, or has another time or place.
    ActivityMoved = "activity-moved", Work, "calendar-days", mails: true;
    /// A session was called off.
    ActivitySessionCancelled = "activity-session-cancelled", Work, "calendar-days", mails: true;
    /// A session is tomorrow.
    ActivitySoon = "activity-soon", Work, "calendar-days", mails: true;
    /// An activity was called off.
    ActivityCancelled = "activity-cancelled", Work, "flag", mails: true;
    /// An activity takes place after all.
    ActivityReopened = "activity-reopened", Work, "calendar-days", mails: true;
    /// It organises an activity with another unit.
    ActivityHosts = "activity-hosts", Work, "handshake", mails: true;
    /// A unit that was asked does not come.
    ActivityDeclined = "activity-declined", Work, "undo-2", mails: true;
}

impl Kind {
    /// Reads the word.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_and_every_kind_has_its_words_in_both_languages() {
        let texts = web::Texts::embedded().unwrap();
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.word()), Some(kind));
            for locale in web::Locale::ALL {
                for start in ["notices-kind", "notices-told"] {
                    let key = format!("{start}-{}", kind.word());
                    assert!(texts.has(locale, &key), "{key} is missing in {}", locale.tag());
                }
            }
        }
    }
}
