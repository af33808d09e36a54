# Absences, and who stands in.

away-head = Away:
away-none = Nobody is away now.
away-line = • { $who }: { $first } – { $last }, { $deputy } stands in
away-line-alone = • { $who }: { $first } – { $last }, nobody stands in yet
away-rest = { $count } more absences are not shown here.
away-mine = I am away
away-for = Say that a colleague is away
away-whose = Who is away?
away-end = Back again: { $who }
away-from-today = From today
away-from-tomorrow = From tomorrow
away-until-same = That day only
away-until-two = 2 days
away-until-week = 1 week
away-until-weeks = 2 weeks
away-type-day = Another day…
away-how-day = Please type the day, for example 25/11 or 25/11/2026.
away-nobody = Nobody stands in
away-yes = Write it down
away-summary =
    Away: { $who }
    From { $first } until the end of { $last }
    Stands in: { $deputy }
    In this time new cases and reminders go to whoever stands in, who can also work on the cases held by the one away.
away-done = Written down: { $who } is away from { $first } until the end of { $last }. Stands in: { $deputy }. Type /away to look at it or end it sooner.
away-deputy-away = { $who } is away too, from { $first } until the end of { $last }. On those days whoever stands in for { $who } acts, if anybody.
away-told-deputy = { $who } is away from { $first } until the end of { $last }, and you stand in. New cases and reminders of { $who } come to you. The { $count } cases held by { $who } are in /cases under Mine.
away-told = { $by } wrote down that you are away from { $first } until the end of { $last }. If that is wrong, please type /away and end it.
away-ended = { $who } is back. Cases and reminders go to { $who } again.
away-over = This absence has ended already.
away-past = The first day is over. Please change it.
away-backwards = The last day ({ $last }) is before the first ({ $first }). Please change it.
away-too-long = Only absences within one year can be written down. Please change it.
away-deputy-gone = Whoever was to stand in works in this office no more. Please choose again.
reask-day = That was no day. Please type it like 25/11 or 25/11/2026, not before the first day.
ask-absence-from = Away from which day?
ask-absence-until = Until the end of which day?
ask-absence-deputy = Who stands in meanwhile?
ask-absence-confirm = Write this absence down?
name-absence-from = From
name-absence-until = Until the end of
name-absence-deputy = Stands in
cancelled-absence = Nothing was written down.
card-holder-away = { $who } is away, { $deputy } stands in
card-holder-away-alone = { $who } is away, nobody stands in yet
card-in-place = You stand in for { $who }.
assign-away = { $name } (away)
