"""Lets Telegram push updates to a port on loopback, behind a proxy that speaks https.

Why not the library's own: it compares the secret with `!=`, whose time tells how much of a guess
was right, and it logs a whole update that it cannot read. What arrives without the secret gets 403
and is not even parsed.
"""

from __future__ import annotations

import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from telegram import Update, WebhookInfo
from telegram.error import TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application as Site
from tornado.web import HTTPError, RequestHandler

from bot.handlers.desk import WebhookAddress
from bot.handlers.receiving.hearing import Hearing
from bot.handlers.receiving.source import EXIT_CONFLICT, Library, Stop

_log = logging.getLogger(__name__)
LOOPBACK = "127.0.0.1"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
#: Telegram's updates are a few kilobytes; a file never travels in one.
LARGEST_BODY = 1_000_000
#: Another instance that takes the webhook away so often in a row means that this one has to go.
MOST_TAKEN_AWAY = 3
#: The webhook is looked at each so many minutes.
CHECK_EACH = 5
Wait = Callable[[float], Awaitable[bool]]
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0


class Door(RequestHandler):
    """Takes one update a request."""

    SUPPORTED_METHODS = ("POST",)

    def initialize(self, secret: bytes, take: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Get what the door needs; the library's own way of handing it over."""
        self._secret = secret
        self._take = take

    def set_default_headers(self) -> None:
        """Tell nobody what serves here."""
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse everybody without the secret before anything is read."""
        given = self.request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            raise HTTPError(HTTPStatus.FORBIDDEN)

    async def post(self) -> None:
        """Take an update; it is handled after the answer."""
        try:
            body = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise HTTPError(HTTPStatus.BAD_REQUEST) from None
        if not isinstance(body, dict) or not isinstance(body.get("update_id"), int):
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        await self._take(body)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say nothing but the status."""
        self.finish()


class Webhook:
    """The door, and Telegram's knowledge of where it is."""

    def __init__(
        self,
        application: Library,
        address: WebhookAddress,
        hearing: Hearing,
        wanted: Sequence[str],
        stop: Stop,
        wait: Wait,
    ) -> None:
        self._application = application
        self._hearing = hearing
        self._address = address
        self._wanted = wanted
        self._stop = stop
        self._wait = wait
        self._taken_away = 0
        self._minutes = 0
        self._last_error = 0.0
        path = urlsplit(address.url).path or "/"
        secret = address.secret.reveal().encode()
        door = (re.escape(path), Door, {"secret": secret, "take": self._take})
        site = Site([door], log_function=lambda _: None)
        self._server = HTTPServer(site, max_body_size=LARGEST_BODY)

    async def start(self) -> None:
        """Open the door, then tell Telegram, as long as it takes."""
        self._server.listen(self._address.port, LOOPBACK)
        _log.info("waiting for Telegram on %s, port %d", LOOPBACK, self._address.port)
        wait = FIRST_WAIT
        while not await self._is_told():
            if await self._wait(wait):
                return
            wait = min(wait * 2, LONGEST_WAIT)

    async def stop(self) -> None:
        """Close the door. The webhook stays: Telegram keeps what it cannot push, and retries."""
        self._server.stop()
        await self._server.close_all_connections()

    async def check(self) -> None:
        """Look whether Telegram still knows this address, and what it could not deliver."""
        self._minutes += 1
        if self._minutes % CHECK_EACH == 0:
            await self._look()

    async def _look(self) -> None:
        info = await self._application.bot.get_webhook_info()
        self._hearing.heard()
        self._report(info)
        if info.url == self._address.url:
            self._taken_away = 0
            return
        self._taken_away += 1
        _log.error("the webhook was changed; is another instance of this bot running?")
        if self._taken_away >= MOST_TAKEN_AWAY:
            _log.critical("another instance keeps changing the webhook; this one stops")
            self._stop(EXIT_CONFLICT)
            return
        await self._is_told()

    def _report(self, info: WebhookInfo) -> None:
        at = info.last_error_date.timestamp() if info.last_error_date else 0.0
        if at > self._last_error:
            self._last_error = at
            _log.warning(
                "Telegram could not push updates: %s (%d waiting)",
                info.last_error_message,
                info.pending_update_count,
            )

    async def _is_told(self) -> bool:
        try:
            await self._application.bot.set_webhook(
                self._address.url,
                secret_token=self._address.secret.reveal(),
                allowed_updates=self._wanted,
                drop_pending_updates=False,
            )
        except TelegramError as error:
            _log.warning("webhook not set (%s), trying again", type(error).__name__)
            return False
        self._hearing.heard()
        return True

    async def _take(self, body: dict[str, Any]) -> None:
        """Queue an update. One that cannot be read would only come again and again: it is left."""
        try:
            update = Update.de_json(body, self._application.bot)
        except Exception as error:  # noqa: BLE001  whatever a later Bot API may bring
            kind = type(error).__name__
            _log.error("update %d cannot be read: %s", body["update_id"], kind)
            return
        self._hearing.heard()
        await self._application.update_queue.put(update)
