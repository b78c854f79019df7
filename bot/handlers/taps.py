"""Taps on buttons: authorised anew each time, answered exactly once, harmless when repeated."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from telegram import CallbackQuery, MaybeInaccessibleMessage, Update
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ContextTypes

from bot.agreements.text import Language
from bot.handlers.callbacks import CallbackCodec
from bot.handlers.hall import Hall
from bot.handlers.limiter import seconds_of
from bot.handlers.pages import with_key
from bot.handlers.places import Place
from bot.handlers.tapped import OtherTap, Tapped
from bot.people.roles import Viewer
from bot.replies.answers import reply_to
from bot.replies.lines import Action
from bot.replies.taps import reply_to_tap
from bot.replies.words import words_in

_log = logging.getLogger(__name__)
#: A tap waits no longer (seconds) for its answer to be let through.
LONGEST_WAIT = 5.0
Callback = ContextTypes.DEFAULT_TYPE


class TapHandlers:
    """Answers taps on cards and lists."""

    def __init__(
        self, hall: Hall, callbacks: CallbackCodec, others: Mapping[str, OtherTap]
    ) -> None:
        self._register = hall.desk.register
        self._access = hall.desk.access
        self._sender = hall.sender
        self._callbacks = callbacks
        self._conversations = hall.conversations
        self._lists = hall.lists
        self._languages = hall.languages
        self._today = hall.desk.today
        self._others = others

    async def tapped(self, update: Update, context: Callback) -> None:
        """Answer a tap, whatever it carries."""
        query = update.callback_query
        if query is None:
            return
        toast = ""
        try:
            toast = await self._handled(query)
        finally:
            await _answered(query, toast)

    async def _handled(self, query: CallbackQuery) -> str:
        """Do what a tap asks for; returns what to say in passing, if anything."""
        language = self._languages.of(query.from_user.id, query.from_user.language_code)
        words = words_in(language)
        message = query.message
        if message is None or not query.data:
            return words.text("tap.gone")
        action = self._callbacks.action(query.data, message.chat.id)
        if action is None:
            return words.text("tap.gone")
        viewer = self._access.viewer(query.from_user.id, message.chat.id)
        if not viewer.role:
            return words.text("access.tap")
        other = self._others.get(action.verb)
        if other is not None:
            return await other(Tapped(action, viewer, message, query.from_user, language))
        if action.verb == "page":
            return await self._turned(action, viewer, message, language)
        await self._shown(action, viewer, Place.under(message), language)
        return ""

    async def _shown(
        self, action: Action, viewer: Viewer, place: Place, language: Language
    ) -> None:
        key = (*place.key, viewer.user_id)
        before = self._conversations.context(key)
        if before and before.question.language:
            language = before.question.language
        view = self._register.view(self._today())
        tap = reply_to_tap(action, view, language, before, viewer.may_see, inside=viewer.is_inside)
        self._conversations.keep(key, tap.context)
        await self._sender.send(place, tap.reply)

    async def _turned(
        self,
        action: Action,
        viewer: Viewer,
        message: MaybeInaccessibleMessage,
        language: Language,
    ) -> str:
        """Show another page of a list in place of the one shown."""
        key, _, number = action.detail.rpartition(".")
        answer = self._lists.answer(key, viewer.may_see, self._register.agreements)
        if answer is None or not number.isdigit():
            return words_in(language).text("tap.gone")
        view = self._register.view(self._today(), viewer.may_see)
        reply = reply_to(answer, view, page=int(number), inside=viewer.is_inside)
        await self._sender.edit(message.chat.id, [message.message_id], with_key(reply, key))
        return ""


async def _answered(query: CallbackQuery, toast: str) -> None:
    """Answer the tap; one that is too old to be answered is no error.

    Where Telegram asks to wait it is answered once more: without any answer the button goes on
    turning.
    """
    try:
        try:
            await query.answer(toast or None)
        except RetryAfter as refusal:
            await asyncio.sleep(min(seconds_of(refusal), LONGEST_WAIT))
            await query.answer(toast or None)
    except BadRequest as error:
        _log.info("a tap could not be answered: %s", error.message)
