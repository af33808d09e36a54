"""`/metrics`: what our own counters say, and what stands in the database at this moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.web.clients import is_direct_from_here
from bot.web.health import has_token
from bot.web.parts import parts_of
from bot.web.problems import Problem
from storage import cases, evidence, inbox, outbox
from storage.touch import Connection

REQUESTS: Final = web.AppKey("requests", Counter)


def count_requests(registry: CollectorRegistry) -> Counter:
    """The counter of answered requests."""
    return Counter("candung_http_requests", "Answered requests", ["route", "status"], registry=registry)


@dataclass(eq=False)
class Counts(Collector):
    """What stands in the database, as gauges."""

    inbox: inbox.Health
    outbox: outbox.Health
    cases: Sequence[Any]
    evidence: Mapping[str, int]

    @classmethod
    def read(cls, conn: Connection) -> "Counts":
        """One snapshot."""
        return cls(inbox.health(conn), outbox.health(conn), cases.counts(conn), evidence.counts(conn))

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """The gauges."""
        yield GaugeMetricFamily("candung_inbox_waiting", "Messages not handled yet", value=self.inbox.waiting)
        yield GaugeMetricFamily("candung_inbox_parked", "Messages set aside", value=self.inbox.parked)
        yield GaugeMetricFamily(
            "candung_outbox_queued", "Messages not delivered yet", value=self.outbox.queued
        )
        yield GaugeMetricFamily(
            "candung_outbox_uncertain", "Messages that may have arrived", value=self.outbox.uncertain
        )
        yield GaugeMetricFamily("candung_outbox_dead", "Messages given up", value=self.outbox.dead)
        of_cases = GaugeMetricFamily("candung_cases", "Cases", labels=["status", "lead"])
        for status, lead, count in self.cases:
            of_cases.add_metric([str(status), lead], count)
        yield of_cases
        of_files = GaugeMetricFamily("candung_evidence", "Files", labels=["state"])
        for state, count in self.evidence.items():
            of_files.add_metric([state], count)
        yield of_files


async def tell_metrics(request: web.Request) -> web.Response:
    """For the token's bearer; without a token only for this machine itself, and hidden from all others."""
    parts = parts_of(request)
    if not has_token(request):
        if parts.settings.metrics_token is not None:
            raise Problem(401, "token")
        if not is_direct_from_here(request):
            raise Problem(404, "not-found")
    standing = CollectorRegistry()
    standing.register(await parts.database.read(Counts.read))
    body = generate_latest(parts.registry) + generate_latest(standing)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})
