# Next year's plan from the one there is

error-renewals-not-issued = Only a plan that was issued can be carried into the next year. A draft is mended in its review.
renewals-years-wrong = Choose a number of years from -{ $max } to { $max }, not 0.
renewals-changes-many = At most { $max } places change at once. Take some ticks away and press again.
renewals-renames-many = At most { $max } names of units are replaced at once. Take some ticks away and press again.
renewals-renames-wrong = The unit chosen did not take over the work of the one that ended. Open the page again and choose again.
renewals-changed-meanwhile = The plan was changed while you looked, so the places below were found anew. Look again and press once more.

renewals-kin = Other years
renewals-earlier = Begun from
renewals-later = Next plan
renewals-in-review = In review
renewals-begin = Begin the next plan
renewals-title = Begin the next plan
renewals-help = The text is copied into a new draft with its days and years moved. Number, date, names of signers and what was done stay behind. The old plan does not change.
renewals-years = Move by
renewals-years-n = { $n } { $n ->
    [one] year
   *[other] years
  } ({ $year })
renewals-weekday = Keep weekdays
renewals-weekday-help = A day printed with its month moves to the nearest day of the same weekday: Saturday 21/9/2024 becomes Saturday 20/9/2025.
renewals-look = Look again
renewals-ended = Units that have ended
renewals-ended-help = These units were merged, split or dissolved. The new name is printed wherever the old one stands.
renewals-ended-on = until { $on }
renewals-keep-name = Keep the old name
renewals-no-heir = No unit took over its work. Mend it in the review.
renewals-moves = Places that change
renewals-moves-help = Take the tick away where something shall stay.
renewals-moves-none = There is no day, month or year to move.
renewals-doubts = Places that stay
renewals-doubts-help = Tick what shall change. Look whether the documents cited are still in force or were replaced.
renewals-doubt-cited = A document that is cited
renewals-doubt-far = A year that the plan is not about
renewals-doubt-period = A period of several years
renewals-doubt-edition = An edition
renewals-doubt-bare = May be no year
renewals-clipped = The new year has no 29 February: it becomes the 28th.
renewals-cut = There are too many places; the rest stays as it is. Mend it in the review.
renewals-after = The draft belongs to { $unit }. Its text is read again, and you review it like any plan before it is submitted.
renewals-make = Make the draft
renewals-not-you = You hold no drafting post in the unit of this plan, so you may only look. Ask an officer who drafts there.
renewals-begun = The next draft was begun with { $n } places changed. Review it part by part, then make the plan.
renewals-file = next-plan.docx
renewals-from = Begun from an earlier plan
