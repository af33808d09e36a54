"""Which picture may leave the house? Our own copy, made where a hostile file can do no harm.

Every picture gets a fresh child process. It costs about 0.1 s to start, which a ward's few pictures
a minute never feel; in return there is no pool to mend after a crash, all memory comes back, and
nothing of one resident's picture can be there when the next one is opened.
"""

import asyncio
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import bot
from bot.core.errors import CanDungError
from bot.core.messages import MediaKind
from bot.media.kinds import sniff
from bot.media.limits import READY, Flaw, Limits, Refusal

_ROOT = str(Path(bot.__file__).parents[1])
# -I keeps the environment, the working folder and the user's own packages out of the child; so it must
# be told where we are. That holds for a checkout as for an installed package.
_START = "import sys; sys.path.insert(0, sys.argv[1]); from bot.media.child import main; main(sys.argv[2:])"
_FLAWS = "|".join(Flaw).encode()
_COPY = re.compile(rb"copy (\d{1,5}) (\d{1,5})(?: (%b))?\n(\xff\xd8\xff.*\xff\xd9)" % _FLAWS, re.DOTALL)
_PIECE = 1 << 16


class ChildUnfit(CanDungError):
    """The child process cannot be started here: our fault and not the picture's, so try again later."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A picture drawn anew: a JPEG without any metadata. `flaw`: what makes it hard to read."""

    jpeg: bytes
    width: int
    height: int
    flaw: Flaw | None = None


class Cleaner:
    """Makes clean copies, one at a time, so that memory stays bounded."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._turn = asyncio.Semaphore(1)

    async def clean_copy(self, content: bytes) -> Copy | Refusal:
        """A copy that can be shown to anyone, or why there is none. Raises only `ChildUnfit`."""
        if not content:
            return Refusal.EMPTY
        found = sniff(content)
        if found is None or found.kind is not MediaKind.PHOTO:
            return Refusal.TYPE
        async with self._turn:
            return await self._in_child(content)

    async def _in_child(self, content: bytes) -> Copy | Refusal:
        child = await _start(self._limits)
        try:
            async with asyncio.timeout(self._limits.seconds):
                answer = await child.ask(content, most=3 * self._limits.side**2 + _PIECE)
        except TimeoutError:
            return Refusal.TIMEOUT
        finally:
            await child.end()
        return _read(answer, child.process.returncode)


class _Child:
    """The process and its two pipes."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._ear = cast(asyncio.StreamWriter, process.stdin)  # there, because we asked for pipes
        self._mouth = cast(asyncio.StreamReader, process.stdout)

    async def ask(self, content: bytes, most: int) -> bytes:
        """Hands over the picture and takes the answer, hardly more of it than a copy can have."""
        _, answer = await asyncio.gather(self._feed(content), self._listen(most))
        await self.process.wait()
        return answer

    async def _feed(self, content: bytes) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # it ended first; its answer tells why
            self._ear.write(content)
            await self._ear.drain()
            self._ear.close()
            await self._ear.wait_closed()

    async def _listen(self, most: int) -> bytes:
        answer = bytearray()
        while piece := await self._mouth.read(_PIECE):
            answer += piece
            if len(answer) > most:
                self.process.kill()
                break
        return bytes(answer)

    async def end(self) -> None:
        """Leaves neither a process nor an open pipe behind."""
        with suppress(ProcessLookupError):
            self.process.kill()
        self._ear.close()
        await self._mouth.read()
        await self.process.wait()


async def _start(limits: Limits) -> _Child:
    command = (sys.executable, "-I", "-c", _START, _ROOT, *limits.tell())
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}
        )
    except OSError as error:
        raise ChildUnfit("the child process for pictures does not start") from error
    return _Child(process)


def _read(answer: bytes, exit_code: int | None) -> Copy | Refusal:
    """The answer as a value; one that is not whole means that the picture broke its reader."""
    if not answer.startswith(READY):
        raise ChildUnfit(f"the child process for pictures ended ({exit_code}) before it read anything")
    if exit_code == -signal.SIGXCPU:
        return Refusal.TIMEOUT
    said = answer[len(READY) :]
    copy = _COPY.fullmatch(said)
    if copy:
        flaw = Flaw(copy[3].decode()) if copy[3] else None
        return Copy(copy[4], int(copy[1]), int(copy[2]), flaw)
    with suppress(ValueError):
        return Refusal(said.decode("ascii", "replace").strip())
    return Refusal.BROKEN
