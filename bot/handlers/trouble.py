"""What goes wrong: the asker is told a code, the log has the trace, administrators a short notice.

Neither the log nor a chat ever gets the text of a message, and the same trouble alarms nobody more
than once an hour.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from telegram import Update
from telegram.error import NetworkError, TelegramError
from telegram.ext import ContextTypes

from bot.access import Access
from bot.handlers.failures import NeverSentError
from bot.handlers.people import Languages
from bot.handlers.places import Place
from bot.handlers.sending import Sender
from bot.replies.lines import Reply
from bot.replies.words import words_in
from bot.tally import Tally

_log = logging.getLogger(__name__)
ALARM_EVERY = timedelta(hours=1)
Callback = ContextTypes.DEFAULT_TYPE


class TroubleHandlers:
    """The one error handler."""

    def __init__(
        self,
        access: Access,
        sender: Sender,
        languages: Languages,
        clock: Callable[[], datetime],
        tally: Tally,
    ) -> None:
        self._tally = tally
        self._access = access
        self._sender = sender
        self._languages = languages
        self._clock = clock
        self._alarmed: dict[str, datetime] = {}

    async def failed(self, update: object, context: Callback) -> None:
        """Handle an exception that left a handler."""
        error = context.error
        if error is None:
            return
        code = secrets.token_hex(3)
        if isinstance(error, NetworkError) and not isinstance(update, Update):
            _log.warning("network: %s", type(error).__name__)
            return
        if isinstance(error, NeverSentError):
            _log.warning("an answer was not sent before the end")
            return
        self._tally.count("errors", type(error).__name__)
        _log.error("error %s in an update: %s", code, type(error).__name__, exc_info=error)
        if isinstance(update, Update):
            await self._tell_asker(update, code)
        await self._alarm(type(error).__name__, code)

    async def _tell_asker(self, update: Update, code: str) -> None:
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or user.is_bot:
            return
        words = words_in(self._languages.of(user.id, user.language_code))
        try:
            await self._sender.send(Place.of(message), Reply((words.line("trouble", code=code),)))
        except TelegramError as error:
            _log.warning("error %s could not be told: %s", code, type(error).__name__)

    async def _alarm(self, kind: str, code: str) -> None:
        now = self._clock()
        last = self._alarmed.get(kind)
        if last is not None and now - last < ALARM_EVERY:
            return
        self._alarmed[kind] = now
        for administrator in sorted(self._access.administrators):
            words = words_in(self._languages.of(administrator, None))
            line = words.line("trouble-for-administrators", kind=kind, code=code)
            try:
                await self._sender.send(Place(administrator), Reply((line,)))
            except TelegramError as error:
                _log.warning("administrator %d not told: %s", administrator, type(error).__name__)
