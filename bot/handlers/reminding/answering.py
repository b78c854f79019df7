"""Taps under reminders: who takes it in hand, what is put off, what was sent after all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

from telegram import MaybeInaccessibleMessage, Message, User
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.access import Access
from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor
from bot.agreements.milestones import Milestone
from bot.handlers.places import Place
from bot.handlers.sending import Sender
from bot.handlers.tapped import Tapped
from bot.people.roles import Role
from bot.register import AgreementRegister
from bot.reminders.book import ReminderBook
from bot.reminders.ledger import Acknowledgement, Answer, Snooze
from bot.reminders.planning import Planner
from bot.reminders.subscriptions import Subscription, audiences, chat_key
from bot.reminders.wishes import Wishes
from bot.replies.answer_codes import AnswerCode, Gesture
from bot.replies.dates import day_text
from bot.replies.lines import Reply
from bot.replies.reminding import Reminding
from bot.replies.words import Words, words_in

#: A reminder that was put off is told again after so many days, but before its date.
SNOOZE_DAYS = 7
_ANSWERS = {answer.value: answer for answer in Answer}


class AnsweringHandlers:
    """Handles the buttons of reminders."""

    def __init__(
        self,
        bot: ExtBot[int],
        register: AgreementRegister,
        book: ReminderBook,
        wishes: Wishes,
        planner: Callable[[date], Planner],
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
        self._access = access
        self._sender = sender
        self._clock = clock
        self._today = today
        self._ask_new_end = ask_new_end

    async def answered(self, tapped: Tapped) -> str:
        """Do what a button of a reminder says; returns what to say in passing."""
        words = words_in(tapped.language)
        code = AnswerCode.read(tapped.action.detail)
        milestone = self._milestone(tapped, code) if code else None
        if code is None or milestone is None:
            return words.text("answer.toast-old")
        if code.gesture is Gesture.OPEN:
            await self._open(tapped, milestone)
            return ""
        if code.gesture is Gesture.SNOOZE:
            return await self._snooze(tapped, milestone, words)
        if not self._may_answer(tapped):
            return words.text("access.tap")
        if code.gesture is Gesture.WITHDRAW:
            await self._book.withdraw(milestone, _chat(tapped.message), _actor(tapped))
        else:
            await self._acknowledge(tapped, milestone, _ANSWERS[code.gesture.value])
        await self._rewrite(tapped, milestone)
        agreement = self._register.get(milestone.agreement_id)
        if code.gesture is Gesture.RENEWED and agreement is not None:
            await self._ask_new_end(tapped, agreement)
        gesture = "withdrawn" if code.gesture is Gesture.WITHDRAW else code.gesture.value
        return words.text(f"answer.toast-{gesture}")

    def _milestone(self, tapped: Tapped, code: AnswerCode) -> Milestone | None:
        """Return the date as it stands today; a tap about a date that changed answers nothing."""
        agreement = self._register.get(tapped.action.agreement_id)
        if agreement is None or not tapped.viewer.may_see(agreement):
            return None
        found = self._planner(self._today()).milestones(agreement)
        return next((m for m in found if (m.kind, m.day) == (code.kind, code.day)), None)

    def _may_answer(self, tapped: Tapped) -> bool:
        """In an admitted group every member may answer; a channel's readers are anybody."""
        if tapped.message.chat.type != "channel":
            return True
        return self._access.role_of(tapped.user.id) >= Role.READER

    async def _acknowledge(self, tapped: Tapped, milestone: Milestone, answer: Answer) -> None:
        given = Acknowledgement(
            milestone.agreement_id,
            milestone.kind,
            milestone.day,
            _chat(tapped.message),
            answer,
            tapped.user.id,
            tapped.user.full_name,
            self._clock(),
        )
        await self._book.acknowledge(given, _actor(tapped))

    async def _rewrite(self, tapped: Tapped, milestone: Milestone) -> None:
        """Show on the message itself who answered what, and when the next reminder comes."""
        chat = _chat(tapped.message)
        subscription = self._subscription(tapped, milestone)
        planner = self._planner(self._today())
        next_told = planner.next_told(subscription, milestone) if subscription else None
        language = subscription.language if subscription else tapped.language
        given = self._book.answer_to(milestone, chat)
        reply = Reminding(planner.view, language).reminder(milestone, given, next_told)
        try:
            message = tapped.message
            await self._sender.edit(message.chat.id, [message.message_id], reply)
        except (BadRequest, Forbidden):
            # The message is too old to be edited or was deleted; the answer is kept all the same.
            await self._sender.send(Place.under(tapped.message), reply)

    def _subscription(self, tapped: Tapped, milestone: Milestone) -> Subscription | None:
        agreement = self._register.get(milestone.agreement_id)
        chat = _chat(tapped.message)
        planner = self._planner(self._today())
        mine = (a for a in audiences(self._wishes.all()) if a.first.chat == chat)
        audience = next(mine, None)
        return planner.wanted(audience, agreement) if audience and agreement else None

    async def _open(self, tapped: Tapped, milestone: Milestone) -> None:
        planner = self._planner(self._today())
        subscription = self._subscription(tapped, milestone)
        language = subscription.language if subscription else tapped.language
        given = self._book.answer_to(milestone, _chat(tapped.message))
        next_told = planner.next_told(subscription, milestone) if subscription else None
        reply = Reminding(planner.view, language).reminder(milestone, given, next_told)
        await self._sender.send(Place.under(tapped.message), reply)

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
