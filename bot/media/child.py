"""What happens in the child process that opens a stranger's picture?

It loads the decoders, gives up what it could do harm with (memory, time, files), says `ready`, and
only then reads the first byte. Its answer: a line `copy WIDTH HEIGHT` or `copy WIDTH HEIGHT FLAW` and the
JPEG, or a line with the refusal. Whatever else happens to it, its parent sees an answer that is not whole.
"""

import os
import resource
import sys
from collections.abc import Sequence

from bot.media.limits import READY, Limits, Refusal
from bot.media.redraw import Redrawn, redraw

_STANDARD_STREAMS = 3
_POLITENESS = 10


def main(arguments: Sequence[str]) -> None:
    """One picture from standard input, one answer to standard output."""
    limits = Limits.told(arguments)
    confine(limits)
    answer = sys.stdout.buffer
    answer.write(READY)
    answer.flush()
    answer.write(reply(sys.stdin.buffer.read(), limits))
    answer.flush()


def confine(limits: Limits) -> None:
    """Gives up memory, time and files beyond the limits; nothing here can be taken back."""
    os.nice(_POLITENESS)  # the people who write now go before a picture
    _lower(resource.RLIMIT_CORE, 0)  # a dump would hold the picture
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, _STANDARD_STREAMS)
    _lower(resource.RLIMIT_CPU, limits.processor, grace=1)  # so that the signal tells why it ended
    if sys.platform == "linux":  # elsewhere the kernel does not know this limit
        _lower(resource.RLIMIT_AS, limits.memory)


def _lower(which: int, amount: int, grace: int = 0) -> None:
    _, ceiling = resource.getrlimit(which)
    if ceiling == resource.RLIM_INFINITY:
        ceiling = amount + grace
    resource.setrlimit(which, (min(amount, ceiling), min(amount + grace, ceiling)))


def reply(content: bytes, limits: Limits) -> bytes:
    """The answer in full; a decoder that raises, whatever it raises, means a broken file."""
    try:
        made = redraw(content, limits)
    except (Exception, MemoryError):
        made = Refusal.BROKEN
    if isinstance(made, Redrawn):
        flaw = f" {made.flaw}" if made.flaw else ""
        return f"copy {made.width} {made.height}{flaw}\n".encode() + made.jpeg
    return made.encode() + b"\n"
