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
notices-kind-package-refused = A document sent in a package was refused
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
notices-kind-figure-asked = Figures are asked of the unit
notices-kind-figure-due = Figures are due soon
notices-kind-figure-returned = A figure is returned
notices-kind-rating-asked = A rating sheet is to be scored
notices-kind-rating-sent = A rating sheet waits for points
notices-kind-rating-returned = A rating sheet is returned
notices-kind-rating-reminded = A rating sheet is still to be sent
notices-kind-rating-stopped = A rating is given up
notices-kind-rating-published = Results of a rating
notices-kind-rating-complained = A complaint about a rating
notices-kind-rating-answered = A complaint is answered
notices-kind-founding-given = Step to found a union given to me
notices-kind-founding-due = Step to found a union due soon
notices-kind-activity-asked = Asked to come to an activity
notices-kind-activity-reminded = Reminder to say who comes
notices-kind-activity-moved = A session is new, or has another time or place
notices-kind-activity-session-cancelled = A session is called off
notices-kind-activity-soon = A session is tomorrow
notices-kind-activity-cancelled = An activity is called off
notices-kind-activity-reopened = An activity takes place after all
notices-kind-activity-hosts = The unit organises an activity with another
notices-kind-activity-declined = A unit does not come
notices-kind-figure-sent = Units below send figures
notices-kind-cascade-withdrawn = The unit is not asked any more to carry out a plan
notices-kind-media-given = An item of communications is given to you or your unit
notices-kind-media-submitted = An item waits for a leader’s approval
notices-kind-media-returned = An item is returned
notices-kind-media-approved = An item is approved
notices-kind-media-published = An item publishes itself
notices-kind-media-removed = A published item is taken down
notices-kind-media-due = An item is due soon
notices-kind-money-approved = An estimate was approved
notices-kind-money-allotted = Money was allotted to the unit

notices-told-document-came = Document received, { $symbol }: { $subject }{ $n ->
    [0] .
    [one] , with one piece of work for the unit.
   *[other] , with { $n } pieces of work for the unit.
}
notices-told-document-reminded = The sender asks you to acknowledge { $symbol }: { $subject }.
notices-told-document-recalled = Recalled, { $symbol }: { $subject }. Reason: { $reason }
notices-told-package-refused = { $name } refused { $symbol }: { $subject }. Reason: { $reason }
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
notices-told-figure-asked = The unit is asked for “{ $name }”, due { $due_on }.
notices-told-figure-due = “{ $name }” is due { $due_on } and was not sent.
notices-told-figure-returned = “{ $name }” was returned: { $reason }
notices-told-rating-asked = Your unit is asked to score itself: “{ $name }”.
notices-told-rating-sent = A unit sent its sheet of “{ $name }”.
notices-told-rating-returned = The sheet of “{ $name }” was returned: { $reason }
notices-told-rating-reminded = { $dated ->
    [yes] Your unit has not sent its sheet of “{ $name }”, due { $due_on }.
   *[no] Your unit has not sent its sheet of “{ $name }”.
 }
notices-told-rating-stopped = Your unit is not rated in “{ $name }” any more: { $reason }
notices-told-rating-published = The results of “{ $name }” are published.
notices-told-rating-complained = A unit complains about the result of “{ $name }”.
notices-told-rating-answered = The complaint about “{ $name }” was answered.
notices-told-founding-given = You were given the step “{ $step }” at { $name }.
notices-told-founding-due = { $many ->
    [yes] The list “{ $name }” has steps due soon that nobody sees to.
   *[no] The step “{ $step }” at { $name } is due on { $due_on }.
}
notices-told-activity-asked = Your unit is asked to come to “{ $name }”. { $dated ->
    [yes] Say who comes by { $by_on }.
   *[other] See what it is and say who comes.
}
notices-told-activity-reminded = Your unit has not answered “{ $name }”{ $dated ->
    [yes] , due { $by_on }.
   *[other] .
}
notices-told-activity-moved = “{ $name }”, { $topic }: { $hour } on { $starts_on }, { $place }. { $reason }
notices-told-activity-session-cancelled = “{ $name }”: the session { $topic } on { $starts_on } is called off. { $reason }
notices-told-activity-soon = Tomorrow: “{ $name }”, { $topic }, { $hour } on { $starts_on }, { $place }.
notices-told-activity-cancelled = “{ $name }” is called off. { $reason }
notices-told-activity-reopened = “{ $name }” takes place after all. { $reason }
notices-told-activity-hosts = { $unit } asks your unit to organise “{ $name }” together.
notices-told-activity-declined = { $unit } does not come to “{ $name }”: { $reason }
notices-told-figure-sent = Units sent “{ $name }” today; it waits to be looked at.
notices-told-cascade-withdrawn = The unit is not asked any more to carry out the plan “{ $subject }”.
notices-told-media-given = The item “{ $title }” was given to you.
notices-told-media-submitted = The item “{ $title }” waits for approval.
notices-told-media-returned = The item “{ $title }” was returned: { $reason }
notices-told-media-approved = The item “{ $title }” was approved.
notices-told-media-published = The item “{ $title }” published itself.
notices-told-media-removed = The item “{ $title }” was taken down: { $reason }
notices-told-media-due = The item “{ $title }” is due { $due_on }.

