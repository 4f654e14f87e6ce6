# Carrying a plan down: questions, the matrix, the page of a unit that is asked.

cascades-title = Carrying it down
cascades-matrix = Matrix
cascades-of-unit = What the unit carries out
cascades-of = What { $unit } carries out
cascades-to-plan = Back to the plan
cascades-how-far = How far { $n } units are
cascades-how-far-kind = How far they are: { $n } × { $kind }
cascades-wants = What is asked
cascades-wants-both = An own plan and a person in charge
cascades-wants-plan = An own plan
cascades-wants-person = A person in charge
cascades-wants-nothing = Choose at least one: an own plan or a person in charge.
cascades-due = Due { $day }
cascades-days-late = { $n ->
    [one] { $n } day late
   *[other] { $n } days late
}
cascades-days-left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
cascades-today = due today
cascades-no-due = No day is set.
cascades-line = Line { $n } of the plan
cascades-whole-plan = The plan as a whole
cascades-source = The clause that asks
cascades-source-unknown = The plan has no such clause any more. Choose the clause again.
cascades-clause = Line { $line }: { $text }
cascades-due-on = Due
cascades-to = Who is asked
cascades-to-group = All units of these kinds
cascades-within = Below the unit
cascades-kinds = Kinds of units
cascades-to-name = The units behind a name printed in the plan
cascades-choose-name = Choose a name
cascades-to-name-help = Whom that name stands for is said under Issue of the document.
cascades-to-units = These units
cascades-units-hint = One unit a line
cascades-to-missing = Choose who is asked.
cascades-name-missing = Choose a name that the plan prints.
cascades-kinds-missing = Choose at least one kind of units.
cascades-units-missing = Write the names of the units, one a line.
cascades-units-many = Write { $n } units at most; choose by kind for more.
cascades-unit-unknown = There is no unit “{ $name }”, or several are called so. Write the whole name.
cascades-group = { $kinds } below { $name }
cascades-chosen = { $n ->
    [one] { $n } chosen unit
   *[other] { $n } chosen units
}
cascades-state-declared = Waits for the plan to be issued
cascades-opening-label = Units asked
cascades-state-opening = Being sent: { $n } of { $total } units
cascades-state-open = { $n ->
    [one] { $n } unit asked
   *[other] { $n } units asked
}
cascades-state-withdrawn = Not asked any more
cascades-nobody-meant = There is nobody to ask: the name or kind stands for no unit. Take this back and ask again.
cascades-proposals = { $n ->
    [one] { $n } clause seems to ask units below
   *[other] { $n } clauses seem to ask units below
}
cascades-proposals-help = Proposed by their words. Press Use to fill the form, then check it.
cascades-use = Use
cascades-new = A new question
cascades-declare = Keep it, send it when the plan is issued
cascades-ask-now = Ask
cascades-withdraw = Ask no more
cascades-open-matrix = Open the matrix
cascades-none = The plan asks nothing of units below
cascades-none-text = The drafter or leader of the unit that keeps the plan asks here.
cascades-carries-out = This plan carries out
cascades-carried = Where each item comes from
cascades-declared-now = Kept. The units get it when the plan is issued.
cascades-asking-now = The units are being asked.
cascades-withdrawn-now = It is not asked any more.
cascades-withdrawing-now = It is not asked any more. The { $n } questions passed on below are being stopped one after the other, and their units are told.
cascades-bar-plan = Own plan
cascades-bar-person = Person in charge
cascades-part-issued = issued
cascades-part-drafting = being drafted
cascades-part-claimed = say it does not apply
cascades-part-excused = does not apply
cascades-part-silent = none yet
cascades-part-named = named
cascades-part-unnamed = not named
cascades-stand-issued = Issued
cascades-stand-drafting = Being drafted
cascades-stand-claimed = Says it does not apply
cascades-stand-excused = Does not apply
cascades-stand-silent = None yet
cascades-unnamed = Not named
cascades-not-needed = Not asked
cascades-unit = Unit
cascades-own-plan = Own plan
cascades-number = Number and symbol
cascades-on = Issued on
cascades-person = Person in charge
cascades-below = Below
cascades-below-done = Below, done
cascades-n-reminders = Reminders
cascades-sheet = Carrying down
cascades-print = Print
cascades-filter = Filter by stand
cascades-show-all = All
cascades-show-silent = Not done
cascades-show-issued = Issued
cascades-show-drafting = Being drafted
cascades-show-claimed = Say it does not apply
cascades-show-unnamed = Nobody named
cascades-search = Find a unit, marks are not needed
cascades-page-of = Page { $page } of { $n }, { $total } units
cascades-none-here = No unit stands here.
cascades-remind-all = { $n ->
    [one] Remind { $n } unit that is not done
   *[other] Remind { $n } units that are not done
}
cascades-remind-one = Remind
cascades-remind-unit = Remind { $unit }
cascades-reminded = { $n ->
    [one] { $n } unit was reminded.
   *[other] { $n } units were reminded.
}
cascades-reminding-now = { $n } units are being reminded; the top of the matrix says how far it is.
cascades-reminding = Being reminded: { $n } of { $all } units.
cascades-reminding-label = Units reminded
error-cascades-reminding = Units are being reminded. Wait until this round is over, then remind again.
cascades-nobody-silent = There is nobody left to remind.
cascades-reminded-at = Reminder { $n }: { $at }
cascades-last-reminder = Last reminder: { $at }, { $n } units; { $done } did it since.
cascades-follows = The matrix follows as units name people, draft and issue plans.
cascades-tree = With the levels further down: { $done } of { $n } units are done.
cascades-passed-from = Asked by the unit above
cascades-list-count = { $n ->
    [one] { $n } thing is asked of the unit
   *[other] { $n } things are asked of the unit
}
cascades-asked-of-us = Asked of the unit
cascades-we-ask = Asked of units below
cascades-what = Plan and what it asks
cascades-asker = Asked by
cascades-list-none = Nothing is asked yet
cascades-list-none-text = When a plan from above asks the unit for its own plan or a person in charge, it stands here.
cascades-what-is-asked = What is asked
cascades-reminded-you = { $asker } reminded you at { $at }, reminder { $n }.
cascades-named-by = named by { $name }, { $at }
cascades-before = before
cascades-name-person = Name the person in charge
cascades-rename-person = Name another person
cascades-person-of-unit = Somebody of the unit
cascades-person-other = Somebody else, write the name
cascades-person-unknown = This person holds no post in the unit. Choose somebody else or write the name.
cascades-name = Full name
cascades-name-help = Only when nobody of the unit is chosen.
cascades-name-of-person-missing = Choose somebody of the unit or write the full name.
cascades-post = Post
cascades-phone = Telephone
cascades-email = E-mail
cascades-email-wrong = An e-mail address has an @ in it.
cascades-save-person = Save
cascades-named-now = { $name } is in charge.
cascades-record = The plan was issued on paper or in another program
cascades-record-now = Record the plan
cascades-number-missing = Write the number and symbol of the plan.
cascades-on-missing = Write the day it was issued, for example 10/9/2024.
cascades-on-help = For example 10/9/2024.
cascades-on-later = The day of issue cannot be after today.
cascades-file = File of the plan
cascades-recorded-now = Plan { $number } is recorded.
cascades-claim = This does not apply to the unit
cascades-claim-reason = Why it does not apply
cascades-claim-help = { $asker } will answer whether they agree.
cascades-claim-now = Send the reason
cascades-claimed-now = Sent. It waits for the answer of the unit that asked.
cascades-reason-missing = Write why it does not apply.
cascades-agree = Agree that it does not apply
cascades-refuse = Ask for it all the same
cascades-refusal = Why it is asked all the same
cascades-refusal-missing = Write why it is asked all the same.
cascades-verdict-missing = Choose whether you agree.
cascades-agreed = Agreed: it does not apply to this unit.
cascades-refused = Answered: it is asked all the same.
cascades-refused-why = { $asker } asks for it all the same: { $why }
cascades-passed = Passed on
cascades-pass = Pass it on to units below
cascades-pass-now = Ask
cascades-house = The system
cascades-not-below = { $name } is not below your unit. Pass a request on only to units below it.
cascades-only-below = Choose the units below to pass the request on to.
cascades-line-long = Write { $n } letters at most.
cascades-answer-unknown = The unit to be reminded was not found. Load the page again and retry.

