"""What shall go wrong: the next so many calls of a method meet this fault."""

from dataclasses import dataclass
from typing import TypeAlias

from tests.support.botapi.wire import Json


@dataclass(frozen=True)
class Refuse:
    """An error of the API. `parameters` as in its answer, for example `{"retry_after": 3}`."""

    code: int
    words: str
    parameters: Json | None = None


@dataclass(frozen=True)
class Garble:
    """A body that is no answer of the API. `delivered`: the call was carried out all the same."""

    body: bytes = b"<html>502 Bad Gateway</html>"
    status: int = 200
    delivered: bool = False


@dataclass(frozen=True)
class Slow:
    """Carried out at once, answered so many real seconds later."""

    seconds: float


@dataclass(frozen=True)
class Reset:
    """The connection breaks, before or after the call was carried out."""

    delivered: bool


Fault: TypeAlias = Refuse | Garble | Slow | Reset

UNAUTHORIZED = Refuse(401, "Unauthorized")
NOT_FOUND = Refuse(404, "Not Found")
BAD_GATEWAY = Refuse(502, "Bad Gateway")
INTERNAL = Refuse(500, "Internal Server Error: Request aborted")


@dataclass
class _Rule:
    fault: Fault
    method: str
    times: int
    chat: int | None
    after: int

    def meets(self, method: str, chat: int | None) -> bool:
        """Whether it is about this call."""
        return self.times > 0 and self.method in {"*", method} and self.chat in {None, chat}


class Scenario:
    """The faults to come, oldest rule first."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []

    def will(
        self, method: str, fault: Fault, times: int = 1, *, chat: int | None = None, after: int = 0
    ) -> None:
        """The next `times` calls (behind the first `after`) of the method, "*" for any, meet the fault."""
        self._rules.append(_Rule(fault, method.lower(), times, chat, after))

    def take(self, method: str, chat: int | None) -> Fault | None:
        """What this call meets."""
        for rule in self._rules:
            if rule.meets(method.lower(), chat):
                if rule.after > 0:
                    rule.after -= 1
                    continue
                rule.times -= 1
                return rule.fault
        return None

    def clear(self) -> None:
        """All is well again."""
        self._rules.clear()
