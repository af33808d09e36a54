"""What can go wrong, and who decides what happens then.

    CanDungError
    ├── Reask(reason)        the reply does not answer the question -> ask again, say why
    │   ├── Partly(answer)       some of it does -> keep that, say why not all
    │   └── AmountsUnclear       two readings of it are plausible -> offer both (in bot/core/measure)
    ├── Refused(reason)      a rule says no -> tell the person
    ├── Stale                someone changed the row first -> run the turn again
    ├── Unparsable           a stored update that cannot be read -> park it, go on
    ├── WardError            the ward file cannot work -> refuse to start, name the line
    └── SendError            a channel could not deliver -> the courier decides from the class
        ├── Throttled(after)     too fast; try again after so many seconds
        ├── Unreachable          the platform does not answer and got nothing; try again
        ├── Uncertain            it may have been delivered
        ├── WindowClosed         the platform allows no message to this person now
        ├── Moved(person)        the platform gave this chat another id; write that down, try again
        ├── Blocked              the person wants no contact; stop
        ├── Rejected             the platform refuses this message for good
        └── Misconfigured        our token or settings are wrong; nothing will pass until mended

Reasons are locale keys, so that they can be said in the person's language. Anything else that is
raised is a bug: the loops count it, back off, park the row and go on.
"""

from collections.abc import Mapping
from typing import ClassVar

from bot.core.messages import Value


class CanDungError(Exception):
    """The root of every error of ours."""


class Reask(CanDungError):
    """The reply does not answer the question; `reason` is a locale key, `args` fill its places."""

    def __init__(self, reason: str, **args: Value) -> None:
        super().__init__(reason)
        self.reason = reason
        self.args_: Mapping[str, Value] = args


class Partly(Reask):
    """Some of the reply answers: `answer` is what to store, `reason` says why not all was taken."""

    def __init__(self, answer: object, reason: str, **args: Value) -> None:
        super().__init__(reason, **args)
        self.answer = answer


class Refused(CanDungError):
    """A rule says no; `reason` is a locale key, `args` fill its places."""

    def __init__(self, reason: str, **args: Value) -> None:
        super().__init__(reason)
        self.reason = reason
        self.args_: Mapping[str, Value] = args


class Stale(CanDungError):
    """Someone changed the row first: the turn is run again on what stands there now."""


class Unparsable(CanDungError):
    """A stored update that its channel cannot read; it is parked and counted, intake goes on."""


class WardError(CanDungError):
    """The ward file cannot work; the message names the place in the file."""


class SendError(CanDungError):
    """A delivery failed. `retryable`: worth another try. `loggable`: someone should look."""

    retryable: ClassVar[bool] = False
    loggable: ClassVar[bool] = True


class Throttled(SendError):
    """The platform asks us to wait `after` seconds."""

    retryable = True
    loggable = False

    def __init__(self, after: float) -> None:
        super().__init__(f"wait {after} s")
        self.after = after


class Unreachable(SendError):
    """The platform was not reached: nothing was delivered."""

    retryable = True


class Uncertain(SendError):
    """The message may have been delivered; we cannot know."""


class WindowClosed(SendError):
    """The platform's contact window with this person is closed."""

    loggable = False


class Moved(SendError):
    """The platform gave this chat another id, `person`; nothing was delivered."""

    retryable = True
    loggable = False

    def __init__(self, person: str) -> None:
        super().__init__("moved")
        self.person = person


class Blocked(SendError):
    """The person blocked us or left: stop contacting this address."""

    loggable = False


class Rejected(SendError):
    """The platform refuses this message for good."""


class Misconfigured(SendError):
    """A token or setting is wrong: every message fails until an administrator mends it."""

    retryable = True