# Mail.

notices-mails = By mail
notices-settings-mail-to = Mails go to { $email }; what comes together is one mail, and what was opened on the page is not mailed.
notices-settings-mail-off = There is no mail server yet, so none is sent; what you choose is kept.
notices-mail-dear = Dear { $name },
notices-mail-more = And { $n } more notices: { $address }
notices-mail-several = Nhịp Cầu: { $n } new notices
notices-mail-foot = Nhịp Cầu sends this mail by itself; please do not answer. Choose what is mailed: { $address }
notices-mail-came = Document received, { $symbol }: { $subject }
notices-mail-came-text = To { $unit },

    The unit has received the document { $symbol }: { $subject }.
    { $address }

    Nobody in the unit has an account that takes documents in. Please ask the sender or the unit above to be invited to Nhịp Cầu.
notices-mail-reset = Nhịp Cầu: set a new password
notices-mail-reset-text = Dear { $name },

    An administrator made a link by which you set a new password. It works once and for { $hours } hours:
    { $address }

    If you did not ask for it, please tell the administrator.
notices-mail-invitation = Invitation to Nhịp Cầu
notices-mail-invitation-text = Dear { $name },

    You are invited to Nhịp Cầu. Open this link to make your account; it works once and for { $days } days:
    { $address }
notices-mail-test = Nhịp Cầu: test mail
notices-mail-test-text = Dear { $name },

    This mail shows that the mail server is set up.

notices-outbox = Outgoing mail
notices-outbox-server = Sent through { $server }
notices-outbox-no-server = No mail server is set up: mails are kept here
notices-outbox-no-server-help = An administrator sets mail.server and mail.sender in the configuration. Until then save a mail as an .eml file, send it with a mail program, and mark it as sent.
notices-outbox-trouble = No mail has gone out since { $since }. Mails are kept and tried again at { $next }. The mail server says:
notices-outbox-filter = Filter outgoing mail
notices-outbox-all = All
notices-outbox-waiting = Waiting
notices-outbox-failed = Not sent
notices-outbox-held = Kept
notices-outbox-sent = Sent
notices-outbox-none = There is no mail
notices-outbox-none-text = Mails about documents, work and other notices appear here when they go out.
notices-outbox-test = Send me a test mail
notices-outbox-resend-all = Send all kept mails again
notices-mail-to = To
notices-mail-subject = Subject
notices-mail-state = State
notices-mail-when = When
notices-mail-state-waiting = Waiting
notices-mail-state-sending = Being sent
notices-mail-state-sent = Sent
notices-mail-state-failed = Not sent
notices-mail-state-held = Kept
notices-mail-by-hand = by hand
notices-mail-attempts = { $n ->
    [one] one try
   *[other] { $n } tries
}
notices-mail-next = tried again at { $at }
notices-mail-sort-notice = Notice
notices-mail-sort-delivery = Document
notices-mail-sort-digest = Weekly digest
notices-mail-sort-reset = New password
notices-mail-sort-invitation = Invitation
notices-mail-sort-test = Test mail
notices-mail-no-text = The text holds a secret link: it is not shown here and not kept once it is sent.
notices-mail-resend = Send again
notices-mail-eml = Save as .eml
notices-mail-mark = Mark as sent by hand
notices-mail-again = The mail waits for its turn.
notices-mail-all-again = { $n ->
    [one] One mail waits for its turn.
   *[other] { $n } mails wait for their turn.
}
notices-mail-no-server = No mail server is set up, so it cannot be sent. Save it as .eml and send it with a mail program.
notices-mail-marked = The mail is marked as sent by hand.
error-notices-mail-elsewhere = The mail has just changed. Reload the page to see.
error-notices-mail-secret = This mail holds a secret link and is not saved as a file. Make a new link if the person did not get it.
error-notices-mail-unmade = This mail cannot be made because the address is wrong. Mend the address of the person or the unit.
notices-mail-test-written = The test mail waits for its turn; look here for its state in a moment.
notices-contact = Mail address of the unit
notices-contact-intro = While nobody in the unit has an account, documents that come are told to this address.
notices-contact-email = Mail address
notices-contact-help = The unit's common mailbox. Leave it empty for none.
notices-contact-wrong = Write a mail address, such as office@department.edu.vn.
notices-contact-save = Save the address
notices-contact-kept = The unit's address is saved.
notices-contact-removed = The unit's address is removed.

# Calendar.

