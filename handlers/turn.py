"""One turn: a message in, and everything that it causes, until the dispatcher commits it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import msgspec

from bot.core.danger import Sign
from bot.core.messages import Address, Ask, Inbound, Kind, LaneKey, Outbound, Priority, Prompt, Value
from bot.core.understanding.heard import Heard
from bot.flow.prompts import Summary
from bot.flow.questions import Answers, Draft, Flow, Json, Reply, Stored
from bot.ward import Ward
from locales import Catalog, Speaker
from storage import absences, staff
from storage.conversations import Conversation
from storage.evidence import Wanted, evidence_id
from storage.limits import Limit
from storage.outbox import Letter
from storage.sealing import Keyring
from storage.staff import Member
from storage.touch import Connection


@dataclass(frozen=True, slots=True)
class Limits:
    """What one person may do, as the settings say."""

    cases: Limit
    lookups: Limit
    secrets: Limit


@dataclass(frozen=True, slots=True)
class Feature:
    """A flow, how its answers are summed up, and what happens at its end.

    `finish(turn, answers, carried)` is the only effect: `answers` are those on the path, `carried` all
    that the draft held.
    """

    flow: Flow
    finish: Callable[["Turn", Mapping[str, Json], Mapping[str, Json]], None]
    summary: Callable[[str], Summary] | None = None
    """By language."""
    facts: Callable[["Turn"], Mapping[str, Json]] | None = None
    """What the path must know about the world, put into the draft when it begins."""
    hear: Callable[["Turn", Draft, Reply], Reply] | None = None
    """What a reply means here, where that is more than its words."""
    remark: Callable[["Turn", Answers, Answers], Sequence[str]] | None = None
    """What a new answer calls for to be said once, given the answers before and after."""
    leave: Callable[["Turn", Mapping[str, Json]], None] | None = None
    """What is erased when the person gives up."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every feature has at hand."""

    ward: Ward
    catalog: Catalog
    keyring: Keyring
    features: Mapping[str, Feature]
    limits: Limits
    links: Callable[[str], Mapping[str, str]] = lambda _token: {}
    """The links that bring a person with this token, by channel."""
    group_link: Callable[[str], str | None] = lambda _token: None
    """The link that brings us with this token into a group, where a channel has groups."""


class Recipient(msgspec.Struct, frozen=True):
    """Somebody else, or a group, to whom this turn says something."""

    lane: LaneKey
    address: Address
    language: str


SPECIAL_INPUT: Final = frozenset({Ask.PLACE, Ask.PHONE})
"""Questions for which a channel may show an input of its own, which must be closed again."""


@dataclass(slots=True)
class Turn:
    """One message and its effects. Only `connection()` touches the database; all else is written at the end.

    `answer` is the turn's own word for a button press, shown where the platform can. `on_staff`: somebody of
    the staff works on this lane; `member()` tells who, and whether they may act.
    """

    desk: Desk
    message: Inbound
    talk: Conversation
    now: datetime
    wall: datetime
    connection: Callable[[], Connection]
    letters: list[Letter] = field(default_factory=list)
    wants: list[Wanted] = field(default_factory=list)
    files: tuple[Stored, ...] = ()
    answer: str = ""
    signs: tuple[Sign, ...] = ()
    """What in the words calls for an emergency number."""
    on_staff: bool = False
    blank: bool = False
    """All that was said on this lane until now is to be erased, but for what this turn says."""
    forgets: bool = False
    """The words of this very message are erased once it was answered."""
    drops_files: bool = False
    """The files that came before this message and are part of no case are to be erased."""
    _input_open: bool = False
    _member: Member | None = None
    _heard: Heard | None = None

    def __post_init__(self) -> None:
        self._input_open = self.talk.draft.get("asks") in SPECIAL_INPUT

    @property
    def lane(self) -> LaneKey:
        """Whose turn it is."""
        return self.talk.lane

    @property
    def today(self) -> str:
        """The local day (ISO)."""
        return self.desk.ward.local(self.now).date().isoformat()

    def words(self, key: str, **args: Value) -> str:
        """A text in the person's language."""
        catalog = self.desk.catalog
        say = catalog.say_to_staff if self.on_staff else catalog.say
        return say(self.talk.language, key, **args)

    def speaker(self) -> Speaker:
        """Texts in the person's language."""
        return self.desk.catalog.speaker(self.talk.language, staff=self.on_staff)

    def change(self, **changes: Any) -> None:
        """The conversation from now on."""
        self.talk = msgspec.structs.replace(self.talk, **changes)

    def say(self, key: str, **args: Value) -> None:
        """Queue a plain text."""
        self.queue(Prompt(self.words(key, **args)))

    def queue(
        self,
        prompt: Prompt,
        kind: Kind = Kind.REPLY,
        *,
        priority: Priority = Priority.ANSWER,
        replaces: str | None = None,
        brief: bool = False,
        gathers: bool = False,
    ) -> None:
        """Queue what is to be said, in order. What `replaces` takes the place of what still waits to be said;
        what was sent stays above, for nobody looks there for an answer."""
        if self._input_open and prompt.ask not in SPECIAL_INPUT:
            prompt = msgspec.structs.replace(prompt, closes_input=True)
            self._input_open = False
        anew = replaces is not None
        outbound = Outbound(self.lane, prompt, kind, priority, replaces, brief, gathers, anew)
        self.letters.append(Letter(outbound, self.message.address, self.talk.language))

    def post(
        self,
        to: Recipient,
        prompt: Prompt,
        kind: Kind = Kind.ASSIGNMENT,
        *,
        priority: Priority = Priority.NEWS,
        replaces: str | None = None,
        anew: bool = False,
    ) -> None:
        """Queue something for somebody else; at night only what is urgent makes a sound."""
        if priority is not Priority.ANSWER and not self.desk.ward.is_daytime(self.now):
            prompt = msgspec.structs.replace(prompt, silent=True)
        outbound = Outbound(to.lane, prompt, kind, priority, replaces, anew=anew)
        self.letters.append(Letter(outbound, to.address, to.language))

    def worded(self, language: str) -> Speaker:
        """Texts in another person's language."""
        return self.desk.catalog.speaker(language)

    def member(self) -> Member | None:
        """Who of the staff this is; None for residents and for whoever may not act (any more, or yet)."""
        if self._member is None and self.on_staff:
            self._member = self._recognise()
        return self._member if self._member is not None and self._member.works else None

    def _recognise(self) -> Member | None:
        conn = self.connection()
        found = staff.member_on(conn, self.lane)
        if found is None or not found.works:
            return found
        away = absences.away_on(conn, self.desk.ward.local(self.now).date())
        return msgspec.structs.replace(found, covers=frozenset(absences.covered_by(found.id, away)))

    def heard(self) -> Heard:
        """What the words of the message may mean; found out once."""
        if self._heard is None:
            self._heard = self.desk.ward.heard(self.message.text)
        return self._heard

    def collect(self) -> None:
        """Give every attached file an evidence id and order it from the collector."""
        files = []
        for position, attachment in enumerate(self.message.attachments):
            id_ = evidence_id(self.desk.keyring, self.lane, self.message.external_id, position)
            channel = self.message.address.channel
            self.wants.append(Wanted(id_, self.lane, channel, attachment, position, self.now))
            files.append(Stored(id_, attachment.kind.value, attachment.name))
        self.files = tuple(files)
