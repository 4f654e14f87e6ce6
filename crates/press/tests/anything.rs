//! Whatever stands in a document: it is printed, nothing panics, and every signature has its place.

use domain::time::Moment;
use paper::{
    Appendix, Block, Circulation, Clause, Column, Drafter, Heading, Issuer, Kind, Number, Paper, PaperDate,
    Recipient, Row, Secrecy, Signature, Table, Urgency,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

/// Any letters: markup, controls, other scripts, emptiness, line ends, words too long for a line.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => "[a-zà-ỹ ,.;]{0,60}",
        3 => any::<String>(),
        1 => "[#$*_=`<>@\\\\\\[\\]{}()/~-]{0,20}",
        1 => "[A-Za-z]{80,200}",
        1 => Just("một\n\nhai\r\n ba\t".to_owned()),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    let column = (words(), any::<u32>()).prop_map(|(title, share)| Column { title, share });
    let row = prop_oneof![vec(vec(words(), 0..3), 0..5).prop_map(Row::Cells), words().prop_map(Row::Group),];
    (vec(column, 0..5), vec(row, 0..5), any::<bool>()).prop_map(|(columns, rows, is_landscape)| Table {
        columns,
        rows,
        is_landscape,
    })
}

fn block() -> impl Strategy<Value = Block> {
    let heading = (any::<u32>(), of(words()), words())
        .prop_map(|(level, marker, title)| Block::Heading(Heading { level, marker, title }));
    let clause = (any::<u32>(), of(words()), of(words()), words())
        .prop_map(|(level, marker, run_in, text)| Block::Clause(Clause { level, marker, run_in, text }));
    prop_oneof![heading, clause, words().prop_map(Block::Text), table().prop_map(Block::Table)]
}

fn ends() -> impl Strategy<Value = (Vec<Signature>, Vec<Recipient>, Vec<Appendix>)> {
    let signature = (of(words()), words(), of(words()), of(words()))
        .prop_map(|(authority, title, other_title, name)| Signature { authority, title, other_title, name });
    let recipient = (words(), of(words()), any::<bool>()).prop_map(|(name, purpose, is_archive)| Recipient {
        name,
        purpose,
        is_archive,
    });
    let appendix = (words(), vec(block(), 0..3), any::<bool>())
        .prop_map(|(title, body, is_landscape)| Appendix { title, body, is_landscape });
    (vec(signature, 0..5), vec(recipient, 0..50), vec(appendix, 0..3))
}

fn marks() -> impl Strategy<Value = Paper> {
    (
        of(select(Secrecy::ALL)),
        of(select(Urgency::ALL)),
        of(select(Circulation::ALL)),
        of((words(), of(any::<u32>()))),
        vec(words(), 0..8),
    )
        .prop_map(|(secrecy, urgency, circulation, drafter, contact)| Paper {
            secrecy,
            urgency,
            circulation,
            drafter: drafter.map(|(initials, n_copies)| Drafter { initials, n_copies }),
            contact,
            ..Paper::default()
        })
}

fn paper() -> impl Strategy<Value = Paper> {
    let issuer = (of(words()), words()).prop_map(|(superior, name)| Issuer { superior, name });
    let date = (of(any::<u32>()), of(any::<u32>()), of(any::<i32>()));
    let head = (
        select(Kind::ALL),
        of(words()),
        vec(issuer, 0..4),
        (of(any::<u32>()), words()),
        words(),
        date,
        words(),
    );
    let text = (vec(words(), 0..4), of(words()), vec(words(), 0..4), vec(block(), 0..12));
    (head, text, ends(), marks()).prop_map(|(head, text, ends, marks)| {
        let (kind, type_printed, issuers, (number, symbol), place, (day, month, year), subject) = head;
        let (addressees, authority, bases, body) = text;
        let (signatures, recipients, appendices) = ends;
        Paper {
            kind,
            type_printed,
            issuers,
            number: Number { number, symbol },
            place,
            date: PaperDate { day, month, year },
            subject,
            addressees,
            authority,
            bases,
            body,
            signatures,
            recipients,
            appendices,
            ..marks
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn anything_is_printed(paper in paper()) {
        let options = press::Options { made_at: Moment::from_micros(0) };
        let printed = press::pdf(&paper, options);
        prop_assert!(printed.is_ok(), "{}", printed.expect_err("a fault"));
        let printed = printed.expect("a file");
        prop_assert!(printed.n_pages > paper.appendices.len());
        prop_assert_eq!(printed.signature_places.len(), paper.signatures.len());
        prop_assert!(paper::word::write(&paper).is_ok());
    }
}
