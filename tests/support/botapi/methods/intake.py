"""How a bot gets its updates: polling or webhook."""

import ipaddress
import re
from typing import Any, Final
from urllib.parse import urlsplit

from tests.support.botapi.methods.call import Call, method
from tests.support.botapi.updates import WEBHOOK_ACTIVE
from tests.support.botapi.webhooks import Hook
from tests.support.botapi.wire import Json, bad, too_many

PORTS: Final = frozenset({443, 80, 88, 8443})
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")


@method("getUpdates")
async def take_updates(call: Call) -> Any:
    queue = call.bot.queue
    if call.bot.hook.hook is not None:
        await queue.refuse(WEBHOOK_ACTIVE)
    _allow(call)
    params = call.params
    return await queue.poll(params.get("offset", 0), params.get("limit", 100), params.get("timeout", 0))


def _allow(call: Call) -> None:
    """Kept until changed; says nothing of what is queued already."""
    if "allowed_updates" in call.params:
        call.bot.queue.allowed = call.params["allowed_updates"] or None


@method("setWebhook")
async def set_webhook(call: Call) -> Any:
    url = call.params["url"]
    if not url:
        return await delete_webhook(call)
    if call.tempo.now() < call.bot.next_hook_at:
        raise too_many(1)
    _check_url(url)
    secret = call.params.get("secret_token", "")
    if "secret_token" in call.params and not _SECRET.fullmatch(secret):
        long = len(secret) > 256
        raise bad("secret token is too long" if long else "secret token contains unallowed characters")
    connections = min(max(call.params.get("max_connections", 40), 1), 100)
    call.bot.next_hook_at = call.tempo.now() + 1
    _allow(call)
    _drop(call)
    hook = Hook(url, secret, connections)
    if hook != call.bot.hook.hook:
        call.bot.queue.end_poll()
        await call.bot.hook.set(hook)
    return True


def _check_url(url: str) -> None:
    """As a server of one's own has it: plain HTTP and any port on this machine, HTTPS for the world."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise bad("invalid webhook URL specified") from fault
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        raise bad("invalid webhook URL specified")
    if _is_here(parts.hostname):
        return
    if parts.scheme != "https":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if port is not None and port not in PORTS:
        raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@method("deleteWebhook")
async def delete_webhook(call: Call) -> Any:
    _drop(call)
    await call.bot.hook.set(None)
    return True


def _drop(call: Call) -> None:
    if call.given("drop_pending_updates"):
        call.bot.queue.clear()


@method("getWebhookInfo")
async def tell_webhook(call: Call) -> Any:
    deliverer, queue = call.bot.hook, call.bot.queue
    told: Json = {
        "url": deliverer.hook.url if deliverer.hook else "", "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }  # fmt: skip
    if deliverer.hook is not None:
        told["max_connections"] = deliverer.hook.connections
    if deliverer.last_error is not None:
        told |= {
            "last_error_date": int(deliverer.last_error[0]),
            "last_error_message": deliverer.last_error[1],
        }
    return {**told, **({"allowed_updates": queue.allowed} if queue.allowed else {})}
