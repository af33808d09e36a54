"""Our own side: durable updates through inbox, dispatcher, outbox and courier.

`python -m benchmarks.side_updates [REPORTS PEOPLE]` measures; with `words` it tells what the bot says at
each step.
"""

import asyncio
import sys
from typing import Any, Final

from benchmarks.house import Machine, fresh_house, quiet
from benchmarks.measuring import Stopwatch, tell
from benchmarks.talk import PEOPLE, STEPS, Person, crowd
from bot.core.ports import Parcel
from storage import cases, inbox, outbox
from storage.touch import Connection

REPORTS: Final = 4
ARRIVAL: Final = 64
"""So many updates at most come in together."""


class Talk:
    """People who answer as soon as they are asked: whoever was answered stands in the queue to speak."""

    def __init__(self, people: list[Person]) -> None:
        self.people = {str(person.number): person for person in people}
        self.waiting: asyncio.Queue[Person] = asyncio.Queue()
        self.heard = 0

    def hear(self, parcel: Parcel) -> None:
        """The null transport delivers."""
        person = self.people[parcel.address.person]
        person.hear(parcel.prompt.text, [(button.label, button.tap) for button in parcel.prompt.buttons])
        self.heard += 1
        self.waiting.put_nowait(person)

    async def speak(self, machine: Machine, updates: int) -> None:
        """So many updates in batches of those who wait; then the last replies are awaited."""
        left = updates
        while left:
            batch = [await self.waiting.get()]
            while len(batch) < min(ARRIVAL, left) and not self.waiting.empty():
                batch.append(self.waiting.get_nowait())
            left -= len(batch)
            await machine.take_in([person.speak() for person in batch])
        everybody = [await self.waiting.get() for _ in self.people]
        for person in everybody:
            self.waiting.put_nowait(person)


async def consent(machine: Machine, talk: Talk) -> None:
    """Everybody agrees, and files one report to warm up."""
    for person in talk.people.values():
        await machine.take_in([person.write("/baocao")])
    for person in [await talk.waiting.get() for _ in talk.people]:
        await machine.take_in([person.press()])
    for person in [await talk.waiting.get() for _ in talk.people]:
        person.step = 1
        talk.waiting.put_nowait(person)
    await talk.speak(machine, len(talk.people) * (len(STEPS) - 1))


async def measure(reports: int, people: int) -> None:
    """So many reports a person, all interleaved, after one to warm up."""
    with fresh_house() as house:
        talk = Talk(crowd(people))
        machine = Machine(house, talk.hear)
        updates = people * len(STEPS) * reports
        async with machine.running():
            await consent(machine, talk)
            talk.heard = 0
            watch = Stopwatch.start()
            await talk.speak(machine, updates)
            result = watch.rate(updates)
        assert talk.heard == updates, f"{talk.heard} replies to {updates} updates"
        filed = machine.count(_filed)
        assert filed == people * (reports + 1), f"{filed} cases for {people} people"
        tell(result)


def _filed(conn: Connection) -> int:
    """How many cases stand, if nothing is left over in inbox and outbox."""
    intake, sending = inbox.health(conn), outbox.health(conn)
    assert intake.waiting + intake.parked == 0, "messages are left over"
    assert sending.queued + sending.uncertain + sending.dead == 0, "replies are left over"
    return sum(row[-1] for row in cases.counts(conn))


async def words() -> None:
    """What is said at each step, with the place as a gap."""
    with fresh_house() as house:
        [person] = crowd(1)
        talk = Talk([person])
        machine = Machine(house, talk.hear)
        told: list[Any] = []
        async with machine.running():
            await consent(machine, talk)
            for _ in STEPS:
                await talk.speak(machine, 1)
                text = person.text.replace("{", "{{").replace("}", "}}")
                told.append((text.replace(STEPS[4].format(number=person.number), "{place}"), person.buttons))
    tell(told)


if __name__ == "__main__":
    quiet()
    if sys.argv[1:] == ["words"]:
        asyncio.run(words())
    else:
        given = [int(word) for word in sys.argv[1:]]
        asyncio.run(measure(*(given or (REPORTS, PEOPLE))))
