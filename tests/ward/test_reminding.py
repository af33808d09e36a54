"""What is said about clocks, a ladder, duties or seasons that cannot work."""

from pathlib import Path

import pytest

from tests.ward.shipped import fault

SEASON = (
    '[[calendar.seasons]]\nfirst = "{}"\nlast = "{}"\n[calendar.seasons.hours]\nmonday = ["07:00-11:00"]\n'
)
DUTY = 'duty = { hours = "17:00-07:30" }'
GUARD = f'[[offices]]\nid = "a:b"\nkind = "internal"\nname = {{ vi = "A", en = "A" }}\n{DUTY}\n'
CLOSED = '[[calendar.closures]]\nfirst = {}\nlast = {}\nname = "Bão"\n'


def added(*tables: str) -> tuple[str, str]:
    return "\n[daytime]\n", "\n" + "".join(tables) + "[daytime]\n"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (('waiting = { amount = 5', 'waiting = { amount = 0'), "clocks.waiting.amount: must be 1 or more"),
        (("amount = 30, unit", "amount = 0, unit"), "clocks.levels.P1.accept.amount: must be 1 or more"),
        (("amount = 0, unit", "amount = -1, unit"), "clocks.levels.P1.first_word.amount: must be 0 or more"),
        (("marks = [50, 80, 100]", "marks = [80, 50, 100]"), "ladder.marks: must rise from 1 or more to 100"),
        (("marks = [50, 80, 100]", "marks = [50, 80]"), "ladder.marks: must rise"),
        (("marks = [50, 80, 100]", "marks = []"), "ladder.marks: must rise"),
        (("taken = { head = 1, leadership = 3 }", "taken = { head = 3, leadership = 1 }"), "ladder.taken: "),
        (("untaken = { head = 0", "untaken = { head = -1"), "ladder.untaken: leadership must not"),
        (("leadership = 3 }", "leadership = 3, group = 0 }"), "ladder.taken.group: a group hears only of"),
        (("leadership = 1, group = 0 }", "leadership = 1, group = -1 }"), "ladder.untaken.group: must be 0"),
        (("group = 15", "group = -1"), "ladder.urgent.group: must be 0 or more"),
        (("every_minutes = 30", "every_minutes = 0"), "ladder.urgent.every_minutes: must be 1 or more"),
        (("{ minutes = 15, to", "{ minutes = 30, to"), "ladder.urgent.steps: must name one or more steps"),
        (('to = "duty"', 'to = "nobody"'), "'nobody'"),
        (('id = "next-calendar"', 'id = "yearly-report"'), "'yearly-report' stands twice"),
        (('dates = ["11-15"]', "dates = []"), "duties[0].dates: name at least one date"),
        (('dates = ["11-15"]', 'dates = ["15/11"]'), "'15/11' is not a day of every year"),
        (('dates = ["11-15"]', 'dates = ["02-29"]'), "'02-29' is not a day of every year"),
        (("remind = [30, 14, 7, 3, 1]", "remind = [1, 30]"), "duties[0].remind: must fall to 1 or more"),
        (("remind = [30, 14, 7, 3, 1]", "remind = [30, 0]"), "duties[0].remind: must fall to 1 or more"),
        (('to = ["coordinator", "leader"]', "to = []"), "duties[0].to: name at least one role"),
        (('office = "economic"\n\n#', 'office = "nowhere"\n\n#'), "'nowhere' is not among the offices"),
        (('hours = "24/7", starts', 'hours = "24/8", starts'), "offices[0].duty: '24/8' is neither"),
        (('starts = ["07:30"]', "starts = []"), "offices[0].duty: name when the watches begin"),
        (('id = "market_board"\nkind = "external"', 'id = "market_board"\nkind = "external"\n' + DUTY),
         "offices[6].duty: only an office of the ward's own"),
        (('[[offices]]\nid = "police"', f'{GUARD}[[offices]]\nid = "police"'),
         "offices[0].id: of an office with a duty: 24 letters at most"),
        (added(SEASON.format("04-16", "31-10")), "seasons[0].last: '31-10' is not a day of"),
        (added(SEASON.format("04-16", "10-15"), SEASON.format("10-15", "12-31")), "within another season"),
        (added(SEASON.format("04-16", "10-15"), SEASON.format("05-01", "05-31")), "within another season"),
        (added(SEASON.format("05-01", "05-31"), SEASON.format("04-16", "10-15")), "within another season"),
        (added(SEASON.format("04-16", "10-15").replace('"07:00-11:00"', "")),
         "calendar.seasons[0].hours: no weekday has working hours"),
        (added(CLOSED.format("2026-09-10", "2026-09-09")), "calendar.closures[0]: must end after it begins"),
        (added(CLOSED.format("2026-09-10", "2036-09-09")), "calendar.closures[0]: must end after it begins"),
        (('monday = ["07:30-11:30", "13:30-17:00"]', 'monday = ["13:30-17:00", "07:30-11:30"]'),
         "calendar.hours.monday: the stretches are not in order"),
    ],
)  # fmt: skip
def test_what_cannot_remind_anybody_is_refused(tmp_path: Path, change: tuple[str, str], what: str) -> None:
    assert what in fault(tmp_path, change)
