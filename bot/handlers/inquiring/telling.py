"""Taps under an answer: it is wrong, or something is missing that should be on record."""

from __future__ import annotations

import logging
from collections import OrderedDict
from datetime import datetime, timedelta

from telegram import Message
from telegram.error import TelegramError

from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.handlers.tapped import Tapped
from bot.inquiries.book import InquiryBook
from bot.inquiries.missed import Mark, kept_text, key_of
from bot.replies.inquiries import WRONG, InquiryWriter

_log = logging.getLogger(__name__)
#: Administrators are written to so often at most; what comes besides waits in the queue.
MOST_TOLD, TOLD_WITHIN = 10, timedelta(hours=1)
#: So many taps are remembered, so that one person's second tap on an answer counts nothing.
MOST_REMEMBERED = 5_000


class TellingHandlers:
    """Notes what somebody says about an answer, without the name of who says it."""

    def __init__(self, hall: Hall, book: InquiryBook) -> None:
        self._hall = hall
        self._book = book
        self._tapped: OrderedDict[tuple[int, int, int], None] = OrderedDict()
        self._told: list[datetime] = []

    async def tapped(self, tapped: Tapped) -> str:
        """Note that an answer is wrong, or tell the administrators what is missing."""
        words, is_wrong = tapped.words, tapped.action.verb == WRONG
        text, about = self._question(tapped), tapped.action.agreement_id
        if not text and not about:
            return words.text("tap.gone")
        if self._is_repeated(tapped):
            return words.text("unanswered.noted-before")
        if is_wrong:
            await self._book.noted(text, Mark.WRONG, about)
            return words.text("unanswered.noted-wrong")
        # Where no words are kept nobody knows whether it was told before.
        is_new = await self._book.noted(text, Mark.MISSING) or not self._book.keeps_words
        if is_new:
            await self._tell_administrators(text)
        return words.text("unanswered.noted-missing" if is_new else "unanswered.noted-before")

    def _question(self, tapped: Tapped) -> str:
        """Return the words of the question that a message answered.

        They are in memory for half an hour. After that, or after a restart, a group's answer still
        shows the question it replies to, and any answer what it says in its first line.
        """
        message = tapped.message
        known = self._hall.conversations.question_of(message.chat.id, message.message_id)
        if known or not isinstance(message, Message):
            return kept_text(known)
        replied = message.reply_to_message
        if replied is not None and replied.text:
            return kept_text(replied.text.removeprefix("/ask"))
        return kept_text((message.text or "").partition("\n")[0])

    def _is_repeated(self, tapped: Tapped) -> bool:
        key = (tapped.message.chat.id, tapped.message.message_id, tapped.user.id)
        if key in self._tapped:
            return True
        self._tapped[key] = None
        while len(self._tapped) > MOST_REMEMBERED:
            self._tapped.popitem(last=False)
        return False

    async def _tell_administrators(self, text: str) -> None:
        now = self._hall.desk.clock()
        self._told = [moment for moment in self._told if now - moment < TOLD_WITHIN]
        if len(self._told) >= MOST_TOLD:
            return
        self._told.append(now)
        key = key_of(kept_text(text), "") if self._book.keeps_words else ""
        for administrator in sorted(self._hall.desk.access.administrators):
            language = self._hall.languages.of(administrator, None)
            reply = InquiryWriter(language, self._book.days).told(text, key)
            try:
                await self._hall.sender.send(Place(administrator), reply)
            except TelegramError as error:
                _log.info("%d not told of a question: %s", administrator, type(error).__name__)
