# Accounts: people, posts, sign-in, invitations.

accounts-first-title = Make the administrator's account
accounts-first-intro = This is the first visit. Whoever makes this account invites the others and keeps the list of units.
accounts-first-submit = Make the account
accounts-first-made = The administrator's account of { $name } is made.
error-accounts-not-first = There is an administrator already. Sign in, or ask for an invitation.
error-accounts-invitation-over = This invitation was used, revoked or has expired. Ask for a new link.
error-accounts-last-administrator = This is the last administrator and cannot be closed. Invite another one first.
accounts-setup-code = Setup code
accounts-setup-code-help = The code printed on the server's screen at start.
accounts-setup-code-wrong = The code does not fit. Look for the line "Setup code" on the server's screen.

accounts-sign-in = Sign in
accounts-sign-in-wrong = The address or the password is not right. Check Caps Lock and the Vietnamese keyboard.
accounts-locked = The account is locked after several wrong passwords. Wait until the time is over, or ask an administrator.
accounts-locked-at = The account is locked after several wrong passwords and opens again by itself at { $at }. An administrator can open it sooner.
accounts-forgot = Forgot the password? Ask an administrator for a link to a new one.
accounts-signed-out = Signed out on this browser.
accounts-samples = Sample accounts
accounts-samples-intro = Sample data, open to everyone. One password:

accounts-name = Full name
accounts-name-missing = Type the full name.
accounts-name-long = A name has { $n } letters at most.
accounts-email = E-mail address
accounts-email-help = To sign in with.
accounts-email-missing = Type the e-mail address.
accounts-email-form = Type an address like name@unit.vn.
accounts-email-taken = This address has an account already. Find it among the people to give another post.
accounts-password = Password
accounts-password-help = At least { $n } letters. A sentence of your own is best.
accounts-password-missing = Type the password.
accounts-password-short = The password needs at least { $n } letters.
accounts-password-long = The password is longer than 200 letters.
accounts-password-guessable = This password is easy to guess: it holds the name, the address or a common word. Choose another sentence.
accounts-password-current = Present password
accounts-password-new = New password
accounts-password-not-current = This is not the present password.
accounts-password-changed = The password is changed. Other browsers are signed out.
error-accounts-password-changed-meanwhile = The password was just changed elsewhere. Open the page again and retry.
accounts-change-password = Change the password

accounts-mine = My account
accounts-posts = Posts
accounts-acting = Acting in this post
accounts-act-in = Act in this post
accounts-no-posts = No post yet, so no plans or units can be seen. Your unit's clerk or leader gives one.
accounts-admin-no-posts = Holds no post. An administrator sees every plan and every unit all the same; bringing in a document needs a post in a unit.
accounts-no-posts-short = No post
accounts-person-no-posts = This person has no post yet and sees no plans.
accounts-post-unknown = Choose one of your posts.
accounts-sessions = Signed-in browsers
accounts-sessions-count = { $n ->
    [one] One browser
   *[other] { $n } browsers
}
accounts-seen = Last used { $at }
accounts-this-browser = This browser
accounts-sign-out-one = Sign it out
accounts-sign-out-others = Sign the others out
accounts-sessions-ended = { $n ->
    [one] One browser signed out.
   *[other] { $n } browsers signed out.
}

accounts-people = People
accounts-people-count = { $n ->
    [one] 1 person
   *[other] { $n } people
}
accounts-people-search = Search by name or address
accounts-people-none = Nobody found
accounts-people-none-text = Accents do not matter: "hang le" finds Lê Thu Hằng.
accounts-people-all = Show all
accounts-search = Search
accounts-state = State
accounts-state-open = In use
accounts-state-locked = Locked
accounts-state-closed = Closed
accounts-locked-until = locked until { $at }
accounts-pages = Pages
accounts-previous = Previous page
accounts-next = Next page
accounts-page-of = Page { $page } of { $n }
accounts-since = since { $day }
accounts-unit = Unit
accounts-unit-missing = Choose the unit from the list that opens as you type.
accounts-unit-other = This name is not that of the chosen unit. Write the whole name of the unit, or choose from the list that shows while typing.
accounts-kind = Kind of post
accounts-kind-missing = Choose the kind of post.
accounts-choose-kind = Choose a kind
accounts-kind-leader = Leader
accounts-kind-clerk = Clerk
accounts-kind-drafter = Drafting officer
accounts-kind-focal = Focal officer
accounts-kind-viewer = Viewer
accounts-kind-admin = Administrator
accounts-post-title = Title as printed
accounts-post-title-help = For example: Deputy Head of Division.
accounts-title-long = A title has { $n } letters at most.
accounts-give-post = Give a post
accounts-post-given = The post is given.
accounts-end-post = End the post
accounts-post-ended = The post has ended.
accounts-keeping = Keeping the account
accounts-unlock = Unlock
accounts-unlocked = Unlocked.
accounts-close = Close the account
accounts-closed = The account is closed. What this person did stays.
accounts-reopen = Open the account again
accounts-reopened = The account is open again.
accounts-sign-out-person = Sign out everywhere

accounts-reset = Forgotten password
accounts-reset-help = A link by which this person sets a new password. The administrator does not learn it.
accounts-reset-make = Make a link to a new password
accounts-reset-again = Make another link
accounts-reset-open = A link waits to be used, until { $at }. Another link ends it.
accounts-reset-made = The link to a new password is made
accounts-reset-once = Send it to { $name } alone. The link is shown once, works once, until { $at }.
accounts-reset-revoke = Take the link back
accounts-reset-revoked = The link to a new password was taken back.
accounts-reset-title = Set a new password
accounts-reset-for = Account of { $name }.
accounts-reset-ends = Afterwards all browsers are signed out and the account is no longer locked.
accounts-reset-submit = Set the password
accounts-reset-done = The new password is set. Sign in with it.
error-accounts-reset-over = This link was used, taken back or has expired. Ask an administrator for a new one.
error-accounts-reset-closed = This account is closed. Open it again before setting a new password.

accounts-invitations = Invitations
accounts-invitations-none = No invitation is waiting
accounts-invitations-none-text = An invitation is a link for one person that works once.
accounts-invite = Invite somebody
accounts-invite-intro = The link works once, for { $days } days.
accounts-invite-submit = Make the invitation
accounts-make-admin = As administrator
accounts-make-admin-help = An administrator may do everything in every unit.
accounts-link-made = The invitation is made
accounts-link-once = Send this link to the person. It is shown only once.
accounts-works-until = Works until
accounts-acts = Acts
accounts-revoke = Revoke
accounts-invitation-revoked = The invitation for { $name } is revoked.
accounts-join-title = Accept the invitation
accounts-join-post = Post: { $kind }, { $unit }.
accounts-join-admin = As administrator.
accounts-join-email = You sign in with
accounts-join-submit = Make the account
accounts-joined = Welcome, { $name }. Your account is made.

house-health = The server is running
house-database = Database
