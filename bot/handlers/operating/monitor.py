"""Health and numbers of the running process, on a port of loopback; off unless a port is set.

No label ever holds an id, a name or a word that somebody wrote.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING

from tornado.httpserver import HTTPServer
from tornado.web import Application as Site
from tornado.web import RequestHandler

from bot.handlers.bot import TelegramBot
from bot.handlers.desk import Desk
from bot.reminders.ledger import LEDGER
from bot.store import Changes
from bot.tally import Tally

if TYPE_CHECKING:
    from prometheus_client import Metric

_log = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"
#: Telegram is heard of at least each half minute by polling, each five minutes behind a webhook.
DEAF_AFTER = {"polling": 180.0, "webhook": 900.0}
#: Each counter with its label and its meaning.
COUNTERS = {
    "questions": ("outcome", "Questions by what they came to; none: nothing on record."),
    "sends": ("outcome", "Messages sent or edited, and those that failed."),
    "retries": ("reason", "Calls made once more."),
    "reminders": ("state", "Reminders by what became of them."),
    "writes": ("collection", "Rows written to the register, by collection."),
    "updates": ("kind", "Updates received more than once."),
    "errors": ("kind", "Exceptions that reached the error handler."),
}
Age = Callable[[], float | None]


def counted_writes(tally: Tally) -> Callable[[Changes], None]:
    """Return a listener of the store that counts what is written, and what reminders came to."""

    def listener(changes: Changes) -> None:
        for name, rows in changes.by_collection.items():
            tally.count("writes", name, len(rows))
        for change in changes.of(LEDGER):
            if change.after is not None:
                tally.count("reminders", change.after.state.value)

    return listener


class Monitor:
    """Serves `/healthz` (200, or 503 with the reason) and `/metrics` (for Prometheus)."""

    def __init__(self, tally: Tally, age: Age, mode: str, records: Callable[[], int]) -> None:
        self._tally = tally
        self._age = age
        self._deaf_after = DEAF_AFTER[mode]
        self._records = records
        pages = {"/healthz": self.health, "/metrics": self.metrics}
        routes = [(path, _Page, {"written": written}) for path, written in pages.items()]
        self._server = HTTPServer(Site(routes, log_function=lambda _: None))

    def start(self, port: int) -> None:
        """Listen on loopback. Raises OSError where the port is taken."""
        self._server.listen(port, LOOPBACK)
        _log.info("health and numbers on %s, port %d", LOOPBACK, port)

    async def stop(self) -> None:
        """Listen no more."""
        self._server.stop()
        await self._server.close_all_connections()

    def health(self) -> tuple[int, str, str]:
        """Return whether updates can come."""
        age = self._age()
        healthy = age is not None and age < self._deaf_after
        said = {"status": "ok" if healthy else "deaf", "seconds_since_telegram": age}
        status = HTTPStatus.OK if healthy else HTTPStatus.SERVICE_UNAVAILABLE
        return status, "application/json", json.dumps(said) + "\n"

    def metrics(self) -> tuple[int, str, str]:
        """Return all numbers, or how to get them."""
        try:
            from prometheus_client import CollectorRegistry, exposition  # noqa: PLC0415  an extra
        except ImportError:
            return HTTPStatus.NOT_IMPLEMENTED, "text/plain", "install sanya[metrics]\n"
        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        text = exposition.generate_latest(registry).decode()
        return HTTPStatus.OK, exposition.CONTENT_TYPE_PLAIN_0_0_4, text

    def collect(self) -> Iterator[Metric]:
        """Yield the numbers as the Prometheus library asks for them."""
        from prometheus_client.core import (  # noqa: PLC0415  an extra
            CounterMetricFamily,
            GaugeMetricFamily,
        )

        for name, (label, meaning) in COUNTERS.items():
            family = CounterMetricFamily(f"sanya_{name}", meaning, labels=[label])
            for value, count in sorted(self._tally.of(name).items()):
                family.add_metric([value], count)
            yield family
        for name, meaning, number in self._gauges():
            yield GaugeMetricFamily(f"sanya_{name}", meaning, value=number)

    def _gauges(self) -> Iterable[tuple[str, str, float]]:
        age = self._age()
        never = float("inf")
        yield (
            "poll_age_seconds",
            "Seconds since Telegram was last heard of.",
            never if age is None else age,
        )
        yield "records", "Records in the register.", self._records()


@contextlib.asynccontextmanager
async def monitored(bot: TelegramBot, desk: Desk, port: int) -> AsyncIterator[None]:
    """Serve health and numbers while the bot runs, where a port (not 0) is set."""
    if not port:
        yield
        return
    mode = "polling" if bot.webhook is None else "webhook"
    register = desk.register
    monitor = Monitor(desk.tally, lambda: bot.hearing.age, mode, lambda: len(register.agreements))
    monitor.start(port)
    try:
        yield
    finally:
        await monitor.stop()


class _Page(RequestHandler):
    """One page, written anew each time."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, written: Callable[[], tuple[int, str, str]]) -> None:
        """Get what writes the page; the library's own way of handing it over."""
        self._written = written

    def set_default_headers(self) -> None:
        """Tell nobody what serves here."""
        self.clear_header("Server")

    def get(self) -> None:
        """Write the page."""
        status, kind, text = self._written()
        self.set_status(status)
        self.set_header("Content-Type", kind)
        self.finish(text)

    head = get
