"""People on the invented platform: what they type, send, press and block."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, Unpack
from urllib.parse import parse_qs, urlsplit

from tests.support.botapi.bots import FakeBot, Press
from tests.support.botapi.chats import Chat, Shown
from tests.support.botapi.files import Stored, photo_sizes
from tests.support.botapi.groups import Group
from tests.support.botapi.methods.media import stored_of
from tests.support.botapi.platform import Aside, Platform, words
from tests.support.botapi.wire import Json, Upload

Place: TypeAlias = FakeBot | Group
HERE: Final = (20.25, 105.97)
"""Where somebody stands who says nothing else."""


@dataclass
class User:
    """One account."""

    platform: Platform
    id: int
    first_name: str
    language_code: str | None
    username: str | None
    phone: str

    @property
    def told(self) -> Json:
        """As messages name them."""
        told = {"id": self.id, "is_bot": False, "first_name": self.first_name, "username": self.username}
        told["language_code"] = self.language_code
        return {key: value for key, value in told.items() if value is not None}

    def chat(self, place: Place) -> Chat:
        """The conversation there, as this person sees it."""
        return place.chat if isinstance(place, Group) else self.platform.private(place, self.told)

    async def says(self, place: Place, said: str, **aside: Unpack[Aside]) -> Shown:
        """Type something."""
        return self._post(place, words(said), aside)

    async def sends_photo(
        self, place: Place, content: bytes, caption: str = "", **aside: Unpack[Aside]
    ) -> Shown:
        """A photo as clients send it: recompressed, without EXIF."""
        return self._post(place, words(caption, "caption"), aside, photo_sizes(content))

    async def sends_album(
        self, place: Place, contents: Sequence[bytes], caption: str = "", **aside: Unpack[Aside]
    ) -> list[Shown]:
        """Several photos at once: as many messages, the caption on the first."""
        aside["media_group_id"] = str(self.platform.new_id(10**16, 10**17))
        captions = [caption, *([""] * len(contents))]
        return [
            await self.sends_photo(place, content, words, **aside)
            for content, words in zip(contents, captions, strict=False)
        ]

    async def sends_file(
        self, place: Place, kind: str, file: Upload, caption: str = "", **aside: Unpack[Aside]
    ) -> Shown:
        """A `document` (as it is, EXIF and all), `voice`, `video`, `audio` or `animation`."""
        return self._post(place, words(caption, "caption"), aside, stored_of(kind, file))

    async def sends_document(
        self, place: Place, file: Upload, caption: str = "", **aside: Unpack[Aside]
    ) -> Shown:
        """A file as it is."""
        return await self.sends_file(place, "document", file, caption, **aside)

    async def sends_voice(self, place: Place, content: bytes, **aside: Unpack[Aside]) -> Shown:
        """Something spoken."""
        return await self.sends_file(place, "voice", Upload("voice.ogg", content, "audio/ogg"), **aside)

    async def sends_video(self, place: Place, content: bytes, **aside: Unpack[Aside]) -> Shown:
        """Something filmed."""
        return await self.sends_file(place, "video", Upload("video.mp4", content, "video/mp4"), **aside)

    async def claims_document(self, place: Place, size: int, **aside: Unpack[Aside]) -> Shown:
        """A file that is told to be so big; nobody can fetch more than 20 MB of it."""
        facts = {"file_name": "film.mp4", "mime_type": "video/mp4"}
        return self._post(place, {}, aside, [Stored("document", b"\0", "mp4", facts, size)])

    async def pins(
        self, place: Place, latitude: float, longitude: float, live: int = 0, **aside: Unpack[Aside]
    ) -> Shown:
        """A place on the map; `live`: seconds during which it moves along."""
        point: Json = {"latitude": latitude, "longitude": longitude}
        return self._post(place, {"location": point | ({"live_period": live} if live else {})}, aside)

    async def stands_at(
        self, place: Place, latitude: float, longitude: float, accuracy: float, **aside: Unpack[Aside]
    ) -> Shown:
        """Where the phone believes to be, give or take so many metres."""
        point = {"latitude": latitude, "longitude": longitude, "horizontal_accuracy": accuracy}
        return self._post(place, {"location": point}, aside)

    async def moves(self, place: Place, pin: Shown, latitude: float, longitude: float) -> None:
        """The next point of a live location."""
        point = {**pin.told["location"], "latitude": latitude, "longitude": longitude}
        self.platform.edit(self.chat(place), pin, {"location": point}, ())

    async def sends_venue(
        self, place: Place, at: tuple[float, float], title: str, address: str, **aside: Unpack[Aside]
    ) -> Shown:
        """A place with a name."""
        point = {"latitude": at[0], "longitude": at[1]}
        venue = {"location": point, "title": title, "address": address}
        return self._post(place, {"location": point, "venue": venue}, aside)

    async def shares_contact(self, place: Place, own: bool = True, **aside: Unpack[Aside]) -> Shown:
        """Their own number, or somebody else's out of the phone book."""
        contact: Json = {"phone_number": self.phone, "first_name": self.first_name, "user_id": self.id}
        if not own:
            contact = {"phone_number": "+84901000999", "first_name": "Người quen"}
        return self._post(place, {"contact": contact}, aside)

    async def edits(self, place: Place, message: Shown, said: str) -> None:
        """Other words in a message that was sent."""
        name = "text" if "text" in message.told else "caption"
        listed = "entities" if name == "text" else "caption_entities"
        self.platform.edit(self.chat(place), message, words(said, name), (name, listed))

    async def deletes(self, place: Place, message: Shown) -> None:
        """Take a message back; bots are never told."""
        self.chat(place).messages[message.id].deleted = True

    async def blocks(self, bot: FakeBot) -> None:
        """Want no more of this bot."""
        self.platform.change_status(bot, self.chat(bot), self.told, "kicked")

    async def unblocks(self, bot: FakeBot) -> None:
        """Want it again."""
        self.platform.change_status(bot, self.chat(bot), self.told, "member")

    async def deactivates(self) -> None:
        """Delete the account."""
        for bot in self.platform.bots.values():
            self.chat(bot).deactivated = True

    async def opens_link(self, url: str, group: Group | None = None) -> Shown:
        """Press a link to a bot, then Start; `startgroup` leads to a group of theirs."""
        parts = urlsplit(url)
        query = parse_qs(parts.query, keep_blank_values=True)
        name = parts.path.strip("/").lower()
        bot = next(one for one in self.platform.bots.values() if one.username.lower() == name)
        if "startgroup" in query:
            assert group is not None, "which group?"
            await group.adds(bot, by=self)
            return await self.says(group, f"/start@{bot.username} {query['startgroup'][0]}".rstrip())
        return await self.says(bot, f"/start {query.get('start', [''])[0]}".rstrip())

    async def presses(
        self, place: Place, label: str, on: Shown | None = None, at: tuple[float, float] = HERE
    ) -> Press | Shown:
        """An inline button by its label or data, else a key of the open keyboard: that one types its label,
        or sends where the person stands, or their number."""
        chat = self.chat(place)
        for message in [on] if on is not None else reversed(chat.shown()):
            for button in message.buttons:
                if label in {button["text"], button.get("callback_data")}:
                    return await self.forges(place, message, button["callback_data"])
        key = (
            next((key for key in chat.keyboard.keys if key["text"] == label), None) if chat.keyboard else None
        )
        assert key is not None, f"no button {label!r}"
        if key.get("request_location"):
            return await self.pins(place, *at)
        if key.get("request_contact"):
            return await self.shares_contact(place)
        return await self.says(place, label)

    async def forges(self, place: Place, message: Shown, data: str, inaccessible: bool = False) -> Press:
        """A press with any data, whether the button exists or not."""
        chat = self.chat(place)
        bot = self.platform.bot_of(message.by_bot or 0)
        if not chat.is_private:
            self.platform.meet(bot, self.told)
        press = Press(str(self.platform.new_id(10**17, 10**18)), self.platform.tempo.now())
        bot.presses[press.id] = press
        stale = {"chat": chat.told, "message_id": message.id, "date": 0}
        told: Json = {
            "id": press.id, "from": self.told, "data": data, "chat_instance": str(chat.id * 31),
            "message": stale if inaccessible else message.told,
        }  # fmt: skip
        bot.queue.add("callback_query", told, f"presses of {self.id}")
        return press

    def _post(self, place: Place, content: Json, aside: Aside, stored: Sequence[Stored] = ()) -> Shown:
        chat = self.chat(place)
        if isinstance(place, FakeBot):
            if chat.status.get(place.id) == "kicked":
                raise AssertionError("who has blocked a bot cannot write to it")
            chat.status[place.id] = "member"
        return self.platform.say(chat, self.told, content, aside, stored)
