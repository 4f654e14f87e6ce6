# Work of units: list, detail, waiting for an answer, handing over.

work-title = Work of the unit
work-cascades = Carrying out
work-word-all = { $n ->
    [one] duty
   *[other] duties
}
work-n = { $n ->
    [one] 1 item
   *[other] { $n } items
}
work-part-done = done
work-part-doing = under way
work-part-late = late
work-part-waiting = not taken on
work-part-handed = waiting for an answer
work-part-returned = returned
work-part-paused = paused
work-part-withdrawn = no longer asked
work-state = State
work-state-done = Done
work-state-doing = Under way
work-state-late = Late
work-state-waiting = Not taken on
work-state-handed = Waiting for an answer
work-state-returned = Returned for more
work-state-paused = Paused
work-state-withdrawn = No longer asked
work-role = Role
work-role-lead = Leads
work-role-with = Cooperates
work-by = Order
work-by-due = By deadline
work-by-plan = By plan
work-by-person = By person
work-search = Search work, accents not needed
work-plan = Plan
work-all-plans = All plans ({ $n })
work-all-roles = All roles
work-all-states = All states
work-filter = Filter
work-filter-off = No filter
work-show-all = Show all
work-due = Deadline
work-what = Work
work-person = In charge
work-percent = Done (%)
work-printed = Time as printed in the plan
work-unit = Unit
work-nobody = Nobody yet
work-line = line { $n }
work-no-day = No deadline printed
work-group-late = Late
work-group-week = This week
work-group-month = Later this month
work-group-later = After this month
work-group-open = No deadline printed
work-group-over = Done or no longer asked
work-group-nobody = Nobody in charge yet
work-today = today
work-tomorrow = tomorrow
work-days-left = { $n } days left
work-days-late = { $n ->
    [one] 1 day late
   *[other] { $n } days late
}
work-handed-late = handed in late
work-handed-in-time = handed in in time
work-clock-stands = the clock stands
work-pages = Pages
work-page-before = Previous page
work-page-next = Next page
work-page-of = Page { $page } of { $n }, { $total } items
work-none-found = Nothing found
work-none-found-text = Try fewer words or fewer filters.
work-empty = Nothing has been asked of the unit yet
work-empty-text = When a plan is issued and gives the unit work, every duty appears here by its deadline.
work-no-unit = No unit chosen
work-no-unit-text = This account holds no post in a unit. Open a unit in the list of units to see its work.
work-key-next = Next item
work-key-previous = Previous item
work-key-open = Open the chosen item
work-key-accept = Take the open item on
work-key-report = Send the report of the open item
work-key-assign = Name who sees to the open item
work-bar-choose = choose
work-bar-open = open
work-bar-accept = take on
work-bar-report = report
work-bar-assign = name somebody

