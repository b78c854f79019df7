"""Sends what a round of reminding tells, and says honestly what became of it.

The kinds of failure matter: a blocked chat is not tried again, a refusal before the message left
is tried later, and a reply that was lost on the way leaves it open whether the chat has been told,
so that is for a person to settle, never for a retry.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.access import Access
from bot.agreements.text import Language
from bot.handlers.chat_moves import follow_chat
from bot.handlers.failures import PartlySentError, never_left
from bot.handlers.limiter import REMINDER
from bot.handlers.people import Languages
from bot.handlers.places import Place
from bot.handlers.sending import Sender
from bot.people.roles import Viewer
from bot.reminders.book import ReminderBook
from bot.reminders.coming import milestones_on
from bot.reminders.delivering import Delivery, Escalation, Fate, Weekly
from bot.reminders.ledger import Awaited, Doubt, Snooze
from bot.reminders.planning import Due
from bot.reminders.subscriptions import Audience, Subscription, chat_key
from bot.replies.lines import Reply
from bot.replies.reminding import Reminding
from bot.replies.words import words_in
from bot.search.day_view import DayView

_log = logging.getLogger(__name__)
#: What Telegram says of a topic that cannot be written to any more.
_TOPIC_GONE = ("thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
#: What Telegram says of a chat that cannot be written to any more, beside refusing it (403).
_CHAT_GONE = (
    "chat not found",
    "peer_id_invalid",
    "need administrator rights",
    "have no rights to send",
    "not enough rights",
    "chat_write_forbidden",
)


class TelegramDeliverer:
    """Delivers to chats, and tells administrators what they must know."""

    def __init__(
        self,
        sender: Sender,
        access: Access,
        languages: Languages,
        book: ReminderBook,
        view_today: Callable[[], DayView],
    ) -> None:
        self._sender = sender
        self._access = access
        self._languages = languages
        self._book = book
        self._view_today = view_today

    async def reminder(
        self, subscription: Subscription, due: tuple[Due, ...], view: DayView
    ) -> Delivery:
        """Send one reminder, or one digest of far dates."""
        reply = Reminding(view, subscription.language).due(due)
        return await self._to_chat(subscription, reply)

    async def weekly(self, audience: Audience, weekly: Weekly, view: DayView) -> Delivery:
        """Send the weekly line."""
        first = audience.first
        return await self._to_chat(first, Reminding(view, first.language).weekly(weekly))

    async def again(self, snooze: Snooze, view: DayView) -> Delivery:
        """Tell somebody again in private of what they put off; what has been settled is not."""
        agreement = view.holdings.get(snooze.agreement_id)
        viewer = self._access.viewer(snooze.user_id, snooze.user_id)
        if agreement is None or not viewer.may_see(agreement):
            return Delivery(Fate.CHAT_GONE)
        view = view.seen_by(viewer.may_see)
        milestone = next((m for m in milestones_on(view, agreement) if m.kind is snooze.kind), None)
        if milestone is None:
            return Delivery(Fate.CHAT_GONE)
        reply = Reminding(view, snooze.language).reminder(milestone, again=True)
        place = Place(snooze.user_id)
        return await self._delivered(place, lambda: self._send(place, reply))

    async def escalation(self, escalation: Escalation, view: DayView) -> Delivery:
        """Tell that nobody answered: whom the subscription names, else the administrators.

        The administrators also hear of what the named one may not see, or cannot be told.
        """
        named = escalation.subscription.escalate_to
        fates = []
        if named is not None:
            fates = [await self._escalated(named, escalation, view)]
            hidden = [a for a in escalation.unanswered if not self._may_hear(named, a, escalation)]
            if fates[0].fate is Fate.CHAT_GONE:
                hidden = list(escalation.unanswered)
            escalation = replace(escalation, unanswered=tuple(hidden))
        if escalation.unanswered:
            for administrator in sorted(self._access.administrators):
                fates.append(await self._escalated(administrator, escalation, view))
        best = (Fate.SENT, Fate.UNCERTAIN, Fate.NOT_SENT, Fate.CHAT_GONE)
        return min(fates, key=lambda d: best.index(d.fate), default=Delivery(Fate.CHAT_GONE))

    def _may_hear(self, to: int, awaited: Awaited, escalation: Escalation) -> bool:
        """Return whether a chat may be told of an agreement: a group hears of no staff record."""
        agreement = self._view_today().holdings.get(awaited.agreement_id)
        return agreement is not None and self._reader(to, escalation).may_see(agreement)

    def _reader(self, to: int, escalation: Escalation) -> Viewer:
        person = to if to > 0 else escalation.subscription.by
        return self._access.viewer(person, to)

    async def _escalated(self, to: int, escalation: Escalation, view: DayView) -> Delivery:
        subscription = escalation.subscription
        heard = tuple(a for a in escalation.unanswered if self._may_hear(to, a, escalation))
        if not heard:
            return Delivery(Fate.CHAT_GONE)
        escalation = replace(escalation, unanswered=heard)
        language = self._languages.of(to, None) if to > 0 else subscription.language
        seen = view.seen_by(self._reader(to, escalation).may_see)
        reply = Reminding(seen, language, subscription.chat).escalation(escalation)
        place = Place(to, is_private=to > 0)
        try:
            return await self._delivered(place, lambda: self._send(place, reply))
        except ChatMigrated as moved:
            # The subscription names the new chat from now on; the next round tells it there.
            await follow_chat(self._book, self._access, to, moved.new_chat_id)
            return Delivery(Fate.NOT_SENT)

    async def doubtful(self, doubt: Doubt) -> bool:
        """Ask the administrators about a message that may not have arrived; whether one was.

        Without an administrator nobody can be asked, which the log has to say.
        """
        if not self._access.administrators:
            _log.error("a reminder for chat %s may not have arrived", doubt.keys[0].chat)
            return True
        view = self._view_today()
        return await self._to_administrators(
            lambda language: Reminding(view, language).doubtful(doubt)
        )

    async def gone(self, subscription: Subscription, reason: str) -> None:
        """Tell the administrators that a chat cannot be reached any more."""
        chat = subscription.chat_id

        def reply(language: Language) -> Reply:
            words = words_in(language)
            why = words.text(f"gone.{reason}")
            return Reply((words.line("gone.text", chat=chat, reason=why),))

        await self._to_administrators(reply)

    async def _to_administrators(self, reply: Callable[[Language], Reply]) -> bool:
        """Send to all administrators; returns whether at least one got it."""
        told = False
        for administrator in sorted(self._access.administrators):
            language = self._languages.of(administrator, None)
            try:
                await self._sender.send(Place(administrator), reply(language))
                told = True
            except TelegramError as error:
                _log.warning("administrator %d not told: %s", administrator, type(error).__name__)
        return told

    # -- to a subscribed chat ---------------------------------------------------------------------

    async def _to_chat(self, subscription: Subscription, reply: Reply) -> Delivery:
        place = Place(
            subscription.chat_id,
            subscription.thread_id,
            is_private=subscription.is_private,
        )

        async def send() -> int:
            return await self._send(place, reply)

        try:
            return await self._delivered(place, send)
        except ChatMigrated as moved:
            return await self._moved(subscription, reply, moved.new_chat_id)
        except _TopicGoneError:
            return await self._without_topic(subscription, reply)

    async def _send(self, place: Place, reply: Reply) -> int:
        return (await self._sender.send(place, reply, priority=REMINDER))[-1]

    async def _delivered(self, place: Place, send: Callable[[], Awaitable[int]]) -> Delivery:
        """Send, and turn what may go wrong into a fate."""
        try:
            return Delivery(Fate.SENT, await send())
        except ChatMigrated:
            raise
        except PartlySentError:
            # To send it all again would double what is there.
            return Delivery(Fate.UNCERTAIN)
        except RetryAfter as refusal:
            _log.warning("chat %d: asked to wait (%s)", place.chat_id, type(refusal).__name__)
            return Delivery(Fate.NOT_SENT)
        except Forbidden:
            return Delivery(Fate.CHAT_GONE, reason="blocked")
        except BadRequest as error:
            text = error.message.casefold()
            if place.thread_id is not None and any(part in text for part in _TOPIC_GONE):
                raise _TopicGoneError from error
            if any(part in text for part in _CHAT_GONE):
                return Delivery(Fate.CHAT_GONE, reason="unknown")
            _log.error("chat %d: a reminder was refused: %s", place.chat_id, error.message)
            return Delivery(Fate.NOT_SENT)
        except (TimedOut, NetworkError) as error:
            sure = never_left(error)
            _log.warning("chat %d: %s, sent: %s", place.chat_id, type(error).__name__, not sure)
            return Delivery(Fate.NOT_SENT if sure else Fate.UNCERTAIN)

    async def _moved(self, subscription: Subscription, reply: Reply, new: int) -> Delivery:
        """Follow a group to its new id, with all it was told, and send once there."""
        await follow_chat(self._book, self._access, subscription.chat_id, new)
        place = Place(new, subscription.thread_id, is_private=False)
        delivery = await self._delivered(place, lambda: self._send(place, reply))
        chat = chat_key(new, subscription.thread_id)
        return Delivery(delivery.fate, delivery.message_id, delivery.reason, chat)

    async def _without_topic(self, subscription: Subscription, reply: Reply) -> Delivery:
        """Send to the chat itself, its topic being gone, and tell the administrators."""
        chat = subscription.chat_id
        await self._book.move_chat(subscription.chat, str(chat))
        await self._to_administrators(
            lambda language: Reply((words_in(language).line("gone.topic", chat=chat),))
        )
        place = Place(chat, is_private=subscription.is_private)
        delivery = await self._delivered(place, lambda: self._send(place, reply))
        return Delivery(delivery.fate, delivery.message_id, delivery.reason, str(chat))


class _TopicGoneError(Exception):
    """The topic that a message was for is gone."""
