# Words of the frame and of the parts that every page uses.
ui-product = Nhịp Cầu
ui-tagline = Plans that run, voices that arrive
ui-skip = Skip navigation
ui-home = to the front page
ui-nav = Main navigation
ui-nav-work = Work
ui-nav-plans = Plans
ui-nav-registers = Registers
ui-nav-documents = Documents
ui-nav-units = Units
ui-nav-people = People
ui-nav-me = Me
ui-crumbs = You are here
ui-search = Search
ui-search-all = Search all plans
ui-search-hint = Search plans, tasks, duties…
ui-help = Keys and help
ui-act-for = I act for
ui-no-post = No post yet
ui-me-menu = Account, theme, language
ui-account = My account
ui-sign-out = Sign out
ui-theme = Theme
ui-theme-system = As the system
ui-theme-nhipcau = Light
ui-theme-nhipcau-dark = Dark
ui-language = Language
ui-close = Close
ui-not-now = Not now

# What the scripts say. Words in <angles> are put in by the script.
ui-undo = Undo
ui-saved = Saved <time>
ui-saving = Saving
ui-draft-kept = Kept on this device <time>
ui-draft-back = Brought back what was typed at <time>
ui-offline = No connection.
ui-offline-more = Editing goes on: changes stay on this device and are sent when the connection is back.
ui-offline-waiting = <count> changes wait on this device.
ui-server-down = The server does not answer.
ui-retry = Try again
ui-no-unit = No unit of that name yet. The typed words are kept.
ui-units-found = <count> units. Choose with the arrow keys.
ui-file-too-big = The file is larger than <max>. Compress or split it.
ui-uploading = Sending <percent>%
ui-uploaded = Sent, reading the document
ui-upload-lost = Not sent, the connection was lost. Try again when it is back.

# Keys
ui-keys = Keys
ui-keys-switch = Use single-letter keys
ui-key-search = Search
ui-key-help = Show the keys
ui-key-go = Go to { $place }
ui-key-next = Next
ui-key-previous = Previous
ui-key-open = Open or accept
ui-key-close = Close
ui-key-submit = Send the form

# Forms, tables
ui-optional = (optional)
ui-changed-since = Somebody else has just written here: “{ $now }”. Save once more to keep what you typed.
ui-emptied-since = Somebody else has just emptied this. Save once more to keep what you typed.
ui-to-mend = { $count ->
    [one] One field to mend.
   *[other] { $count } fields to mend.
}
ui-shown = { $shown } of { $total }
ui-more = Show more
ui-needs-look = something to look at

# Import review
ui-line = line { $n }
ui-mend = Change
ui-edit-item = Edit
ui-skip-item = Skip
ui-reopen = Look again
ui-scroll-on = Scroll sideways for more
ui-blank = (blank)
ui-mark-task = Task
ui-mark-time = Time
ui-mark-product = Product
ui-mark-unit = Unit
ui-mark-look = Look here
ui-choose-file = Choose a file
ui-review-saved = Saved <time>
ui-review-waiting = <count> changes to send
ui-review-done = Accepted: <what>
ui-review-skipped = Skipped: <what>
ui-review-reopened = Open again: <what>
ui-review-changed = Changed <what>
ui-review-removed = Removed <what>
ui-review-row-added = Added a row
ui-review-conflict-calm = Reload to see the new state.
ui-review-row = a row
ui-review-undone = Undone
ui-review-nothing-to-undo = Nothing left to undo
ui-review-edit = Edit <what>
ui-review-editor-help = ↵ saves, Esc leaves. In long fields: Ctrl ↵ saves.
ui-review-add-unit = Add a unit
ui-review-remove-unit = Remove <name>
ui-review-save = Save
ui-review-cancel = Leave
ui-review-others = <names> also has this document open. Changes to different fields are both kept; for the same field you are asked.
ui-review-others-here = <names> is here too
ui-review-conflict-title = <name> has just changed this document.
ui-review-printed = In the document: “<text>”
ui-review-clash-title = <what>: <name> has just changed this too.
ui-review-clash-theirs = By <name>
ui-review-clash-mine = My own
ui-review-clash-keep = Keep the one by <name>
ui-review-clash-use = Use my own
ui-review-small-mended = <count> small defects mended
ui-review-somebody = Somebody else
ui-review-merged = The document was also changed elsewhere.
ui-review-already-many = <name> had already done the same in <count> places.
ui-review-reload = Reload
ui-review-signed-out-title = The session has ended.
ui-review-signed-out = Sign in on another tab, then try again. <count> changes stay on this device.
ui-review-refused = Not accepted.
ui-review-unsent-title = The plan is not made yet.
ui-review-unsent = <count> changes have not reached the server. They stay on this device. Make the plan once they are sent.
ui-review-unchosen = Changes were not accepted or wait for a choice. Look at them, then make the plan.
ui-review-go-there = Go there
ui-review-ended = It can only be read now.
ui-review-ended-unsent = It can only be read now. <count> changes came too late; copy what you need:
ui-review-read-only = Read only
ui-review-to-add = (add a row)
ui-more-rows = Show rows { $first } to { $last } of { $total }
ui-more-lines = Show lines { $first } to { $last } of { $total }
ui-more-looks = Show places { $first } to { $last } of { $total }
ui-review-remaining = <count> places to look at
ui-review-all-seen = All seen

# The problem page
ui-problem-code = Error code { $code }. Quote it when asking for help.
ui-problem-home = To the front page
ui-problem-kept = What you typed
ui-problem-kept-why = Nothing was saved. Copy it to type it again, or use the browser's way back.
