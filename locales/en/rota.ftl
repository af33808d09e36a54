# The duty roster: who is on duty when, setting it, swapping watches, reminders.

rota-head = Duty roster · { $office }
rota-now = On duty now: { $who }
rota-now-nobody = Nobody is on duty now: what is urgent goes to all officers of the office.
rota-line = • { $span }: { $who }
rota-line-vacant = ⚠ { $span }: { $who }
rota-span = { $weekday } { $day }, { $begin }–{ $end }
rota-span-over = { $weekday } { $day }, { $begin } – { $end } the next day
rota-nobody = nobody yet
rota-gone = somebody who works here no more
rota-instead = { $who } (for { $of })
rota-away-alone = { $who } (away, nobody stands in)
rota-away-later = { $who } (away for a part of it)
rota-asked = (asking { $who })
rota-how = Press a watch to put somebody on it.
rota-none = No office whose roster you may see keeps a duty. Which offices do stands in the ward file.
rota-which = Whose roster?

rota-one =
    Watch { $span }
    Now: { $who }

    Who is on duty?
rota-me = I am on duty
rota-rid = Leave it empty
rota-back = Back to the roster
rota-copy = Copy last week
rota-wipe = Clear what comes
rota-wipe-sure = Clear { $count } watches to come? Those who have them will be told.
rota-wipe-yes = Clear all
rota-put = { $who } is on duty on { $when }.
rota-copied = { $count } watches were copied from last week. Those that somebody has stay as they are.
rota-wiped = { $count } watches to come were cleared.
rota-over = This watch is over, or was changed meanwhile. Please look at the roster: /truc.
rota-not-of-office = They do not work for this office any more, or cannot be told. Please choose again.

rota-swap = Swap { $when }
rota-drop = Stop asking about { $when }
rota-ask-whom = Watch { $span }: who takes it, or for which other watch?
rota-give = Ask { $who } to take it
rota-for = For { $when } of { $who }
rota-alone = The office has no other colleague to swap with.
rota-not-yours = This is not your watch.
rota-was-asked = { $who } was asked. The watch is yours until { $who } takes it.
rota-asks =
    { $who } asks you to take a watch:
    • { $span }
rota-asks-for =
    { $who } would like to swap watches with you. You would have:
    • { $span }
    { $who } would have:
    • { $other }
rota-yes = Take it
rota-no = Not I
rota-dropped = Nobody is asked any more. The watch is yours.
rota-declined = They were told that you do not take it.
rota-was-declined = { $who } cannot take the watch { $span }. It is still yours.
rota-swapped = { $one } and { $other } have swapped watches.

rota-given =
    { $by } put you on duty:
    { $watches }
rota-taken =
    { $by } took you off the roster:
    { $watches }
rota-it-comes = Your next watch · { $office }: { $span }.
rota-it-begins = Your watch begins · { $office }: { $span }. What is urgent comes to you first, at any hour.
rota-missing =
    { $office } has nobody on duty:
    { $watches }
    As long as that is so, what is urgent goes to all officers of the office.
rota-fill = Set the roster
rota-see = See the roster

card-duty = On duty: { $who }, until { $until }
