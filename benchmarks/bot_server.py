"""A Bot API server that takes messages as fast as it can, or enforces a rate; in a process of its own.

`python -m benchmarks.bot_server [RATE]` prints its port, and at its end what it took and refused. It is as
small as it can be: on two cores it must not be what is measured.
"""

import asyncio
import json
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Final

RETRY_AFTER: Final = 3
_ME: Final = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}


@dataclass
class Door:
    """Takes at most `rate` messages in any second; None takes all."""

    rate: int | None
    taken: int = 0
    refused: int = 0
    first: float = 0.0
    last: float = 0.0
    recent: deque[float] = field(default_factory=deque)

    def judge(self) -> dict[str, object]:
        """The answer to one more message."""
        now = time.monotonic()
        while self.recent and now - self.recent[0] >= 1:
            self.recent.popleft()
        if self.rate is not None and len(self.recent) >= self.rate:
            self.refused += 1
            return {
                "ok": False, "error_code": 429, "parameters": {"retry_after": RETRY_AFTER},
                "description": f"Too Many Requests: retry after {RETRY_AFTER}",
            }  # fmt: skip
        if self.rate is not None:
            self.recent.append(now)
        self.first = self.first or now
        self.last, self.taken = now, self.taken + 1
        chat = {"id": 7, "type": "private", "first_name": "An"}
        result = {"message_id": self.taken, "date": 1_790_000_000, "chat": chat, "from": _ME, "text": "x"}
        return {"ok": True, "result": result}

    @property
    def told(self) -> dict[str, float]:
        """What came of it: messages, refusals, seconds from the first to the last."""
        return {"taken": self.taken, "refused": self.refused, "seconds": self.last - self.first}


async def serve(door: Door, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection, kept alive."""
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1]
            length = next(
                (
                    int(line[15:])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                ),
                0,
            )
            await reader.readexactly(length)
            answer = _answer(door, path)
            body = json.dumps(answer).encode()
            status = b"200 OK" if answer["ok"] else b"429 Too Many Requests"
            writer.write(
                b"HTTP/1.1 " + status + b"\r\nContent-Type: application/json\r\nContent-Length: "
                + str(len(body)).encode() + b"\r\n\r\n" + body
            )  # fmt: skip
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def _answer(door: Door, path: bytes) -> dict[str, object]:
    method = path.rsplit(b"/", 1)[-1].lower()
    if method == b"sendmessage":
        return door.judge()
    return {"ok": True, "result": _ME if method == b"getme" else door.told if method == b"told" else True}


async def main(rate: int | None) -> None:
    """Until killed."""
    door = Door(rate)
    server = await asyncio.start_server(lambda r, w: serve(door, r, w), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else None))