work-detail = Details of the work
work-open-page = Open the whole page
work-close = Close
work-clause = From the plan
work-due-from = Where does this deadline come from?
work-due-plan = The plan says
work-due-rule = It comes again; the plan says
work-due-unprinted = nothing of time
work-due-agreed = { $who } agreed to another date
work-due-pause = Paused and gone on ({ $who })
work-due-how = A pause moves the deadline by as many calendar days as it lasted. Another date counts only once the unit that asked for the work has agreed.
work-product = Product
work-line-way = Line { $n } of the text
work-asker = Asked by { $unit }
work-accepted-by = taken on { $day } by { $name }
work-house = the system
work-request-open = { $day } was asked for; waiting for an answer
work-refusal = Reason, if you refuse
work-agree = Agree to { $day }
work-refuse = Refuse
work-paused-since = Paused since { $at }
work-paused-rule = The clock stands during a pause; afterwards the deadline is later by the days it lasted.
work-resume = Go on
work-accept = Take it on
work-accept-help = Whoever takes it on is in charge until somebody else is named.
work-decide = The unit has handed in
work-return-reason = Reason for returning it
work-approve = Accept, it is done
work-return = Return
work-reports = Reports sent
work-report = Report
work-words = Results and obstacles
work-figures = Figures
work-figure-name = Name of figure { $n }
work-figure-value = Value { $n }
work-figure-name-hint = For example: units that held it
work-figure-value-hint = For example: 2,741
work-draft-kept = Draft kept at { $time }
work-hand-in = Hand in the product
work-confirm-share = Confirm our share
work-send-report = Send the report
work-hand-in-help = It then waits for { $unit }; only what is accepted counts as done.
work-path = The way of the report
work-path-accept = Take on
work-path-do = { $unit } works and reports
work-path-decide = { $unit } decides
work-path-done = Done
work-path-now = here now
work-partners = Units that do it together
work-pieces = Pieces
work-piece-done = done
work-piece-waits = waits for “{ $title }”
work-piece-open = Open again
work-piece-close = Done
work-piece-remove = Remove the piece { $title }
work-piece-add = Add a piece
work-piece-title = Piece
work-piece-after = Only after
work-piece-after-none = Waits for none
work-choose-person = Choose a person
work-assign = Name
work-ask-date = Ask for another date
work-wanted-on = New deadline
work-wanted-on-help = { $unit } decides. The old deadline stays until they agree.
work-reason = Reason
work-ask-date-send = Ask for this date
work-pause = Pause
work-pause-send = Pause this work
work-take-back = Take back to mend
work-reopen = Open again
work-reopen-send = Open this work again
work-withdraw = Ask no more
work-withdraw-send = Ask for this no more
work-history = What happened
work-history-none = Nothing has happened since it was asked.
work-verb-escalate_officer = Told the person in charge that it is late
work-verb-escalate_leader = Told the leader of the unit that it is late
work-verb-escalate_above = Told the leader of the unit above that it is late
work-verb-accept = Took it on
work-verb-assign = Named who sees to it
work-verb-report = Reported
work-verb-hand_in = Handed in
work-verb-take_back = Took it back to mend
work-verb-ask_date = Asked for another date
work-verb-answer_date = Agreed to another date
work-verb-refuse_date = Refused another date
work-verb-approve = Accepted, it is done
work-verb-return = Returned
work-verb-reopen = Opened done work again
work-verb-pause = Paused
work-verb-resume = Went on; the deadline is later by the days of the pause
work-verb-withdraw = Asks no more
work-verb-amend = Changed with the plan
work-verb-add_piece = Added a piece
work-verb-close_piece = Finished a piece
work-verb-open_piece = Opened a piece again
work-verb-remove_piece = Removed a piece
work-verb-hand_over = Passed the work on
work-verb-add_file = Added evidence
work-verb-remove_file = Took evidence back
work-verb-scan_file = Found malware in a file and locked it away

work-file = File
work-files = Evidence
work-look = See the picture
work-file-drop = Drop a file of evidence here or choose one
work-file-help = PDF, pictures (.png, .jpg, .webp), Word, Excel, PowerPoint, .odt, .ods, .txt, .csv; at most { $mb } MB each.
work-file-send = Send the file
work-file-remove = Take back the file { $name }
work-scan-off = not scanned for malware
work-scan-waiting = being scanned for malware, cannot be opened yet
work-scan-clean = scanned, no malware found
work-scan-failed = not scanned, because the scanner did not answer
work-scan-infected = malware ({ $found }), locked away
work-file-sent = The file has arrived.
work-file-removed = The file was taken back.
work-file-missing = Choose a file.
work-file-empty = This file is empty. Choose another one.
work-file-too-large = The file is larger than { $mb } MB. Compress or divide it.
work-file-kind = This kind of file is not taken. Choose PDF, a picture (.png, .jpg, .webp), Word, Excel, PowerPoint, .odt, .ods, .txt or .csv.
work-file-heic = Pictures in .heic are not taken. Choose .jpg or .png.