notices-calendar = Calendar on the telephone
notices-calendar-intro = Deadlines of work stand in the calendar of a telephone, Outlook or Google and move by themselves.
notices-calendar-scope = What it holds
notices-calendar-own = Work I am in charge of
notices-calendar-own-help = What has my name on it and is not done.
notices-calendar-unit = Work of my units
notices-calendar-unit-help = Everything not done of the units I hold a post in on the day it is read.
notices-calendar-plan = Plan: { $title }
notices-calendar-plan-help = The roadmap of this plan.
notices-calendar-scope-wrong = Choose what the calendar holds.
notices-calendar-make = Make an address
notices-calendar-many = There are { $n } addresses already. End one that is not used and try again.
notices-calendar-made = The address, shown this once
notices-calendar-made-help = Whoever has it can read the calendar, so give it to your own calendar only. If it is lost, end it and make another.
notices-calendar-how = Add it to a telephone
notices-calendar-how-iphone = iPhone, iPad: Settings, Apps, Calendar, Calendar Accounts, Add Account, Other, Add Subscribed Calendar; paste the address.
notices-calendar-how-google = Android and Google: open calendar.google.com on a computer, Other calendars, the plus sign, From URL; paste the address. The telephone shows it within minutes.
notices-calendar-how-outlook = Outlook: Add calendar, Subscribe from web; paste the address.
notices-calendar-living = Addresses in use
notices-calendar-none = No address yet.
notices-calendar-since = made { $at }
notices-calendar-fetched = last read { $at }
notices-calendar-never = never read
notices-calendar-revoke = End it
notices-calendar-revoked = The address is ended. Calendars that used it stay as they are.
error-notices-calendar-over = This calendar address does not work any more. Make another on the page "Calendar on the telephone".
notices-calendar-due = Due: { $title }

# Weekly digest.

notices-digest = Digest on Monday morning
notices-digest-want = Send me what is late, due and new, on Mondays at 7:30
notices-digest-help = When there is nothing to say, no mail comes.
notices-digest-subject = This week: { $late } late, { $due } due, { $new } new
notices-digest-intro = This is your work for the week that begins on { $week_on }.
notices-digest-late = Late ({ $n }):
notices-digest-due = Due within seven days ({ $n }):
notices-digest-new = New in the last seven days ({ $n }):
notices-digest-line = - { $title }, due { $due_on }
notices-digest-line-open = - { $title }
notices-digest-more = - and { $n } more
notices-digest-see = See all: { $address }
notices-digest-foot = To stop these mails: { $address }
notices-digest-stop = No more weekly digests
notices-digest-stop-text = Press the button to stop the digest on Mondays. It can be switched on again on the page of notices.
notices-digest-stop-do = Stop them
notices-digest-stopped = The weekly digest is switched off.
error-notices-digest-stop-over = This link does not work any more. Switch the digest on or off on the page of notices.

# Told further up.

notices-kind-work-late = Late work
notices-told-work-late = { $n ->
    [1] { $days } days late: { $title }, { $unit }.
   *[other] { $n } late pieces of work need a look. The latest by { $days } days: { $title }, { $unit }.
}
notices-late-title = Late work is told further up
notices-late-intro = As long as nothing is set: the person in charge is told after { $officer } days, the leader of the unit after { $leader }, the leader of the unit above after { $above }. Told at eight on working days, each step once for each deadline, all of it in one notice a person; work that is paused or waits for another date is left alone.
notices-late-asker = Unit that asks
notices-late-asker-help = Leave it empty for all units that ask.
notices-late-asker-unknown = Which unit is not clear. Choose one from the list that appears while you type.
notices-late-everybody = All units
notices-late-kind = Kind of the unit that does the work
notices-late-every-kind = All kinds
notices-late-when = Told when late by
notices-late-days = { $officer } days: the person in charge; { $leader } days: the leader; { $above } days: the leader above
notices-late-off = Not told
notices-late-off-want = Do not tell late work further
notices-late-new = Set a rule
notices-late-officer = Tell the person in charge after days
notices-late-leader = Tell the leader of the unit after days
notices-late-above = Tell the leader of the unit above after days
notices-late-days-wrong = Write a number of days from 1 to 365.
notices-late-days-order = Those above are not told earlier than those below: no number is smaller than the one before.
notices-late-do = Save the rule
notices-late-set = The rule is saved.
notices-late-remove = Remove the rule
notices-late-removed = The rule is removed.
notices-late-gone = This rule is gone. Reload the page.
error-notices-late-many = There are too many rules. Remove some and try again.
notices-late-list = Late work that was told
notices-late-list-intro = { $n ->
    [one] One piece of work was told and is late still
   *[other] { $n } pieces of work were told and are late still
 }, of my units and of those right below the units I lead.
notices-late-list-none = Nothing that was told is late any more
notices-late-list-none-text = What was told has been handed in, has another date, is paused or was withdrawn.
notices-late-work = Work
notices-late-unit = Unit
notices-late-due = Due
notices-late-n-days = { $n ->
    [one] one day late
   *[other] { $n } days late
 }
notices-told-money-approved = The estimate of the plan “{ $plan }” was approved.
notices-told-money-allotted = The unit was allotted { $amount } đồng for “{ $content }” of the plan “{ $plan }”.
