//! Two people at one draft, and any row of changes: what meets is told, what does not comes out the same, undo undoes.

use crate::support::*;
use draft::{Draft, Op};
use proptest::prelude::*;
use serde_json::json;

/// What each of two people may set: fields of the same items, none in common.
fn op_of(person: usize) -> impl Strategy<Value = Op> {
    let fields = [["task", "lead_units", "product"], ["time", "coop_units", "group"]][person];
    let item = prop_oneof![Just("/roadmap/0"), Just("/roadmap/1")];
    let value = move |field: &str| match field {
        "lead_units" => {
            prop_oneof![Just(json!(["Phòng Mới"])), Just(json!([{"name": "Tổ A", "unit": "u-1"}]))].boxed()
        }
        "coop_units" => prop_oneof![Just(json!(["Phòng Mới"])), Just(json!(["Tổ B", "Văn phòng"]))].boxed(),
        "time" => prop_oneof![Just(json!("tháng 8/2024")), Just(json!("quý III"))].boxed(),
        _ => "[a-zăâđ ]{1,12}".prop_map(|s| json!(s)).boxed(),
    };
    (item, proptest::sample::select(fields.to_vec())).prop_flat_map(move |(item, field)| {
        value(field).prop_map(move |v| set(&format!("{item}/{field}"), v))
    })
}

/// Two rows of changes, and whose turn it is.
fn two_people() -> impl Strategy<Value = (Vec<Op>, Vec<Op>, Vec<bool>)> {
    (
        proptest::collection::vec(op_of(0), 0..6),
        proptest::collection::vec(op_of(1), 0..6),
        proptest::collection::vec(any::<bool>(), 12),
    )
}

/// Both rows in turns; gives the draft and what undoes each person's changes, last first.
fn interleaved(ops: [&[Op]; 2], turns: &[bool]) -> (Draft, [Vec<Op>; 2]) {
    let mut draft = draft();
    let mut left = ops.map(|ops| ops.iter());
    let mut undo = [Vec::new(), Vec::new()];
    let mut turns = turns.iter().copied().chain(std::iter::repeat([false, true]).flatten());
    while left.iter().any(|ops| ops.len() > 0) {
        let who = usize::from(turns.next().expect("endless"));
        if let Some(op) = left[who].next() {
            undo[who].insert(0, apply(&mut draft, op).expect("it applies"));
        }
    }
    (draft, undo)
}

fn any_op() -> impl Strategy<Value = Op> {
    let item = prop_oneof![
        Just("/roadmap/0"),
        Just("/roadmap/1"),
        Just("/obligations/0"),
        Just("/header"),
        Just("/roadmap/nabc1"),
        Just("/nothing/9")
    ];
    let field = prop_oneof![
        Just("task"),
        Just("duty"),
        Just("subject"),
        Just("lead_units"),
        Just("time"),
        Just("product")
    ];
    let value = prop_oneof![
        ".{0,12}".prop_map(|s| json!(s)),
        proptest::collection::vec(".{0,6}", 0..3).prop_map(|v| json!(v)),
        Just(json!(null)),
        Just(json!([{"name": "Phòng TrH", "unit": "u-2"}])),
        Just(json!("tháng 8/2024")),
    ];
    let number = 1u32..12;
    prop_oneof![
        (item.clone(), field, value).prop_map(|(i, f, v)| set(&format!("{i}/{f}"), v)),
        Just(Op::Add { path: "/roadmap/nabc1".into() }),
        item.clone().prop_map(|i| Op::Remove { path: i.into() }),
        item.prop_map(|i| Op::Restore { path: i.into() }),
        (number.clone(), proptest::option::of(prop_oneof![Just("u-1".to_owned()), Just("u-9".to_owned())]))
            .prop_map(|(n, c)| Op::Accept { item: format!("i{n}"), choice: c }),
        number.clone().prop_map(|n| Op::Skip { item: format!("i{n}") }),
        number.prop_map(|n| Op::Reopen { item: format!("i{n}") }),
    ]
}

/// What people see of a draft: an undone "add" leaves a removed item behind, which nobody sees.
fn seen(draft: &Draft) -> serde_json::Value {
    let items: Vec<_> = draft.items.iter().filter(|i| !i.removed).collect();
    json!({"items": items, "issues": draft.issues, "units": draft.units})
}

proptest! {
    #[test]
    fn changes_of_two_people_to_different_fields_come_out_the_same_in_any_order((one, two, turns) in two_people()) {
        let (mixed, undo) = interleaved([&one, &two], &turns);
        let (after, _) = interleaved([&one, &two], &[false; 12]);
        let (before, _) = interleaved([&one, &two], &[true; 12]);
        prop_assert_eq!(seen(&mixed), seen(&after));
        prop_assert_eq!(seen(&mixed), seen(&before));
        // Nothing that one touched meets what the other touched: the server merges exactly these.
        let fields = |ops: &[Op]| ops.iter().flat_map(Op::touches).collect::<Vec<_>>();
        for a in fields(&one) {
            prop_assert!(fields(&two).iter().all(|b| !draft::meet(&a, b)));
        }
        // One person's undo takes nothing of the other's.
        let mut alone = mixed;
        for op in &undo[0] {
            apply(&mut alone, op).expect("an inverse always applies");
        }
        let (wanted, _) = interleaved([&[], &two], &[]);
        prop_assert_eq!(&alone.items, &wanted.items);
    }

    #[test]
    fn whatever_two_changes_share_is_seen_by_both_to_meet(one in any_op(), two in any_op()) {
        let mut a = draft();
        let (Ok(back), Ok(other)) = (apply(&mut a.clone(), &one), apply(&mut a, &two)) else { return Ok(()) };
        let touched = |op: &Op, back: &Op| [op.touches(), back.touches()].concat();
        let (ones, twos) = (touched(&one, &back), touched(&two, &other));
        let meets = ones.iter().any(|x| twos.iter().any(|y| draft::meet(x, y)));
        // In both orders the same: else one of them would be lost without a word.
        let in_order = |first: &Op, second: &Op| {
            let mut draft = draft();
            let is_taken = apply(&mut draft, first).is_ok() && apply(&mut draft, second).is_ok();
            is_taken.then(|| seen(&draft))
        };
        if !meets {
            prop_assert_eq!(in_order(&one, &two), in_order(&two, &one));
        }
    }

    #[test]
    fn undoing_everything_in_reverse_brings_back_the_beginning(ops in proptest::collection::vec(any_op(), 0..30)) {
        let mut draft = draft();
        let before = seen(&draft);
        let mut undo = Vec::new();
        for op in &ops {
            if let Ok(inverse) = apply(&mut draft, op) {
                undo.push(inverse);
            }
        }
        for op in undo.iter().rev() {
            apply(&mut draft, op).expect("an inverse always applies");
        }
        prop_assert_eq!(seen(&draft), before);
    }
}
