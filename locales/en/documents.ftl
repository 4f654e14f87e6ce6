# Documents: mending, comments, submission, approval, signature, number, issue, what came in.

error-documents-elsewhere = The document has moved on. Open the page again to see where it stands, then go on.
error-documents-newer = The document has version { $version } by now, newer than the one you saw. Open the page again, read it, then go on.
error-documents-unknown-issuer = It is not known which unit “{ $name }” is, so nobody can be asked. Press “Mend in the review”, choose the unit of the issuer and submit again.
error-documents-open-comments = { $n } comments are open. Mend the draft or answer, close them, then submit.
error-documents-not-a-signer = The person chosen cannot sign for { $name }. Choose somebody else.
error-documents-unaddressed = { $n } names stand for nobody yet. Say who each one is, then issue.
error-documents-no-recipients = No unit is to get this document yet. Say who the recipients are, then issue.
error-documents-too-long = The document is too long to be printed as PDF. Take its longest tables out as files of their own, or take the Word file.
error-documents-no-review = This plan was not made from a review, so it cannot be mended here.
documents-version-missing = It is not clear which version you decide on. Open the page again and repeat.
documents-words-long = Longer than 5,000 letters. Make it shorter.
documents-line-long = Longer than 100 letters. Make it shorter.
documents-reason-missing = Say why, so that the drafter knows what to mend.
documents-comment-missing = Write the comment.
documents-comment-late = The document is issued; it cannot be commented on any more.
documents-authority-missing = Choose by what authority it is signed.
documents-rank-wrong = This line begins with the letters of the authority chosen, such as “KT. GIÁM ĐỐC” or “TM. BAN THƯỜNG VỤ”.
documents-title-missing = Write the signer's post.
documents-acting-title = Write the post with “Q.” before it, such as “Q. GIÁM ĐỐC”.
documents-name-missing = Write the signer's name.
documents-signer-unknown = Choose the signer from the list again.
documents-signer-unfit = This person cannot sign by the authority chosen. Those of a unit below sign by order (TL.) or mandate (TUQ.) only.
documents-day-missing = Write the date of issue, such as 8/9/2026.
documents-day-unread = This date was not understood. Write it like 8/9/2026.
documents-symbol-missing = Write the symbol, such as KH-SGDĐT.
documents-symbol-wrong = The symbol has no spaces and no stroke before it, such as KH-SGDĐT.
documents-names-many = Too many names at once. Save them in several turns.
documents-kind-missing = Choose the kind of units of this group.
documents-unit-missing = Type the name of the unit and choose it from the list.
documents-unit-unknown = No such unit was found. Type it again and choose it from the list.

documents-title = Outgoing documents
documents-of-plan = This plan
documents-one = Document
documents-count = { $n ->
    [one] { $n } document
   *[other] { $n } documents
  }
documents-sheet = The document as printed
documents-side = Its way, comments and layout
documents-table = Table of the document
documents-no-number = (no number yet)
documents-tabs = Parts of the document
documents-tab-sheet = Document
documents-tab-versions = Versions
documents-tab-issue = Prepare the issue
documents-tab-deliveries = Who got it
documents-state-draft = Draft
documents-state-submitted = Submitted, waits for approval
documents-state-approved = Approved, waits for signature
documents-state-signed = Signed, waits for a number
documents-state-numbered = Numbered, waits to be sent
documents-state-issuing = Being sent
documents-state-issued = Issued
documents-state-recalled = Recalled
documents-next = What comes next
documents-submit = Submit for approval
documents-submitted = { $n ->
    [one] Submitted to the leader of the issuer.
   *[other] Submitted to the leaders of { $n } issuers.
  }
documents-close-first = { $n } comments are open. Close them before you submit.
documents-rework = Mend in the review
documents-reworked = The review is open again. When it is mended, press “Make the plan” and the document gets a new version.
documents-take-back = Take back to mend
documents-taken-back = Taken back. The document is a draft.
documents-number-go = Give number and date
documents-issue-go = Prepare the issue
documents-decide = The leader's decision
documents-approve-help = Check authority and name of the signer: they are printed below the document as they stand here.
documents-approve = Approve
documents-approved = Approved.
documents-record-approve = Record the approval
documents-record-help = No leader of { $name } uses the program. If they approved elsewhere, record it here.
documents-record = Record a signature given elsewhere
documents-record-sign-help = For signatures on paper or with another tool. Your name is kept as the one who recorded it.
documents-authority = Authority
documents-authority-head = The head signs
documents-authority-deputy = KT. (deputy for the head)
documents-authority-collective = TM. (for a collective)
documents-authority-by_order = TL. (by order)
documents-authority-mandate = TUQ. (by mandate)
documents-authority-acting = Q. (acting)
documents-rank = Line of authority
documents-rank-help = Such as KT. GIÁM ĐỐC; empty when the head signs.
documents-title-line = The signer's post
documents-name-line = The signer's name
documents-name-help = Without academic titles before the name (Decree 30/2020, appendix I).
documents-signer = Account that will sign
documents-signer-any = Any leader of the issuer
documents-signer-help = Only the person chosen can press “Sign”.
documents-signer-below = unit below
documents-will-sign = Signer:
documents-sign = Sign
documents-signed = Signed.
documents-return = Return
documents-returned = Returned to the drafter.
documents-return-reason = Why it is returned
documents-was-returned = Returned by the leader
documents-was-recalled = This document was recalled
documents-recall = Recall the document
documents-recall-help = Everybody who got it sees that it was recalled, and why. Its number is not used again.
documents-recall-reason = Why it is recalled
documents-recalled = Recalled.
documents-way = The way of the document
documents-step-submit = Drafted and submitted
documents-step-approve = Approved
documents-step-sign = Signed
documents-step-number = Numbered
documents-step-issue = Issued
documents-stand-now = at this step
documents-stand-coming = still to come
documents-outside = signed elsewhere
documents-reached = reached { $n }, opened by { $read }, acknowledged by { $acknowledged }
documents-please-acknowledge = Your unit is a recipient of this document.
documents-acknowledge = Say that we have it
documents-acknowledged-now = Acknowledged.
documents-acknowledged = acknowledged
documents-issuing-now = Being sent: { $done } of { $all } units.
documents-issuing-label = Units reached
documents-look-again = Look again
documents-comments = Comments
documents-comments-open = { $n } open
documents-comments-n = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
  }
