"""Looks at what the bot depends on: Telegram, its rights in each chat, the clock, the disk."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx

from bot.handlers.desk import Connection
from bot.reminders.subscriptions import Subscription
from bot.reminders.wishes import NOT_ADMITTED

#: A larger difference (seconds) makes fresh commands look old and reminders early or late.
MOST_SKEW = 30.0
#: Less room (bytes) and a register that is being rewritten may not fit.
LEAST_ROOM = 200 * 1024 * 1024
ANSWERS_WITHIN = 15.0
_HOME = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, and what to do where it is wrong (else empty)."""

    about: str
    found: str
    remedy: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether something is to be done."""
        return bool(self.remedy)

    def __str__(self) -> str:
        """Return the finding as one line."""
        mark = "WRONG" if self.is_wrong else "ok   "
        return f"{mark} {self.about}: {self.found}" + (f" -> {self.remedy}" if self.remedy else "")


class NoAnswerError(Exception):
    """Telegram could not be asked; the text says why, without any address."""


class Doctor:
    """Asks Telegram about the bot and its chats."""

    def __init__(
        self,
        connection: Connection,
        client: httpx.AsyncClient,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._connection = connection
        self._client = client
        self._now = now
        self._date = ""

    async def findings(self, subscriptions: list[Subscription]) -> AsyncIterator[Finding]:
        """Yield what was found; without a valid token nothing more can be asked."""
        try:
            me = await self._asked("getMe")
        except NoAnswerError as error:
            yield Finding("token", str(error), _remedy_for_token(str(error)))
            return
        yield Finding("token", f"valid, the bot is @{me['username']}")
        yield self._clock()
        for finding in self._abilities(me):
            yield finding
        yield await self._webhook()
        for subscription in {s.chat_id: s for s in subscriptions}.values():
            yield await self._chat(subscription, me["id"])

    async def _asked(self, method: str, **params: Any) -> Any:
        """Call a method and return its result. Raises NoAnswerError."""
        address = self._connection.api_address or _HOME
        url = f"{address}/bot{self._connection.token.reveal()}/{method}"
        try:
            response = await self._client.post(url, json=params, timeout=ANSWERS_WITHIN)
            told = response.json()
        except (httpx.HTTPError, ValueError) as error:
            # The texts of these errors may hold the address, and the address the token.
            raise NoAnswerError(f"no answer ({type(error).__name__})") from None
        self._date = response.headers.get("Date", "")
        if not isinstance(told, dict) or not told.get("ok"):
            raise NoAnswerError(str(told.get("description", "no answer")))
        return told["result"]

    def _clock(self) -> Finding:
        try:
            skew = self._now() - parsedate_to_datetime(self._date).timestamp()
        except ValueError:
            return Finding("clock", "Telegram told no time")
        if abs(skew) <= MOST_SKEW:
            return Finding("clock", "agrees with Telegram's")
        side = "ahead of" if skew > 0 else "behind"
        found = f"{abs(skew):.0f} s {side} Telegram's"
        return Finding("clock", found, "let the machine set its clock by NTP (timedatectl)")

    def _abilities(self, me: dict[str, Any]) -> Iterator[Finding]:
        if me.get("can_read_all_group_messages"):
            yield Finding(
                "privacy mode",
                "off: every word of a group reaches the bot",
                "send /setprivacy to @BotFather, choose the bot, then Enable",
            )
        else:
            yield Finding("privacy mode", "on")
        if not me.get("can_join_groups", True):
            remedy = "send /setjoingroups to @BotFather, choose the bot, then Enable"
            yield Finding("groups", "the bot may not be added to groups", remedy)
        if self._connection.inline and not me.get("supports_inline_queries"):
            remedy = "send /setinline to @BotFather, or set SANYA_INLINE=no"
            yield Finding("inline mode", "switched on here, off at Telegram", remedy)

    async def _webhook(self) -> Finding:
        try:
            info = await self._asked("getWebhookInfo")
        except NoAnswerError as error:
            return Finding("updates", str(error), "try again")
        wanted = self._connection.webhook.url if self._connection.webhook else ""
        waiting = info["pending_update_count"]
        if not wanted:
            left = ", a webhook is set and will be taken away at the start" if info["url"] else ""
            return Finding("updates", f"by polling, {waiting} waiting{left}")
        if info["url"] != wanted:
            return Finding("updates", "the webhook is another", "start the bot, which sets it")
        if info.get("last_error_message"):
            found = f"Telegram could not push: {info['last_error_message']}, {waiting} waiting"
            return Finding("updates", found, "look at the proxy and SANYA_WEBHOOK_PORT")
        return Finding("updates", f"by webhook, {waiting} waiting")

    async def _chat(self, subscription: Subscription, bot_id: int) -> Finding:
        chat_id = subscription.chat_id
        about = f"chat {chat_id}"
        if subscription.inactive:
            way_back = "admit it" if subscription.inactive == NOT_ADMITTED else "add the bot again"
            remedy = f"{way_back}, or end it with /subscriptions"
            return Finding(about, f"reminders stopped: {subscription.inactive}", remedy)
        try:
            if subscription.is_private:
                await self._asked("getChat", chat_id=chat_id)
                return Finding(about, "a person's")
            member = await self._asked("getChatMember", chat_id=chat_id, user_id=bot_id)
        except NoAnswerError as error:
            return Finding(about, str(error), "add the bot again, or end its subscriptions")
        return _rights(about, member)


async def telegram_findings(
    connection: Connection,
    subscriptions: list[Subscription],
    now: Callable[[], float] = time.time,
) -> AsyncIterator[Finding]:
    """Yield what was found at Telegram."""
    async with httpx.AsyncClient() as client:
        async for finding in Doctor(connection, client, now).findings(subscriptions):
            yield finding


def _remedy_for_token(said: str) -> str:
    if said in ("Unauthorized", "Not Found"):
        return "put the token that @BotFather gave into SANYA_TOKEN"
    return "look at the network, a proxy, and SANYA_API_ADDRESS"


def _rights(about: str, member: dict[str, Any]) -> Finding:
    """Return whether the bot can write in a chat."""
    status = member["status"]
    if status in ("left", "kicked"):
        return Finding(about, "the bot is not in it", "add the bot again")
    if status == "restricted" and not member.get("can_send_messages"):
        return Finding(about, "the bot may not write", "let it send messages")
    if status == "administrator" and member.get("can_post_messages") is False:
        return Finding(about, "the bot may not post", "give it the right to post messages")
    return Finding(about, f"the bot can write ({status})")


def disk_finding(path: Path) -> Finding:
    """Return whether the register's folder can be written to and has room."""
    folder = next(place for place in (path.parent, *path.parent.parents) if place.exists())
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding("disk", f"{folder} cannot be written to", "give the bot's user the folder")
    free = shutil.disk_usage(folder).free
    size = path.stat().st_size if path.exists() else 0
    found = f"{free // 1024 // 1024} MB free for a register of {size // 1024} KB"
    enough = free >= max(LEAST_ROOM, 3 * size)
    return Finding("disk", found, "" if enough else "make room, or move SANYA_STORE")
