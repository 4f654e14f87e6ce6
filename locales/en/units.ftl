# Units: tree, one unit, search, changes, import from spreadsheets.

units-title = Units
units-known = { $n } units known
units-as-of-today = as of today
units-as-of = as of { $day }
units-on = As of
units-see = Show
units-today = Today
units-lines = Lines
units-line = Line
units-line-state_management = State management of education
units-line-administration = Administration
units-line-union = Trade unions
units-line-institution = Institutions
units-line-unknown = Choose a line from the list.
units-n-below = { $n ->
    [one] 1 unit below
   *[other] { $n } units below
}
units-open-level = { $n ->
    [one] Open 1 unit below
   *[other] Open { $n } units below
}
units-open-unit = Page of the unit
units-page-of = Page of { $name }
units-more = { $n ->
    [one] 1 more unit
   *[other] { $n } more units
}
units-narrow = Narrow by name
units-narrow-do = Narrow
units-narrow-off = Show all
units-narrowed = { $n ->
    [one] 1 unit fits
   *[other] { $n } units fit
}
units-narrow-none = No unit of this level is called like "{ $q }"
units-narrow-none-why = Try fewer letters, without marks, or show all.
units-narrow-here = Narrow these { $n } units by name
units-unverified = not yet checked
units-unverified-why = This has not been checked against an official text. Source: { $source }.
units-until = until { $day }
units-since = since { $day }
units-always = beginning unknown
units-level-empty = No units below
units-level-empty-why = On this day no unit stands below this one in this line.
units-line-empty = No units yet
units-line-empty-why = Units appear here once they are imported from a spreadsheet or made one by one.

units-search = Search units
units-search-do = Search
units-search-hint = Name, abbreviation or code, marks may be left out
units-search-start = Search the units
units-search-start-why = Type a name, an abbreviation ("Cục NG", "sgddt ha noi") or an old name.
units-search-none = No unit fits "{ $q }"
units-search-none-why = Try fewer words, or the whole name. Schools are known after an import from a spreadsheet.
units-search-more = There are more. Type another word to narrow it down.
units-to-tree = See the tree
units-found-as = other name: { $text }
units-ended-on = ended on { $day }
units-to-come = not yet there on this day

units-ended = Ended
units-not-on = Did not exist on { $day }
units-succeeded-by = Its work now belongs to
units-names = Names over time
units-name = Whole name
units-name-new = New whole name
units-short = Short name
units-short-help = For lists and labels. Left empty, the whole name is used.
units-when = When
units-places = Units above
units-parent = Unit above
units-parent-new = New unit above
units-parent-help = Leave empty for the top of the line.
units-parent-top-help = Leave empty to put it at the top of the line.
units-on-top = top of the line
units-no-places = In no line yet.
units-below-state_management = Below in state management
units-below-administration = Below in the administration
units-below-union = Unions below
units-below-institution = Institutions below
units-all-below = See all { $n }
units-history = Merges, splits, renamings
units-no-history = No change recorded.
units-events = Who changed the entry
units-history-merge = was merged into
units-history-split = gave rise to
units-history-rename = was renamed
units-history-reparent = was moved below
units-day-form = day/month/year
units-history-end = ended
units-history-dissolve = ended, its work going to
units-came-merge = took in
units-came-split = came out of
units-came-rename = was renamed from
units-came-reparent = took in
units-came-dissolve = took over the work of
units-by = By { $basis }
units-basis-unknown = Legal text unknown
units-aliases = Other names
units-aliases-help = One a line, as documents print them.
units-no-aliases = No other names yet.
units-alias-new = Another name
units-alias-help = An abbreviation or a usual name in documents, so that plans are read right.
units-alias-add = Add the name
units-alias-added = Added the name "{ $text }".
units-alias-removed = The name was removed.
units-alias-remove = Remove the name { $text }
units-alias-missing = Enter a name.
units-people = People in posts
units-people-now = People in posts today
units-no-people = Nobody holds a post in this unit yet.
units-more-facts = Names, people, source
units-facts = Facts
units-code = Code
units-code-help = For spreadsheets, such as the code of a school. Left empty, one is made up.
units-code-unread = A code has at most 60 letters and no spaces.
units-code-taken = The code { $code } belongs to another unit. Choose another one.
error-units-code-taken = The code { $code } belongs to another unit.
units-area = Code of the place
units-source = Source
units-source-help = The text or list it is based on.
units-source-none = not recorded