documents-no-comments = No comments yet. Choose a clause of the text to comment on it.
documents-comment = Comment
documents-comment-here = Comment on this clause
documents-comment-about = On
documents-comment-whole = Comment on the whole document
documents-comment-send = Send the comment
documents-commented = The comment was sent.
documents-comment-resolve = Close
documents-comment-reopen = Open again
documents-comment-closed = Closed
documents-resolved = The comment is closed.
documents-at-version = at version { $n }
documents-check = Layout, Decree 30/2020
documents-check-sum = { $ok } of { $all } fine

documents-versions = Versions
documents-version-n = Version { $n }
documents-why-drafted = first text
documents-why-mended = draft mended
documents-why-amended = amended after its issue
documents-why-signed = signed
documents-why-numbered = number and date
documents-what-changed = What changed
documents-from-to = From version { $from } to version { $to }
documents-changes-n = { $n } differ, { $same } clauses are the same
documents-compare = Compare version
documents-compare-with = with
documents-compare-go = Compare
documents-is-added = Added
documents-is-removed = Removed
documents-is-changed = Changed
documents-no-changes = The two versions are the same.

documents-number-h = Number and date
documents-on = Date of issue
documents-on-help = The date printed on it. The number is the next of that year's register.
documents-symbol = Symbol
documents-symbol-help = What stands after the stroke, such as KH-SGDĐT.
documents-give-number = Give the number
documents-numbered = Number { $symbol } was given.
documents-number-later = It can be numbered when every issuer has signed.
documents-recipients = To whom it goes
documents-goes-to = { $n } units get it, { $work } have work in it, { $shares } pieces of work
documents-names-help = Each name printed among recipients, tasks and duties stands for a unit or a group of units. Say it once, and it holds for the whole document.
documents-name-printed = Name as printed
documents-stands-for = Stands for
documents-units = Units
documents-change = Change
documents-change-who = Choose again
documents-in-recipients = among the recipients
documents-in-works = { $n } tasks and duties
documents-proposed = proposed by the program; issuing means yes
documents-any-kind = Units of any kind
documents-within = below { $name }
documents-within-all = in the whole country
documents-to-open = Not known yet
documents-to-unit = One unit
documents-to-group = All units of a kind
documents-to-bound = The units that the document gives work to
documents-to-nobody = Not sent by the program
documents-keep = As it is now
documents-unit-or-above = The unit, or the one above the group
documents-kind = Kind of units of the group
documents-choose-kind = Choose a kind
documents-save-names = Save the names
documents-addressed = { $n ->
    [one] { $n } name was saved.
   *[other] { $n } names were saved.
  }
documents-send = Issue
documents-send-text = The document goes to the inbox of { $n } units; { $work } of them get work with it. Once issued it can only be amended or recalled.
documents-issue-now = Issue to { $n } units
documents-issuing = Being sent to { $n } units.
documents-wait-number = Number and date are missing.
documents-wait-names = { $n } names stand for nobody yet.
documents-wait-units = No unit is to get it yet.

documents-delivered-to = units got it
documents-silent = silent
documents-remind = Remind the { $n } silent ones
documents-reminded = { $n } were reminded.
documents-nobody-silent = Everybody has acknowledged it; there is nobody to remind.
documents-filter = Narrow the list
documents-show-all = All
documents-show-unread = Not opened
documents-show-unacknowledged = Not acknowledged
documents-unit = Unit
documents-delivered-at = Delivered
documents-read-at = Opened
documents-acknowledged-at = Acknowledged
documents-reminded-at = Reminded
documents-not-read = not opened
documents-not-yet = not yet
documents-times = { $n ->
    [one] once
   *[other] { $n } times
  }
documents-none-here = Nothing here
documents-by-post = Sent outside the program

documents-mine = For me
documents-open = Not issued yet
documents-out = Issued
documents-all = All
documents-search = Search in subjects, numbers and symbols
documents-changed-at = Changed
documents-none-mine = No document waits for you
documents-none-text = Documents stand here when a review was made into a plan, or when one was submitted to you.
documents-inbox = Incoming documents
documents-inbox-new = { $n } not acknowledged
documents-inbox-all = Show acknowledged ones too
documents-inbox-none = Nothing came in
documents-inbox-none-text = What units above or elsewhere issue to your unit stands here.
documents-from = From
documents-came-at = Came
documents-not-acknowledged = not acknowledged
documents-was-reminded = { $n ->
    [one] reminded once
   *[other] reminded { $n } times
  }
