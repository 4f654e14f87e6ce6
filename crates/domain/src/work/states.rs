//! The states of an assignment and its steps. Done means accepted by the unit that asked: no step of the unit that does
//! the work ends in `Done`.

/// A word that names no state, role or step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names no state, role or step of work")]
pub struct NotAStep;

words! {
    NotAStep;
    /// How far an assignment is.
    State,
    /// Chờ nhận: asked, nobody has said yes yet.
    Waiting = "waiting",
    /// Đang làm: the unit has taken it on.
    Doing = "doing",
    /// Chờ duyệt: handed in, the unit that asked has not answered yet.
    Handed = "handed",
    /// Trả lại: the unit that asked wants more.
    Returned = "returned",
    /// Xong: accepted by the unit that asked.
    Done = "done",
    /// Tạm dừng: the clock stands.
    Paused = "paused",
    /// Thôi không yêu cầu: the unit that asked does not ask any more.
    Withdrawn = "withdrawn",
}

words! {
    NotAStep;
    /// What a unit is in a task or duty.
    Role,
    /// Chủ trì: leads.
    Lead = "lead",
    /// Phối hợp: cooperates.
    With = "with",
}

words! {
    NotAStep;
    /// Who takes a step.
    Side,
    /// The unit that does the work.
    Doer = "doer",
    /// The unit that asked for it.
    Asker = "asker",
}

words! {
    NotAStep;
    /// What can be done to an assignment.
    Step,
    /// Nhận việc.
    Accept = "accept",
    /// Giao người.
    Assign = "assign",
    /// Báo cáo.
    Report = "report",
    /// Nộp sản phẩm.
    HandIn = "hand_in",
    /// Rút lại để sửa.
    TakeBack = "take_back",
    /// Xin đổi hạn.
    AskDate = "ask_date",
    /// Trả lời xin đổi hạn.
    AnswerDate = "answer_date",
    /// Duyệt: it is done.
    Approve = "approve",
    /// Trả lại.
    Return = "return",
    /// Mở lại việc đã xong.
    Reopen = "reopen",
    /// Tạm dừng.
    Pause = "pause",
    /// Chạy tiếp.
    Resume = "resume",
    /// Thôi không yêu cầu.
    Withdraw = "withdraw",
    /// Theo kế hoạch được điều chỉnh: another day, another part, or asked again.
    Amend = "amend",
}

impl State {
    /// Nothing more is expected of the unit.
    pub const fn is_over(self) -> bool {
        matches!(self, State::Done | State::Withdrawn)
    }

    /// The unit still has to do something, so that a deadline that passes makes it late. What was handed in waits for
    /// the other side, and the clock of what is paused stands.
    pub const fn is_due(self) -> bool {
        matches!(self, State::Waiting | State::Doing | State::Returned)
    }
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// In this state nobody can.
    #[error("work that is {0} cannot take the step {1}")]
    NotNow(State, Step),
    /// The other side's step.
    #[error("the step {0} belongs to the other side")]
    NotYours(Step),
}

