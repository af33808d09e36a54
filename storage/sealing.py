"""How is what residents told us kept unreadable at rest?

One root secret gives, by HKDF, a key for each purpose. Small values (a column) and files are sealed
with AES-256-GCM under a *context*, e.g. ``b"inbox.raw"``: a value carried to another column does not
open there. A file is cut into chunks whose nonces count up and mark the last one (the STREAM
construction), so that nothing can be cut off, left out or put in another order unnoticed.

Layout: small value ``01 | key id, 4 | nonce, 12 | AES-GCM``;
file ``02 | key id, 4 | salt, 16 | chunk | chunk | …``, each chunk 1 MiB and its 16-byte tag.
"""

import hmac
import os
import secrets
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.core.errors import CanDungError
from bot.core.messages import Address, LaneKey

_VALUE, _FILE = b"\x01", b"\x02"
_KEY_ID, _NONCE, _SALT, _TAG = 4, 12, 16, 16
_VALUE_HEAD = 1 + _KEY_ID + _NONCE
_FILE_HEAD = 1 + _KEY_ID + _SALT
CHUNK = 1 << 20
LEAST_SECRET = 16


class SealBroken(CanDungError):
    """The sealed bytes were changed, cut, moved to another context, or sealed with a key we do not hold."""


def random_id() -> str:
    """32 hex digits that nobody can guess."""
    return secrets.token_hex(16)


def _derive(secret: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), 32, salt, b"candung/1/" + purpose.encode()).derive(secret)


class _Key:
    """Everything derived from one root secret."""

    __slots__ = ("cipher", "files", "fingerprint", "id", "lanes", "tags")

    def __init__(self, secret: bytes) -> None:
        if len(secret) < LEAST_SECRET:
            raise ValueError(f"the secret key needs at least {LEAST_SECRET} bytes")
        name = _derive(secret, "name")
        self.id = name[:_KEY_ID]
        self.fingerprint = name[_KEY_ID:][:16].hex()
        self.cipher = AESGCM(_derive(secret, "values"))
        self.files = _derive(secret, "files")
        self.lanes = _derive(secret, "lanes")
        self.tags = _derive(secret, "tags")


