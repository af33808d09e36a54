# Reminders: cases whose limits draw near, duties of the ward, cases that go on by themselves.

remind-one = Reminder: case { $code } · { $topic }
remind-many = { $count } cases need a look, the most urgent first:
remind-line = { $number }. { $code } · { $topic }: { $why }
remind-rest = … and { $count } more in the list.
remind-open = Open { $code }
remind-list = See the list

remind-group =
    { $count ->
        [one] Nobody has taken this case:
       *[other] Nobody has taken these { $count } cases, the most pressing first:
    }
remind-group-line = { $code } · { $topic }: { $why }
remind-take = Take { $code }

remind-accept = to take the case
remind-first-word = for the first word to the reporter
remind-result = for the result
remind-legal = to tell the reporter where it stands (by law)
remind-percent = { $percent }% of the time { $what } is used up. Due: { $due }.
remind-over = The time { $what } is over. It was due: { $due }.
remind-late = Late by { $count } working days: the time { $what }. It was due: { $due }.
remind-untaken = URGENT: nobody has taken it for { $span }.
remind-in-place = In place of { $who }, who is away.
remind-missed = This reminder was due since { $moment }.
remind-missed-many = For { $count } of them a reminder was due earlier.
remind-dispute = Case { $code }: { $reporter } was not satisfied with the result ({ $day }) and waits for the decision whether it is looked at once more.
remind-goes-on = Case { $code }: { $reporter } did not answer in time. The case goes on, and its history says so.

news-asked-again =
    Case { $code } still waits for your answer to this question:
    “{ $question }”
    If you can, please answer before { $day }. If not, the ward goes on with what it has.
news-asked-again-bare = Case { $code } still waits for more from you. If you can, please answer before { $day }. If not, the ward goes on with what it has.
news-goes-on = Case { $code }: no answer of yours has come, so { $office } goes on with what it has. You can still send more at any time.

duty-head = A duty of the ward: { $name }
duty-until = Due: { $day }.
duty-until-provisional = Due (provisional, the days off are not confirmed): { $day }.
duty-today = Today is the last day.
duty-late = It was due { $day } and is { $count } working days late.
duty-past = It was due { $day }.
duty-why = Why: { $means }.
duty-why-skips = Why: { $means }; not counted: { $skips }.
duty-why-before = the last working day before { $day }
duty-why-by = the last working day up to { $day }
duty-why-from = the first working day from { $day } on
duty-list-button = Duties of the ward ({ $count })
duty-list = Duties of the ward that are yours: { $count } to be done now.
duty-list-none = No duty of the ward is waiting for you now.
duty-list-item = { $number }. { $name }
duty-mark-one = Done: { $name }
duty-mark = Done
duty-not-done = Not done yet
duty-done = Noted as done. There will be no more reminders of it.
duty-again = Taken back. Reminders of it go on.
duty-over = This was noted before or is over; there is nothing more to do.