impl Step {
    /// Who may take it.
    pub const fn sides(self) -> &'static [Side] {
        match self {
            Step::Accept | Step::Assign | Step::Report | Step::HandIn | Step::TakeBack | Step::AskDate => {
                &[Side::Doer]
            }
            Step::AnswerDate | Step::Approve | Step::Return | Step::Reopen | Step::Withdraw | Step::Amend => {
                &[Side::Asker]
            }
            Step::Pause | Step::Resume => &[Side::Doer, Side::Asker],
        }
    }

    /// The state after this step, taken by `side`; `was_accepted` says where what was paused goes on.
    pub fn from(self, state: State, was_accepted: bool, side: Side) -> Result<State, Refusal> {
        if !self.sides().contains(&side) {
            return Err(Refusal::NotYours(self));
        }
        self.after(state, was_accepted).ok_or(Refusal::NotNow(state, self))
    }

    /// Whether somebody could take it now.
    pub fn is_open(self, state: State) -> bool {
        self.after(state, true).is_some()
    }

    fn after(self, state: State, was_accepted: bool) -> Option<State> {
        use State::{Doing, Done, Handed, Paused, Returned, Waiting, Withdrawn};
        match (self, state) {
            (Step::Accept, Waiting) => Some(Doing),
            (Step::Assign, Waiting | Doing | Returned | Paused | Handed) => Some(state),
            (Step::Report, Doing | Returned) => Some(state),
            (Step::HandIn, Doing | Returned) => Some(Handed),
            (Step::TakeBack, Handed) => Some(Doing),
            (Step::AskDate, Waiting | Doing | Returned) => Some(state),
            (Step::AnswerDate | Step::Amend, Waiting | Doing | Returned | Paused | Handed) => Some(state),
            // A plan that is changed may ask again for what was withdrawn.
            (Step::Amend, Withdrawn) => Some(Waiting),
            (Step::Approve, Handed) => Some(Done),
            (Step::Return, Handed) | (Step::Reopen, Done) => Some(Returned),
            (Step::Pause, Waiting | Doing | Returned) => Some(Paused),
            (Step::Resume, Paused) => Some(if was_accepted { Doing } else { Waiting }),
            (Step::Withdraw, Waiting | Doing | Handed | Returned | Paused) => Some(Withdrawn),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line per step, one column per state: the first letters of the state after, or a dot.
    fn table() -> String {
        let cell = |step: Step, state: State| step.after(state, true).map_or(".", |next| &next.word()[..2]);
        let line = |step: &Step| {
            let cells: Vec<&str> = State::ALL.iter().map(|state| cell(*step, *state)).collect();
            let sides: Vec<&str> = step.sides().iter().map(|side| side.word()).collect();
            format!("{:<12}{:<11}{}\n", step.word(), sides.join("+"), cells.join(" "))
        };
        Step::ALL.iter().map(line).collect()
    }

    #[test]
    fn the_table_of_steps() {
        // waiting, doing, handed, returned, done, paused, withdrawn.
        let expected = "\
accept      doer       do . . . . . .
assign      doer       wa do ha re . pa .
report      doer       . do . re . . .
hand_in     doer       . ha . ha . . .
take_back   doer       . . do . . . .
ask_date    doer       wa do . re . . .
answer_date asker      wa do ha re . pa .
approve     asker      . . do . . . .
return      asker      . . re . . . .
reopen      asker      . . . . re . .
pause       doer+asker pa pa . pa . . .
resume      doer+asker . . . . . do .
withdraw    asker      wi wi wi wi . wi .
amend       asker      wa do ha re . pa wa
";
        assert_eq!(table(), expected);
        // "do" stands for two states: only the asking side ends work, and only what was handed in.
        assert_eq!(Step::Approve.after(State::Handed, true), Some(State::Done));
        assert_eq!(Step::TakeBack.after(State::Handed, true), Some(State::Doing));
    }

    #[test]
    fn nothing_the_doing_unit_can_do_makes_its_work_done() {
        for step in Step::ALL {
            for state in State::ALL.iter().filter(|state| **state != State::Done) {
                for was_accepted in [false, true] {
                    let after = step.from(*state, was_accepted, Side::Doer);
                    assert_ne!(after, Ok(State::Done), "{step} from {state}");
                }
            }
        }
    }

    #[test]
    fn the_other_side_is_refused_before_the_state_is_looked_at() {
        assert_eq!(
            Step::Approve.from(State::Waiting, true, Side::Doer),
            Err(Refusal::NotYours(Step::Approve))
        );
        assert_eq!(
            Step::Approve.from(State::Waiting, true, Side::Asker),
            Err(Refusal::NotNow(State::Waiting, Step::Approve))
        );
    }

    #[test]
    fn what_was_paused_before_it_was_accepted_waits_again() {
        assert_eq!(Step::Resume.from(State::Paused, false, Side::Doer), Ok(State::Waiting));
        assert_eq!(Step::Resume.from(State::Paused, true, Side::Asker), Ok(State::Doing));
    }

    #[test]
    fn words_read_back() {
        for state in State::ALL {
            assert_eq!(state.word().parse(), Ok(*state));
        }
        assert_eq!("boss".parse::<Role>(), Err(NotAStep));
    }
}