def _message(*parts: bytes) -> bytes:
    """The parts as one string that no other parts give: each with its length before it."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


class Keyring:
    """Seals with the newest secret and opens with any.

    `older` holds the secrets before it, newest first. Lanes and the fingerprint stay with the oldest,
    because a person must keep their lane through a change of keys; tags are made with the newest and
    recognised with all, so that dropping a leaked secret ends the cookies it signed.
    """

    def __init__(self, secret: bytes, older: Iterable[bytes] = ()) -> None:
        keys = [_Key(each) for each in (secret, *older)]
        self._newest, self._oldest = keys[0], keys[-1]
        self._keys = {key.id: key for key in keys}
        if len(self._keys) < len(keys):
            raise ValueError("the same secret key is listed twice")
        self._cipher = self._newest.cipher
        self._head = _VALUE + self._newest.id

    @property
    def fingerprint(self) -> str:
        """Tells whether data belongs to this keyring, without telling anything of the secret."""
        return self._oldest.fingerprint

    def seal(self, content: bytes, context: bytes) -> bytes:
        """The content, sealed for one context."""
        nonce = os.urandom(_NONCE)
        return self._head + nonce + self._cipher.encrypt(nonce, content, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """The content as it was sealed. Raises `SealBroken`."""
        key = self._keys.get(sealed[1 : 1 + _KEY_ID])
        if key is None or sealed[:1] != _VALUE or len(sealed) < _VALUE_HEAD + _TAG:
            raise SealBroken("not sealed with a key we hold")
        try:
            return key.cipher.decrypt(sealed[1 + _KEY_ID : _VALUE_HEAD], sealed[_VALUE_HEAD:], context)
        except InvalidTag:
            raise SealBroken("changed after sealing, or sealed for another context") from None

    def seal_file(self, content: bytes, context: bytes) -> bytes:
        """A file, sealed for one context."""
        return b"".join(self.seal_stream((content,), context))

    def open_file(self, sealed: bytes, context: bytes) -> bytes:
        """The file as it was sealed. Raises `SealBroken`."""
        return b"".join(self.open_stream((sealed,), context))

    def seal_stream(self, content: Iterable[bytes], context: bytes) -> Iterator[bytes]:
        """Seals a file that comes in pieces of any size."""
        salt = os.urandom(_SALT)
        cipher = AESGCM(_derive(self._newest.files, "file", salt))
        yield _FILE + self._newest.id + salt
        for counter, (chunk, is_last) in enumerate(_chunks(content, CHUNK)):
            yield cipher.encrypt(_chunk_nonce(counter, is_last), chunk, context)

    def open_stream(self, sealed: Iterable[bytes], context: bytes) -> Iterator[bytes]:
        """Opens a sealed file in pieces. Raises `SealBroken`, at the latest where a cut file ends."""
        head, rest = _behead(sealed, _FILE_HEAD)
        key = self._keys.get(head[1 : 1 + _KEY_ID])
        if key is None or head[:1] != _FILE or len(head) < _FILE_HEAD:
            raise SealBroken("not a file sealed with a key we hold")
        cipher = AESGCM(_derive(key.files, "file", head[1 + _KEY_ID :]))
        for counter, (chunk, is_last) in enumerate(_chunks(rest, CHUNK + _TAG)):
            try:
                yield cipher.decrypt(_chunk_nonce(counter, is_last), chunk, context)
            except InvalidTag:
                raise SealBroken("changed or cut after sealing, or sealed for another context") from None

    def lane(self, address: Address) -> LaneKey:
        """The queue of one person: names nobody, and the same each time."""
        parts = (address.channel.encode(), address.account.encode(), address.person.encode())
        return LaneKey(hmac.digest(self._oldest.lanes, _message(*parts), "sha256").hex()[:32])

    def tag(self, purpose: str, content: bytes) -> str:
        """A mark that only we can make, to sign a cookie or to store a secret by."""
        return _tag(self._newest, purpose, content)

    def lasting_tag(self, purpose: str, content: bytes) -> str:
        """A tag that stays the same through a change of keys, for what people were told once."""
        return _tag(self._oldest, purpose, content)

    def tags(self, purpose: str, content: bytes) -> tuple[str, ...]:
        """Every tag that this content may have been stored under, the newest first."""
        return tuple(_tag(key, purpose, content) for key in self._keys.values())

    def is_tag(self, tag: str, purpose: str, content: bytes) -> bool:
        """Whether we made this tag; takes the same time whatever is wrong with it."""
        given = tag.encode("utf-8", "surrogatepass")  # a cookie may carry any bytes
        return any([hmac.compare_digest(given, ours.encode()) for ours in self.tags(purpose, content)])  # noqa: C419 - every key is compared, so that time does not tell which one fits


def _tag(key: _Key, purpose: str, content: bytes) -> str:
    return hmac.digest(key.tags, _message(purpose.encode(), content), "sha256").hex()


def _chunk_nonce(counter: int, is_last: bool) -> bytes:
    return counter.to_bytes(_NONCE - 1, "big") + (b"\x01" if is_last else b"\x00")


def _behead(pieces: Iterable[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes, and an iterator over the rest."""
    rest = iter(pieces)
    head = b""
    for piece in rest:
        head += piece
        if len(head) >= size:
            break
    return head[:size], _chain(head[size:], rest)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _chunks(pieces: Iterable[bytes], size: int) -> Iterator[tuple[bytes | memoryview, bool]]:
    """The same bytes in chunks of one size, each with whether it is the last; at least one chunk."""
    held: bytes | memoryview = b""
    for piece in pieces:
        held = memoryview(b"".join((held, piece))) if held else memoryview(piece)
        while len(held) > size:
            yield held[:size], False
            held = held[size:]
    yield held, True
