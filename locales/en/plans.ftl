# Plans: list, overview, tasks and duties, text.

error-plans-has-work = Units were asked for the work of this plan, so it cannot be removed. The unit that asked can stop asking for each piece.
error-plans-not-a-draft = The plan was submitted or issued and cannot be removed. Take it back to mend it, or recall the document.
error-plans-not-ready = The review is not finished, so no plan can be made yet. Open the review and look at what is left.
plans-title = Plans
plans-count = { $n ->
    [one] 1 plan
   *[other] { $n } plans
}
plans-import = Bring a document in
plans-imports = Imported documents
plans-empty = No plan yet
plans-empty-wait = Plans appear here once a drafter, clerk or leader of a unit has brought in a document and reviewed it.
plans-empty-text = Bring in a Word, PDF or text file. Tasks, duties, venues (điểm cầu) and recipients are read from it and reviewed beside the original.
plans-search = Search subjects, tasks and duties, accents do not matter
plans-search-go = Search
plans-year = Year
plans-all-years = All years
plans-none-found = No plan found
plans-none-found-text = Try fewer words, or all years. Accents do not matter.
plans-show-all = Show all
plans-subject = Subject
plans-no-subject = No subject yet
plans-number = Number, symbol
plans-no-number = No number yet
plans-issuers = Issued by
plans-no-issuer = not known
plans-kept-by = Kept by
plans-state = State
plans-open-task = Open this task in the text
plans-state-now = State of work
plans-state-plan-draft = Draft
plans-state-plan-submitted = Submitted
plans-state-plan-approved = Approved
plans-state-plan-signed = Signed
plans-state-plan-numbered = Numbered
plans-state-plan-issuing = Being issued
plans-state-plan-issued = Issued
plans-state-plan-recalled = Recalled
plans-state-waiting = Not accepted yet
plans-tabs = Parts of the plan
plans-tab-overview = Overview
plans-tab-text = Text
plans-tab-work = Tasks and duties
plans-tab-sessions = Sessions, venues
plans-tab-budget = Budget
plans-tab-recipients = Recipients
plans-tab-committees = Committees
plans-tab-history = History
plans-tab-document = Approve and issue
plans-ics = Calendar
plans-xlsx = { $n ->
    [one] Excel, 1 row
   *[other] Excel, { $n } rows
}
plans-word-tasks = tasks
plans-word-duties = duties
plans-tasks-short = Tasks
plans-duties-short = Duties
plans-spans-label = { $n ->
    [one] 1 task, one span
   *[other] { $n } tasks, one span each
}
plans-roadmap = Roadmap
plans-roadmap-no-days = The tasks of this plan name no days, so there is no roadmap to draw.
plans-legend-planned = Planned
plans-roadmap-rest = { $n ->
    [one] 1 more task is not drawn here.
   *[other] { $n } more tasks are not drawn here.
}
plans-as-table = Show as a table
plans-timeline-label = { $n ->
    [one] Roadmap of 1 task
   *[other] Roadmap of { $n } tasks
}
plans-month = Month
plans-quarter = Quarter
plans-today = Today
plans-no-window = No time given
plans-matrix = Units and tasks
plans-matrix-hidden = { $n } more tasks ({ $turns } turns) are not shown in this table; the last sum of the column Tasks counts them.
plans-units-per-task = Sum, in turns of units
plans-matrix-sum = What is given to 3 units counts as 3 turns: { $tasks } tasks make { $task_turns } turns, { $duties } duties { $duty_turns } turns.
plans-unit = Unit
plans-lead = Lead
plans-cooperate = Cooperates
plans-with = Together with
plans-also = { $n ->
    [one] with 1 other unit
   *[other] with { $n } other units
}
plans-aside = Purposes, movements, events
plans-aims = Purposes and requirements
plans-aim-purpose = Purpose
plans-aim-requirement = Requirement
plans-aim-purpose_requirement = Purpose, requirement
plans-aim-target = Target
plans-campaigns = Movements, awards, programmes
plans-campaign-phong_trao = movement
plans-campaign-cuoc_van_dong = campaign
plans-campaign-giai_thuong = award
plans-campaign-hoi_thao = workshop
plans-campaign-hoi_nghi = conference
plans-campaign-chuong_trinh = programme
plans-campaign-cuoc_thi = competition
plans-campaign-ngay_hoi = festival
plans-campaign-le_ky_niem = commemoration
plans-campaign-giai_the_thao = sports games
plans-campaign-de_an = scheme
plans-campaign-mo_hinh = model
plans-campaign-khau_hieu = slogan
plans-campaign-khac = other
plans-edition = edition { $n }
plans-year-n = { $n }
plans-feed = Events
plans-feed-all = All
plans-feed-none = Nothing has happened yet.
plans-by-house = The system
plans-by-machine = The reader
plans-event-plan-create = Made the plan from the review
plans-event-plan-ask = Asked units for the work
plans-event-plan-remove = Removed the plan
plans-event-import-start = Brought the document in
plans-event-import-read = The document was read
plans-event-import-retry = Had the document read once more
plans-event-import-change = Mended the reading
plans-event-import-undo = Undid a change
plans-event-import-finish = Finished the review
plans-event-import-discard = Discarded the import
plans-event-import-fail = The file could not be read
plans-event-unit-create = Made the unit
plans-event-unit-rename = Renamed it
plans-event-unit-reparent = Moved it
plans-event-unit-merge = Merged units into it
plans-event-unit-split = Split it
plans-event-unit-dissolve = Ended it
plans-event-unit-add-alias = Added a spelling
plans-event-unit-remove-alias = Removed a spelling
plans-event-unit-give-code = Set its code in packages
plans-event-unit-remove-code = Removed its code in packages
plans-event-plan-address = Said whom printed names stand for
plans-event-plan-declare = Asked something of units below, to be sent on issue
plans-event-plan-ask-below = Asked units below
plans-event-plan-remind = Reminded units that are not done
plans-event-plan-stop-asking = Stopped asking units below
plans-event-cascade-name = Named the person in charge
plans-event-cascade-record = Recorded an issued plan
plans-event-cascade-claim = Said that it does not apply
plans-event-cascade-decide = Answered “does not apply”
plans-event-cascade-follow = The own plan moved on
plans-event-media-create = Added an item
plans-event-media-change = Changed the item
plans-event-media-submit = Submitted
plans-event-media-withdraw = Taken back
plans-event-media-approve = Approved
plans-event-media-return = Returned
plans-event-media-publish = Published
plans-event-media-correct = Opened for correction
plans-event-media-remove = Taken down
plans-event-media-drop = Given up
plans-event-media-reopen = Taken up again
plans-event-media-add_picture = Added a picture
plans-event-media-remove_picture = Took a picture out
plans-event-media-scan_picture = Malware found in a picture
plans-event-plan-refuse-media = Refused a proposal for communications
plans-event-plan-unrefuse-media = Took the refusal of a proposal back
plans-event-plan-open-news = Opened the public page of news
plans-event-plan-close-news = Closed the public page of news
plans-event-cascade-put-aside = The draft of the own plan was put aside
plans-event-cascade-begin = Began to draft the own plan
plans-tab-cascade = Carrying down
plans-event-plan-revise = Mended the draft in the review
plans-event-import-reopen = Opened the review again
plans-event-document-export = Made a package
plans-event-document-answered = A receiver answered by package
plans-event-document-begin = Began the draft
plans-event-document-change = A new version
plans-event-document-submit = Submitted
plans-event-document-take-back = Took it back to mend
plans-event-document-return = Returned
plans-event-document-approve = Approved
plans-event-document-sign = Signed
plans-event-document-number = Gave the number
plans-event-document-issue = Issued
plans-event-document-deliver = Reached every recipient
plans-event-document-recall = Recalled
plans-event-document-comment = Commented
plans-event-document-resolve-comment = Closed a comment
plans-event-document-reopen-comment = Opened a comment again
plans-event-document-open = A recipient opened it
plans-event-document-acknowledge = A recipient acknowledged it
plans-event-document-remind = Reminded the silent
plans-event-document-attach = Attached a signed file
plans-event-document-detach = File removed
plans-event-document-send-outside = Wrote down what was sent outside
plans-event-plan-amend = The change is in force
plans-event-plan-begin-amendment = Change begun
plans-event-plan-propose-amendment = Document of the change drafted
plans-event-plan-drop-amendment = Change given up
plans-event-plan-renew = Next plan begun
plans-event-document-remove = Draft removed
plans-event-import-restore = The review says again what the plan says
plans-sealed = sealed
plans-not-sealed = waiting for its seal
plans-sealed-help = Locked into a chain of digests with everything before it; nhipcau doctor tells if somebody alters it later.
plans-not-sealed-help = It has just happened and will be locked into the chain within minutes.
plans-import-history = History of the import
plans-line = Line
plans-line-n = line { $n }
plans-by-hand = by hand
plans-phase = Time
plans-phase-past = Time is over
plans-phase-soon = Ends soon
plans-phase-now = Under way
plans-phase-coming = Not begun
plans-phase-open = No time given
plans-days-ago = { $n ->
    [one] 1 day ago
   *[other] { $n } days ago
}
plans-days-left = { $n ->
    [one] 1 day left
   *[other] { $n } days left
}
plans-no = No.
plans-group = Group
plans-task = Task
plans-duty = Duty
plans-verbs = Verbs
plans-window = Time
plans-deadline = Deadline
plans-from = From
plans-to = To
plans-product = Product
plans-sheet-tasks = Tasks
plans-sheet-duties = Duties
plans-sheet-note = { $n } tasks, { $duties } duties
plans-ics-lead = Lead: { $units }
plans-ics-product = Product: { $product }
plans-work-search = Search tasks, duties, products
plans-all-units = All units
plans-all-phases = All times
plans-filter = Filter
plans-filter-off = Clear
plans-shown-of = { $n } of { $all }
plans-duties-by-unit = Duties by unit
plans-n-duties = { $n ->
    [one] 1 duty
   *[other] { $n } duties
}
plans-no-task-fits = No task fits the filter.
plans-no-duty-fits = No duty fits the filter.
plans-no-work = This document gives no particular work
plans-no-work-text = No task or duty was read. Look at the text; if there are some, add them in the review.
plans-venues = Venues
plans-participants = Participants
plans-mode-truc_tiep = In person
plans-mode-truc_tuyen = Online
plans-mode-none = Form not known
plans-role-chair = Chair
plans-role-delegates = Delegates
plans-audience = For
plans-loose = Belongs to no session
plans-no-sessions = This plan has no session and no venue
plans-no-sessions-text = Sessions, venues and participants are shown here when the text names them.
plans-scope = For what
plans-sources = Sources
plans-payers = Paid by
plans-no-budget = The text says nothing about money
plans-no-budget-text = When the text names sources and payers, they are shown here.
plans-recipients = Recipients
plans-recipient = Recipient
plans-purpose = Purpose
plans-archive = Archive
plans-no-recipients = No recipients
plans-no-recipients-text = The text names no recipients.
plans-signers = Signers
plans-no-name = No name printed
plans-item-head = Letterhead
plans-item-basis = Legal basis
plans-item-aim = Purpose, requirement
plans-item-session = Session
plans-item-venue = Venue
plans-item-participants = Participants
plans-item-task = Task
plans-item-duty = Duty
plans-item-campaign = Movement
plans-item-budget = Budget
plans-item-recipient = Recipient
plans-item-signature = Signer
plans-remove = Remove the plan
plans-remove-question = { $n ->
    [one] Remove this plan and its one task?
   *[other] Remove this plan and its { $n } tasks?
}
plans-remove-tasks = { $tasks } tasks and { $duties } duties go as well.
plans-remove-file = The import and the original file stay; the plan can be made again.
plans-removed = The plan { $subject } is removed.
plans-window-unknown = This time is not understood. The words are kept. For example: tháng 6-7/2023, Quý II/2025, trước ngày 15/9/2024.
plans-window-day = on { $day }
plans-window-span = from { $from } to the end of { $to }
plans-window-from = from { $from } on
plans-window-until = until the end of { $to }
plans-window-before = before { $to }
plans-window-again = again and again: { $words }
plans-tasks-table = Table of tasks
plans-recipients-sum = { $n } recipients + { $archive } archive
plans-tab-reviews = Reviews