units-kind = Kind
units-kind-choose = Choose a kind
units-kind-missing = Choose the kind of unit.
units-kind-ministry = Ministry
units-kind-board = Leadership
units-kind-department = Department (vụ)
units-kind-bureau = Bureau (cục)
units-kind-office = Office
units-kind-inspectorate = Inspectorate
units-kind-institute = Institute
units-kind-press = Newspaper, journal
units-kind-centre = Centre
units-kind-province_committee = People's committee of a province
units-kind-province_department = Department of a province (Sở GD&ĐT)
units-kind-division = Division of a department
units-kind-district_committee = People's committee of a district
units-kind-district_office = District office (Phòng GD&ĐT)
units-kind-commune_committee = People's committee of a commune
units-kind-commune_office = Commune office of culture and social affairs
units-kind-university = University
units-kind-academy = Academy
units-kind-pedagogical_college = College of education
units-kind-college = College
units-kind-preschool = Preschool
units-kind-primary = Primary school
units-kind-lower_secondary = Lower secondary school
units-kind-upper_secondary = Upper secondary school
units-kind-multi_level = School of several levels
units-kind-continuing_centre = Centre of continuing education
units-kind-special_school = Special school
units-kind-union_central = National union
units-kind-union_province = Federation of labour of a province
units-kind-union_sector = Sector union of education
units-kind-union_body = Body of a union
units-kind-union_district = Federation of labour of a district
units-kind-union_commune = Union of a commune
units-kind-union_grassroots = Grassroots union
units-kind-other = Other unit

units-create = Make a unit
units-do-rename = Rename
units-do-move = Move
units-do-merge = Merge
units-do-split = Split
units-do-dissolve = End
units-first-day = In force from
units-first-day-help = The first day of the new state, like 1/7/2025.
units-day-missing = Enter a day like 1/7/2025.
units-day-unread = There is no such day. Enter it like 1/7/2025.
error-units-day-unread = There is no such day. Enter it like 1/7/2025.
units-basis = Legal text
units-basis-help = Number and symbol, such as Nghị quyết 202/2025/QH15.
units-basis-long = At most 300 letters.
units-begins = Begins on
units-begins-help = Leave empty if unknown. Like 1/7/2025.
units-name-missing = Enter the name of the unit.
units-name-long = A name has at most 300 letters.
units-named-unknown = There is no unit "{ $name }". Choose from the suggestions or enter a code.
units-named-several = There are { $n } units called "{ $name }". Choose from the suggestions or enter a code.
units-parties-many = At most 200 units at a time.

units-deed-create = Make a unit
units-deed-create-why = The unit exists from its first day. Name, unit above and other names can be changed later.
units-deed-create-do = Make the unit
units-created = Made { $name }.
units-deed-rename = Rename a unit
units-deed-rename-why = Old documents keep the old name. From the day in force the unit bears the new one.
units-deed-rename-do = Rename
units-renamed = Renamed to { $name }.
units-deed-move = Move a unit
units-deed-move-why = The unit keeps its name and history; only the unit above changes in one line.
units-deed-move-do = Move the unit
units-moved = Moved { $name }.
units-deed-merge = Merge units
units-deed-merge-why = The units that go in end before the day in force; what stands below them moves along.
units-deed-merge-do = Merge
units-merge-others-label = Other units that go in
units-merge-others-help = One name or code a line. Leave empty if only this unit goes in.
units-merge-others = Name at least one other unit to make a new one.
units-merge-into-label = Into a unit that goes on
units-merge-into-help = Leave empty if a new unit is made.
units-merge-into-one = Choose the unit that takes them in or name a new one, one of the two.
units-merge-new-label = Name of a new unit
units-merge-new-help = Leave empty if a unit goes on. The new one has the kind and the place of this one.
units-merged = { $n ->
    [one] Merged 1 unit into { $name }.
   *[other] Merged { $n } units into { $name }.
}
units-deed-split = Split a unit
units-deed-split-why = The new units have the kind and the place of this one.
units-deed-split-do = Split
units-split-parts-label = Names of the new units
units-split-parts-help = One whole name a line.
units-split-parts = Name at least one new unit.
units-split-keeps = This unit goes on after the split
units-split = { $n ->
    [one] Made 1 new unit.
   *[other] Made { $n } new units.
}
units-deed-dissolve = End a unit
units-deed-dissolve-why = The unit no longer exists from the day in force. Old documents and figures stay as they are.
units-deed-dissolve-do = End the unit
units-dissolve-below = { $n ->
    [one] 1 unit stands below it. Choose a unit that takes over; it will move there.
   *[other] { $n } units stand below it. Choose a unit that takes over; they will move there.
}
units-dissolved = Ended { $name }.
units-successor = Unit that takes over
units-successor-help = The units below move there as well.

units-refused-unknown = There is no unit { $name }.
units-refused-not-then = { $name } does not exist on { $day }. Check the day or the unit.
units-refused-later-change = { $name } has changes on or after { $day }. Choose a later day.
units-refused-cycle = { $name } cannot stand below a unit of its own. Choose another unit above.
units-refused-children = { $n ->
    [one] { $name } still has 1 unit below it. Choose who takes over or move it first.
   *[other] { $name } still has { $n } units below it. Choose who takes over or move them first.
}
units-refused-itself = { $name } cannot be merged into itself. Choose another unit.
units-refused-nothing = Name at least one unit.