error-cascades-twice = The same is asked of these units already. See it in the list, or stop the old request first.
error-cascades-not-asked = This is not asked any more, or not yet. Load the page again to see where it stands.
error-cascades-elsewhere = The unit's own plan has just moved on. Load the page again to see.
error-cascades-asked-already = It is being sent or was sent. Wait until it is through and retry.
error-cascades-not-issued = The plan is not in force, so nothing can be asked by it.
error-cascades-drafted-already = The own plan is being drafted. Open the draft to go on.

cascades-own-title = Draft the own plan
cascades-own-begin = Begin
cascades-own-go-on = Go on drafting
cascades-own-open = Open the own plan
cascades-own-items = What is carried over
cascades-own-tasks = { $n ->
    [one] { $n } task of the roadmap
   *[other] { $n } tasks of the roadmap
}
cascades-own-duties = { $n ->
    [one] { $n } duty
   *[other] { $n } duties
}
cascades-own-subject-label = Subject
cascades-own-subject = Triển khai { $subject }
cascades-own-doers-label = Given to
cascades-own-doers = Các đơn vị trực thuộc
cascades-own-doers-help = As printed in the plan, in Vietnamese: Các trường mầm non, tiểu học, trung học cơ sở.
cascades-own-help = The program writes a draft with the unit's letterhead, the plan that asks as its basis, and what was chosen. Mend it and add the unit's own work in the review.
cascades-own-not-you = A leader, clerk or drafter of the unit begins the own plan.
cascades-own-file = ke-hoach-trien-khai.txt
cascades-own-begun = { $n ->
    [one] A draft was written with { $n } clause. Review it and add the unit's own work.
   *[other] A draft was written with { $n } clauses. Review it and add the unit's own work.
}
cascades-items-missing = Choose at least one thing to carry over.
cascades-subject-missing = Write the subject of the own plan.
cascades-doers-missing = Write who does it, for example: Các đơn vị trực thuộc.
cascades-carried-n = { $n ->
    [one] { $n } clause from the plan that asks
   *[other] { $n } clauses from the plan that asks
}
cascades-carried-source = Source
cascades-carried-own = In the own plan
cascades-carried-done = Done
cascades-carried-same = as in the source
cascades-carried-out = left out
cascades-carried-later = not issued yet
