"""Who is at the other end of the line? Forwarding headers are believed only from trusted proxies."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, TypeAlias

from aiohttp import web

from bot.web.parts import parts_of

Ip: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_FORWARDING: Final = (
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
    "Via",
)
_HOUSEHOLD_BITS: Final = 64
"""An IPv6 household holds this much of an address for itself."""


def client_tag(request: web.Request) -> str:
    """A mark for the client's address, to count by; the address itself is kept nowhere."""
    parts = parts_of(request)
    client = client_of(request, parts.settings.trusted_proxies)
    return parts.keyring.tag("client", _household(client).encode())


def client_of(request: web.Request, trusted: Sequence[Network]) -> Ip | None:
    """The address that the nearest proxy of ours saw, or the peer's own. None on a Unix socket."""
    here = _peer(request)
    if here is None or not _is_in(here, trusted):
        return here
    for hop in reversed(",".join(request.headers.getall("X-Forwarded-For", [])).split(",")):
        before = _read(hop)
        if before is None:
            break
        here = before
        if not _is_in(here, trusted):
            break
    return here


def is_direct_from_here(request: web.Request) -> bool:
    """Whether it comes from this machine itself and passed through no proxy."""
    peer = _peer(request)
    return peer is not None and peer.is_loopback and not any(name in request.headers for name in _FORWARDING)


def _peer(request: web.Request) -> Ip | None:
    peer = request.transport.get_extra_info("peername") if request.transport else None
    return _read(peer[0]) if isinstance(peer, tuple) else None


def _read(text: str) -> Ip | None:
    """An address, perhaps with a port, as proxies write it."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_in(address: Ip, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _household(client: Ip | None) -> str:
    if isinstance(client, IPv6Address):
        return str(ip_network((client, _HOUSEHOLD_BITS), strict=False))
    return str(client)
