# Notices: the bell, the page, the choices.

notices-title = Notices
notices-bell = { $n ->
    [0] Notices, nothing new
   *[other] Notices, { $n } unread
}
notices-bell-many = Notices, more than { $n } unread
notices-n-unread = { $n ->
    [0] All read
   *[other] { $n } unread
}
notices-filter = Filter notices
notices-unread = Unread
notices-all = All
notices-theme-documents = Documents
notices-theme-work = Work
notices-mark-all = Mark all as read
notices-all-read = { $n ->
    [0] Nothing was unread.
    [one] Marked one notice as read.
   *[other] Marked { $n } notices as read.
}
notices-until-missing = Reload the page and mark them again.
notices-is-unread = unread
notices-none = No notices yet
notices-none-text = When a document comes, or work is given, returned or accepted, a notice appears here and in the bell.
notices-none-filter = There is no such notice
notices-kept = Notices are kept for { $n } days.
notices-settings = Choose notices
notices-settings-title = What I want to be told
notices-settings-intro = The bell stands on every page. Untick what you do not need; it still stands on the page of the document or the work.
notices-settings-saved = The choice of notices is saved.
notices-settings-see = Choose what rings the bell.
notices-what = What
notices-shows = In the bell
notices-kind-unknown = Reload the page and choose again.
notices-save = Save the choice

notices-kind-document-came = A document came to the unit
notices-kind-document-reminded = The sender reminds of a document that is not acknowledged
notices-kind-document-recalled = A document that came was recalled
notices-kind-document-submitted = A draft waits for my approval
notices-kind-document-returned = A draft was returned
notices-kind-document-to-sign = A document waits for my signature
notices-kind-document-to-number = A signed document waits for its number
notices-kind-document-commented = A comment on my draft
notices-kind-work-new = New work of the unit
notices-kind-work-assigned = Work given to me
notices-kind-work-returned = Work was returned
notices-kind-work-accepted = Work was accepted
notices-kind-work-handed-in = A unit handed something in for me to accept
notices-kind-work-date-asked = A unit asks for another date
notices-kind-work-date-answered = The answer to a request for another date
notices-kind-cascade-asked = A plan from above asks for an own plan or a person in charge
notices-kind-cascade-reminded = A reminder of an own plan or a person in charge
notices-kind-cascade-claimed = A unit below says that it does not apply
notices-kind-cascade-decided = Answer to “does not apply”
notices-kind-media-given = An item of communications is given to you or your unit
notices-kind-media-submitted = An item waits for a leader’s approval
notices-kind-media-returned = An item is returned
notices-kind-media-approved = An item is approved
notices-kind-media-published = An item publishes itself
notices-kind-media-removed = A published item is taken down
notices-kind-media-due = An item is due soon

notices-told-document-came = Document received, { $symbol }: { $subject }{ $n ->
    [0] .
    [one] , with one piece of work for the unit.
   *[other] , with { $n } pieces of work for the unit.
}
notices-told-document-reminded = The sender asks you to acknowledge { $symbol }: { $subject }.
notices-told-document-recalled = Recalled, { $symbol }: { $subject }. Reason: { $reason }
notices-told-document-submitted = A draft waits for approval: { $subject }.
notices-told-document-returned = A draft was returned: { $subject }. Reason: { $reason }
notices-told-document-to-sign = Approved, waiting for your signature: { $subject }.
notices-told-document-to-number = Signed, waiting for its number: { $subject }.
notices-told-document-commented = A new comment on the draft: { $subject }.
notices-told-work-new = New work: { $title }{ $dated ->
    [no] .
   *[other] , due { $due_on }.
}
notices-told-work-assigned = { $many ->
    [yes] { $n } open pieces of work were passed on to you.
   *[other] You were put in charge of: { $title }{ $dated ->
        [no] .
       *[other] , due { $due_on }.
    }
}
notices-told-work-returned = Returned: { $title }. Reason: { $reason }
notices-told-work-accepted = Accepted: { $title }.
notices-told-work-handed-in = { $many ->
    [yes] Units hand in: { $title }. Today { $unit }, and maybe others.
   *[other] { $unit } handed in for acceptance: { $title }.
}
notices-told-work-date-asked = { $many ->
    [yes] Units ask for another date: { $title }. Today { $unit }, and maybe others.
   *[other] { $unit } asks for another date: { $title }.
}
notices-told-work-date-answered = { $agreed ->
    [yes] Another date was agreed: { $title }, now due { $due_on }.
   *[other] Another date was refused: { $title }. Reason: { $reason }
}
notices-told-cascade-asked = The unit is asked to carry out the plan “{ $subject }”.
notices-told-cascade-reminded = A reminder to carry out the plan “{ $subject }”.
notices-told-cascade-claimed = A unit says that the plan “{ $subject }” does not apply to it: { $reason }
notices-told-cascade-decided = There is an answer to “does not apply” on the plan “{ $subject }”.
notices-told-media-given = The item “{ $title }” was given to you.
notices-told-media-submitted = The item “{ $title }” waits for approval.
notices-told-media-returned = The item “{ $title }” was returned: { $reason }
notices-told-media-approved = The item “{ $title }” was approved.
notices-told-media-published = The item “{ $title }” published itself.
notices-told-media-removed = The item “{ $title }” was taken down: { $reason }
notices-told-media-due = The item “{ $title }” is due { $due_on }.
