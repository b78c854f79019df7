"""/subscribe for a group, topic or channel, /follow for a person, /subscriptions to see and end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from telegram.error import BadRequest, Forbidden

from bot.access import Access
from bot.agreements.text import has_thai
from bot.handlers.asked import Asked
from bot.handlers.places import Place
from bot.handlers.sending import Sender
from bot.handlers.tapped import Tapped
from bot.people.roles import Role
from bot.register import AgreementRegister
from bot.reminders.planning import Planner
from bot.reminders.subscriptions import DEFAULT_HOUR, Subscription
from bot.reminders.wish_reading import Wish, WishError, interest_of, read_wish
from bot.reminders.wishes import Wishes
from bot.replies.lines import Reply
from bot.replies.subscribing import Subscribing
from bot.replies.words import words_in
from bot.search.holdings import Allowed


class SubscriptionHandlers:
    """Keeps and shows subscriptions."""

    def __init__(
        self,
        register: AgreementRegister,
        wishes: Wishes,
        planner: Callable[[date, Allowed], Planner],
        access: Access,
        sender: Sender,
        today: Callable[[], date],
        zone: ZoneInfo,
    ) -> None:
        self._register = register
        self._wishes = wishes
        self._planner = planner
        self._access = access
        self._sender = sender
        self._today = today
        self._zone = zone

    async def subscribe(self, asked: Asked) -> None:
        """Tell this group or topic from now on; in private a channel by its number, or oneself."""
        try:
            wish = read_wish(asked.text)
            await self._subscribed(asked, wish)
        except WishError as refused:
            await self._refuse(asked, refused)

    async def _subscribed(self, asked: Asked, wish: Wish) -> None:
        key = "topic" if asked.place.thread_id else "group"
        chat_id, thread_id = asked.place.chat_id, asked.place.thread_id
        if wish.chat_id is not None:
            self._check_channel(asked, wish.chat_id)
            key, chat_id, thread_id = "channel", wish.chat_id, None
        elif asked.place.is_private:
            key = "person"
        subscription = self._subscription(asked, wish, chat_id, thread_id)
        kept = await self._wishes.subscribe(subscription)
        await self._confirm(asked, kept, key, asked.place)

    def _check_channel(self, asked: Asked, chat_id: int) -> None:
        if self._access.role_of(asked.user.id) < Role.ADMINISTRATOR or not asked.place.is_private:
            raise WishError("only-administrators")
        if chat_id >= 0 or not self._access.is_admitted(chat_id):
            raise WishError("bad-chat")

    async def follow(self, asked: Asked) -> None:
        """Tell a person in private; asked in a group, the confirmation goes there too."""
        private = Place(asked.user.id)
        try:
            wish = read_wish(asked.text)
            subscription = self._subscription(asked, wish, asked.user.id, None)
            kept = await self._wishes.subscribe(subscription)
            await self._confirm(asked, kept, "person", private)
        except WishError as refused:
            await self._refuse(asked, refused)
        except (Forbidden, BadRequest):
            # Nobody can be told in private before they opened a private chat.
            await self._wishes.unsubscribe(kept.id)
            await self._refuse(asked, WishError("no-private"))

    def _subscription(
        self, asked: Asked, wish: Wish, chat_id: int, thread_id: int | None
    ) -> Subscription:
        today = self._today()
        # What the chat may not be shown is not known there: its code is a word like any other.
        allowed = self._access.viewer(asked.user.id, chat_id).may_see
        interest = interest_of(
            wish, lambda text: self._register.understand(text, today, allowed=allowed)
        )
        if wish.escalate_to is not None and not self._may_hear(wish.escalate_to):
            raise WishError("bad-escalation")
        language = wish.language or ("th" if has_thai(wish.about) else asked.language)
        return Subscription(
            id="",
            chat_id=chat_id,
            thread_id=thread_id,
            interest=interest,
            language=language,
            since=today,
            by=asked.user.id,
            is_private=chat_id > 0,
            hour=DEFAULT_HOUR if wish.hour is None else wish.hour,
            time_zone=wish.zone,
            tiers=wish.tiers,
            notice_tiers=wish.notice_tiers,
            expiry_tiers=wish.expiry_tiers,
            holidays=wish.holidays,
            weekday=wish.weekday,
            escalate_to=wish.escalate_to,
            patience=wish.patience,
        )

    def _may_hear(self, chat_id: int) -> bool:
        if chat_id < 0:
            return self._access.is_admitted(chat_id)
        return self._access.role_of(chat_id) >= Role.READER

    async def _confirm(
        self, asked: Asked, subscription: Subscription, key: str, place: Place
    ) -> None:
        allowed = self._access.viewer(asked.user.id, subscription.chat_id).may_see
        writer = Subscribing(self._planner(self._today(), allowed), asked.language, self._zone)
        await self._sender.send(place, writer.confirmed(subscription, key))

    async def subscriptions(self, asked: Asked) -> None:
        """List what this chat is told of; to an administrator in private also everything else."""
        is_administrator = self._access.role_of(asked.user.id) >= Role.ADMINISTRATOR
        everywhere = asked.place.is_private and is_administrator
        found = self._wishes.all() if everywhere else self._wishes.of_chat(asked.place.chat_id)
        planner = self._planner(self._today(), asked.viewer.may_see)
        writer = Subscribing(planner, asked.language, self._zone)
        await self._sender.send(asked.place, writer.listed(found, elsewhere=everywhere))

    async def removed(self, tapped: Tapped) -> str:
        """Take a subscription away, as somebody who may tapped."""
        words = words_in(tapped.language)
        subscription = self._wishes.get(tapped.action.detail)
        if subscription is None:
            return words.text("subscribe.gone")
        role = self._access.role_of(tapped.user.id)
        is_here = subscription.chat_id == tapped.message.chat.id
        owns = subscription.by == tapped.user.id or (role >= Role.EDITOR and is_here)
        if not owns and role < Role.ADMINISTRATOR:
            return words.text("subscribe.only-owner")
        await self._wishes.unsubscribe(subscription.id)
        planner = self._planner(self._today(), tapped.viewer.may_see)
        writer = Subscribing(planner, tapped.language, self._zone)
        removed = words.line("subscribe.removed", about=writer.about(subscription))
        await self._sender.send(Place.under(tapped.message), Reply((removed,)))
        return ""

    async def _refuse(self, asked: Asked, refused: WishError) -> None:
        line = words_in(asked.language).line(f"subscribe.{refused.key}", **refused.values)
        await self._sender.send(asked.place, Reply((line,)))
