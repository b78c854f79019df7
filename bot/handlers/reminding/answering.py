"""Taps under reminders: who takes it in hand, what is put off, what was sent after all."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from telegram import MaybeInaccessibleMessage, Message, User
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.access import Access
from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor
from bot.agreements.milestones import Milestone
from bot.agreements.text import Language
from bot.handlers.places import Place
from bot.handlers.sending import Sender
from bot.handlers.tapped import Tapped
from bot.people.roles import Role
from bot.register import AgreementRegister
from bot.reminders.book import ReminderBook
from bot.reminders.ledger import Acknowledgement, Answer, Snooze
from bot.reminders.planning import MaySee, Planner, seen_in
from bot.reminders.subscriptions import Audience, Subscription, audiences, chat_key
from bot.reminders.wishes import Wishes
from bot.replies.answer_codes import AnswerCode, Gesture, mark_of
from bot.replies.dates import day_text
from bot.replies.lines import Reply
from bot.replies.reminding import Reminding
from bot.replies.words import Words, words_in
from bot.search.holdings import Allowed

_log = logging.getLogger(__name__)
#: A reminder that was put off is told again after so many days, but before its date.
SNOOZE_DAYS = 7
_ANSWERS = {answer.value: answer for answer in Answer}


@dataclass(frozen=True, slots=True)
class _About:
    """What a tap answers: a date in a chat, and the subscription by which that chat is told.

    `is_elsewhere`: nobody answered there, so somebody else was asked and answers here.
    """

    milestone: Milestone
    chat: str
    subscription: Subscription | None
    is_elsewhere: bool

    @property
    def answers_for(self) -> str:
        """The chat for which buttons here answer, where it is another one."""
        return self.chat if self.is_elsewhere else ""


class AnsweringHandlers:
    """Handles the buttons of reminders."""

    def __init__(
        self,
        bot: ExtBot[int],
        register: AgreementRegister,
        book: ReminderBook,
        wishes: Wishes,
        planner: Callable[[date, Allowed], Planner],
        may_see: MaySee,
        access: Access,
        sender: Sender,
        clock: Callable[[], datetime],
        today: Callable[[], date],
        ask_new_end: Callable[[Tapped, Agreement], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._register = register
        self._book = book
        self._wishes = wishes
        self._planner = planner
        self._may_see = may_see
        self._access = access
        self._sender = sender
        self._clock = clock
        self._today = today
        self._ask_new_end = ask_new_end

    async def answered(self, tapped: Tapped) -> str:
        """Do what a button of a reminder says; returns what to say in passing."""
        words = words_in(tapped.language)
        code = AnswerCode.read(tapped.action.detail)
        about = self._about(tapped, code) if code else None
        if code is None or about is None:
            return words.text("answer.toast-old")
        if not self._may_answer(tapped, about, code.gesture):
            return words.text("access.tap")
        if code.gesture is Gesture.OPEN:
            await self._sender.send(Place.under(tapped.message), self._written(tapped, about))
            return ""
        if code.gesture is Gesture.SNOOZE:
            return await self._snooze(tapped, about.milestone, words)
        if code.gesture is Gesture.WITHDRAW:
            await self._book.withdraw(about.milestone, about.chat, _actor(tapped))
        else:
            await self._acknowledge(tapped, about, _ANSWERS[code.gesture.value])
        await self._rewrite(tapped, about)
        agreement = self._register.get(about.milestone.agreement_id)
        if code.gesture is Gesture.RENEWED and agreement is not None:
            await self._ask_new_end(tapped, agreement)
        gesture = "withdrawn" if code.gesture is Gesture.WITHDRAW else code.gesture.value
        return words.text(f"answer.toast-{gesture}")

    def _about(self, tapped: Tapped, code: AnswerCode) -> _About | None:
        """Return the date as it stands today; a tap about a date that changed answers nothing."""
        agreement = self._register.get(tapped.action.agreement_id)
        if agreement is None or not tapped.viewer.may_see(agreement):
            return None
        planner = self._planner(self._today(), tapped.viewer.may_see)
        found = planner.milestones(agreement)
        milestone = next((m for m in found if (m.kind, m.day) == (code.kind, code.day)), None)
        here = _chat(tapped.message)
        chats = [audience.first.chat for audience in audiences(self._wishes.all())]
        mark = code.chat_mark
        chat = next((c for c in chats if mark_of(c) == mark), None) if mark else here
        if milestone is None or chat is None:
            return None
        return _About(milestone, chat, self._subscription(chat, agreement), bool(mark))

    def _may_answer(self, tapped: Tapped, about: _About, gesture: Gesture) -> bool:
        """In an admitted group every member may answer; a channel's readers are anybody.

        For another chat answers whoever is told that nobody did there: it is asked anew, for the
        subscription or the role may have been changed since.
        """
        if about.is_elsewhere:
            here = tapped.message.chat.id
            is_named = about.subscription is not None and about.subscription.escalate_to == here
            decides = tapped.viewer.in_private and tapped.viewer.role is Role.ADMINISTRATOR
            if not (is_named or decides):
                return False
        is_personal = gesture in (Gesture.OPEN, Gesture.SNOOZE)
        if is_personal or tapped.message.chat.type != "channel":
            return True
        return self._access.role_of(tapped.user.id) >= Role.READER

    async def _acknowledge(self, tapped: Tapped, about: _About, answer: Answer) -> None:
        milestone = about.milestone
        given = Acknowledgement(
            milestone.agreement_id,
            milestone.kind,
            milestone.day,
            about.chat,
            answer,
            tapped.user.id,
            tapped.user.full_name,
            self._clock(),
        )
        await self._book.acknowledge(given, _actor(tapped))

    async def _rewrite(self, tapped: Tapped, about: _About) -> None:
        """Show on the message itself who answered what, and when the next reminder comes."""
        reply = self._written(tapped, about)
        try:
            message = tapped.message
            await self._sender.edit(message.chat.id, [message.message_id], reply)
        except (BadRequest, Forbidden):
            # The message is too old to be edited or was deleted; the answer is kept all the same.
            await self._sender.send(Place.under(tapped.message), reply)
        if about.is_elsewhere and about.subscription is not None:
            await self._rewrite_there(about, about.subscription)

    async def _rewrite_there(self, about: _About, subscription: Subscription) -> None:
        """Show the answer on the reminder that nobody had answered, where it can be still."""
        message_id = self._book.last_told(about.milestone, about.chat)
        if message_id is None:
            return
        allowed = seen_in(Audience((subscription,)), self._may_see)
        reply = self._reply(about, allowed, subscription.language)
        try:
            await self._sender.edit(subscription.chat_id, [message_id], reply)
        except TelegramError as error:
            _log.info("an answer is not shown in %s: %s", about.chat, type(error).__name__)

    def _written(self, tapped: Tapped, about: _About) -> Reply:
        """Return the reminder as it stands, for whoever reads it where it was tapped."""
        subscription, language = about.subscription, tapped.language
        if subscription is not None and not about.is_elsewhere:
            language = subscription.language
        return self._reply(about, tapped.viewer.may_see, language, about.answers_for)

    def _reply(
        self, about: _About, allowed: Allowed, language: Language, answers_for: str = ""
    ) -> Reply:
        planner = self._planner(self._today(), allowed)
        milestone, wish = about.milestone, about.subscription
        given = self._book.answer_to(milestone, about.chat)
        next_told = planner.next_told(wish, milestone) if wish else None
        writer = Reminding(planner.view, language, answers_for)
        return writer.reminder(milestone, given, next_told)

    def _subscription(self, chat: str, agreement: Agreement) -> Subscription | None:
        """Return the subscription by which a chat is told of an agreement."""
        found = (a for a in audiences(self._wishes.all()) if a.first.chat == chat)
        audience = next(found, None)
        if audience is None:
            return None
        planner = self._planner(self._today(), seen_in(audience, self._may_see))
        return planner.wanted(audience, agreement)

    async def _snooze(self, tapped: Tapped, milestone: Milestone, words: Words) -> str:
        """Put it off for the one who tapped; nobody else's reminders change."""
        today = self._today()
        until = min(today + timedelta(days=SNOOZE_DAYS), milestone.day - timedelta(days=1))
        if until <= today:
            return words.text("answer.toast-too-late")
        if not await self._can_write_to(tapped.user):
            return words.text("answer.toast-snooze-closed")
        await self._book.snooze(
            Snooze(milestone.agreement_id, milestone.kind, tapped.user.id, until, tapped.language)
        )
        return words.text("answer.toast-snoozed", date=day_text(until, words))

    async def _can_write_to(self, user: User) -> bool:
        try:
            await self._bot.get_chat(user.id)
        except (BadRequest, Forbidden):
            return False
        return True

    async def settled(self, tapped: Tapped) -> str:
        """Settle what may or may not have been sent, as an administrator says."""
        words = words_in(tapped.language)
        if tapped.viewer.role < Role.ADMINISTRATOR or not tapped.viewer.in_private:
            return words.text("access.tap")
        was_sent = tapped.action.verb == "was-there"
        rows = await self._book.resolve(tapped.action.detail, was_sent=was_sent)
        key = tapped.action.verb if rows else "settled"
        place = Place.under(tapped.message)
        await self._sender.send(place, Reply((words.line(f"doubtful.{key}"),)))
        return ""


def _chat(message: MaybeInaccessibleMessage) -> str:
    thread = None
    if isinstance(message, Message) and message.is_topic_message:
        thread = message.message_thread_id
    return chat_key(message.chat.id, thread)


def _actor(tapped: Tapped) -> Actor:
    return Actor(tapped.user.id, tapped.message.chat.id, tapped.user.full_name)
