# Errors, forms and the page for programs. The key error-<code> is the sentence of a web::Error.

problem-400 = The request cannot be read
problem-401 = Sign in first
problem-403 = No right to do this
problem-404 = Page not found
problem-405 = This address does not take that
problem-408 = The connection was too slow
problem-409 = Somebody changed it first
problem-410 = This link no longer works
problem-413 = Too large
problem-415 = Data of an unknown kind
problem-422 = Something needs mending
problem-429 = Too many tries
problem-500 = Our own fault
problem-503 = Busy
problem-507 = The disk of the server is full
problem-other = Not done

error-not-found = This address does not exist, was removed, or belongs to a part you may not see.
error-forbidden = Your post may not do this. Ask the administrator of your unit if you need the right.
error-sign-in-needed = Sign in to go on.
error-unexpected = The fault is ours and has been logged. Reload the page; if it stays, give the administrator the error code below.
error-timeout = This took too long and was stopped. Try again in a minute.
error-method = This address does not take what was sent. Open the page again and send its form.
error-csrf = The page was open for too long, or the browser blocks cookies. Reload the page and send again.
error-cross-site = The request came from another site and was not taken. Open Nhịp Cầu and do it there.
error-too-many = Too many tries. Wait { $seconds } { $seconds ->
    [one] second
   *[other] seconds
  } and try again.
error-too-large = What was sent is larger than { $mebibytes } MB. Compress or split it.
error-content-type = Only forms and JSON are taken. A program must send Content-Type: application/json.
error-json = The JSON is wrong at line { $line }, column { $column }.
error-body-slow = The connection was too slow or broke off; not everything arrived. Try where the signal is better, or send a smaller file.
error-disk-full = The disk of the server is full; nothing was saved. Tell whoever keeps the server, then try again.
error-body-broken = The data broke off midway. Check the connection and send again.
error-form = Mend the marked fields and send again.
error-form-too-complex = The form has too many fields or a wrong field name.

field-missing = Fill in this field.
field-unknown = There is no field of this name.
field-number = This value must be a valid number.
field-unreadable = This value cannot be read: { $reason }.

api-title = Interface for programs
api-intro = Every page is also JSON at the same address, when the request says Accept: application/json. Machine-readable description:
api-address = Address
api-does = What it does
api-right = Right
api-takes = Takes
api-shows = Shows
api-slice-house = Server
api-slice-preferences = Language, theme
api-slice-accounts = Accounts, people, posts
api-slice-units = Units
api-slice-imports = Imports
api-slice-plans = Plans
api-slice-registers = Registers
api-slice-work = Work
api-right-public = everyone
api-right-signed-in = who is signed in
api-right-administrator = administrators
api-right-read-plan = read plans
api-right-remove-plan = remove plans
api-right-read-import = read imports
api-right-start-import = import documents
api-right-review-import = review imports
api-right-finish-import = make plans
api-right-read-unit = read units
api-right-edit-aliases = keep other spellings of units
api-right-read-people = read people
api-right-edit-people = invite people, give posts
api-right-read-history = read the history of plans
api-right-read-register = read registers
api-right-keep-register = keep registers
api-right-read-work = read work
api-right-do-work = do the unit's work
api-right-lead-work = decide on what was asked
api-right-administer = administer
api-over-import = over that import
api-over-invitation = over that invitation
api-over-named-unit = over the unit named in the form
api-over-person = over that person
api-over-plan = over that plan
api-over-post = over that post
api-over-register = over that register
api-over-unit = over that unit
api-over-work = over that work
api-over-asked-work = over what was asked
api-over-worker = over that person's work

preferences-lang-unknown = Choose Tiếng Việt or English.
preferences-theme-unknown = Choose the light theme, the dark one, or the device's.