units-import = Import a spreadsheet
units-import-what = Schools and other units, from Excel or CSV. Every cell is checked first; all rows are written or none.
units-import-template = Download the Excel template
units-import-file = Spreadsheet, .xlsx or .csv
units-import-file-help = At most { $rows } rows, 20 MB.
units-import-file-missing = Choose a file.
units-import-check = Read and check
units-import-columns = The columns, in any order:
units-imports = Imports
units-import-name = File
units-import-state = State
units-import-rows = Rows
units-import-at = At
units-import-n-rows = { $n ->
    [one] 1 row
   *[other] { $n } rows
}
units-import-state-checked = Checked
units-import-state-running = Being written
units-import-state-done = Written
units-import-state-refused = Not written
units-import-running = { $n ->
    [one] Writing 1 unit. This page refreshes itself.
   *[other] Writing { $n } units. This page refreshes itself.
}
units-import-refresh = Refresh
units-import-done = { $n ->
    [one] 1 unit was written.
   *[other] { $n } units were written.
}
units-import-faults = { $n ->
    [one] 1 cell needs mending. Nothing was written. Mend it in the spreadsheet and import again.
   *[other] { $n } cells need mending. Nothing was written. Mend them in the spreadsheet and import again.
}
units-import-clean = No cell needs mending.
units-import-do = { $n ->
    [one] Write 1 unit
   *[other] Write { $n } units
}
units-import-begun = { $n ->
    [one] Began to write 1 unit.
   *[other] Began to write { $n } units.
}
units-import-state-failed = Not written
units-import-state-discarded = Taken back
units-import-failed = The server met an error and could not write. No unit was added, and the table is kept as it was sent. Try again in some minutes, or take this import back.
units-import-failed-why = Words of the machine: { $why }
units-import-again = { $n ->
    [one] Try again to write 1 unit
   *[other] Try again to write { $n } units
}
units-import-discard = Take this import back
units-import-discarded = The import is taken back. Nothing was written.
units-import-was-discarded = This import was taken back. Nothing was written.
units-import-other = Import another table
units-import-example = Row { $n } is an example of the template and is not imported.
units-import-only-examples = The table holds only the examples of the template. Write the units below those two rows and import again.
error-units-import-too-late = This import is being written, is written or was taken back already, so it cannot be taken back now.
units-import-to-mend = Cells to mend
units-import-cell = Cell
units-import-value = Now
units-import-what-to-do = What to do
units-import-preview = Preview
units-import-row = Row
units-import-broken = This spreadsheet is damaged or cannot be opened. Open it in Excel or LibreOffice, save it as a new .xlsx file and send it again.
units-import-no-head = No row of headings was found. Download the template and copy the data into it.
units-import-lacks = The column "{ $column }" is missing.
units-import-no-rows = There is no row below the headings.
error-units-import-not-ready = This import cannot be written: cells need mending, or it was written already.
units-fault-name-missing = The name is missing.
units-fault-name-long = A name has at most { $n } letters.
units-fault-code-unread = A code has at most { $n } letters and no spaces.
units-fault-code-twice = This code stands in row { $n } already. One code for each unit.
units-fault-code-taken = This code belongs to a known unit already.
units-fault-kind-missing = The kind is missing. See the sheet "Loại" of the template.
units-fault-kind-unknown = There is no kind "{ $value }". See the sheet "Loại" of the template.
units-fault-commune-unknown = No commune has the code { $value }. Write its five digits.
units-fault-day-unread = The day "{ $value }" cannot be read. Write it like 01/07/2025.
units-fault-parent-missing = The unit above is missing.
units-fault-parent-unknown = There is no unit "{ $value }". Write its whole name or its code.
units-fault-parent-several = There are { $n } units called "{ $value }". Write the code.
units-fault-parent-ended = "{ $value }" does not exist on the day this unit begins. Write the present unit above.
units-fault-parent-loop = This unit stands below itself through other rows. Check the column of the unit above.
units-rename-same = The new name is the present one. Type another, or leave the name as it is.

# The code of an office in edXML packages.
units-office = Code in packages (OrganId)
units-office-none = No code yet. An edXML package for this unit needs one.
units-office-sample = Sample code
units-office-new = Code
units-office-help = The code in edXML packages, such as 000.00.11.H26 or H26.11.45.106. Leave it empty and save to take the code away.
units-office-save = Save the code
units-office-saved = Saved the code { $code }.
units-office-removed = Removed the code.
units-office-unread = This is not the form of a code. Write it like 000.00.11.H26 or H26.11.45.106, 35 characters at most.
units-office-taken = This code belongs to { $name }. One code, one office: check it, or take it away there first.
units-fault-office-unread = This is not the form of a code. Write it like 000.00.11.H26 or H26.11.45.106, { $n } characters at most.
units-fault-office-twice = This code stands in row { $n } already. One code, one unit.
units-fault-office-taken = This code belongs to a unit or partner already.