work-asked = Waiting for our answer
work-asked-way = To answer
work-asked-count = { $handed } handed in, { $dates } requests for another date
work-asked-handed = Handed in
work-asked-dates = Requests for another date
work-handed-at = Handed in at
work-n-files = { $n ->
    [one] 1 file
   *[other] { $n } files
}
work-choose = Choose
work-choose-one = Choose { $unit }: { $title }
work-approve-chosen = Accept what is chosen
work-return-chosen = Return what is chosen
work-asked-none = Nothing waits for an answer
work-asked-none-text = When a unit hands in what this unit asked for, or asks for another date, it appears here.

work-hand-over = Hand work over
work-hand-over-text = All open work of { $name }, passed to somebody else in one step.
work-hand-over-left = { $name } holds no post in { $unit } any more and cannot go on with this work.
work-hand-over-to = Who gets it
work-hand-over-n = { $n ->
    [one] Hand over 1 item
   *[other] Hand over { $n } items
}
work-hand-over-nobody = Nobody else holds a post in { $unit }. Invite somebody or give a post first.
work-hand-over-none = No open work
work-hand-over-none-text = { $name } is in charge of no open work in your units.

work-accepted = Taken on.
work-taken-back = Taken back to mend.
work-resumed = It goes on; the deadline is later by the days of the pause.
work-paused = Paused.
work-reopened = Opened again.
work-withdrawn = This is not asked any more.
work-assigned = The person is named.
work-reported = The report is sent.
work-handed-in = Handed in; the unit that asked decides.
work-date-asked = The request is sent.
work-date-agreed = The new date holds.
work-date-refused = The answer is sent.
work-piece-added = The piece is added.
work-piece-closed = The piece is done.
work-piece-opened = The piece is open again.
work-piece-removed = The piece is removed.
work-approved = Accepted; it is done.
work-returned = Returned with the reason.
work-approved-n = { $n ->
    [one] 1 item accepted.
   *[other] { $n } items accepted.
}
work-returned-n = { $n ->
    [one] 1 item returned.
   *[other] { $n } items returned.
}
work-handed-over = { $n ->
    [one] 1 item now belongs to { $name }.
   *[other] { $n } items now belong to { $name }.
}

work-person-missing = Choose a person.
work-percent-wrong = Write a number from 0 to 100.
work-words-missing = Write down results or obstacles.
work-words-missing-hand-in = Write down the results before you hand in.
work-figure-half = A figure needs both a name and a value.
work-figures-many = At most { $n } figures in one report.
work-reason-missing = Write down why.
work-too-long = At most { $n } letters.
work-day-missing = Write the new deadline, for example 20/10/2024.
work-day-unknown = This day is not understood. Write it like 20/10/2024.
work-request-missing = Open the page again and answer from its form.
work-verdict-missing = Choose to accept or return, to agree or refuse.
work-piece-missing = Open the page again and choose the piece.
work-piece-title-missing = Name the piece.
work-ids-wrong = Choose at most { $n } items of the list.
work-none-chosen = Choose at least one.
work-unit-missing = Open the page again and choose the unit.
error-work-not-now = This work is in another state by now, so that step is not possible. Load the page again to see it.
error-work-not-of-unit = This person holds no post in the unit. Choose somebody else or give the post first.
error-work-asked-already = A request for another date waits for its answer already.
error-work-answered-already = This request was answered or waits no more. Load the page again to see it.
error-work-no-other-day = The new deadline must differ from the present one and not lie before today.
error-work-pieces-open = { $n ->
    [one] 1 piece is not done. Finish or remove it, then hand in.
   *[other] { $n } pieces are not done. Finish or remove them, then hand in.
}
error-work-waits-for = This piece waits for “{ $title }”.
error-work-too-many-pieces = Work can be divided into at most 50 pieces.
error-work-too-many-files = At most 50 files for one piece of work. Take old ones back, then send again.
error-work-file-closed = This file is still being scanned, or was locked away.

work-sheet = Work
work-sheet-note = { $n } items from Nhịp Cầu, with the filter of the page.
