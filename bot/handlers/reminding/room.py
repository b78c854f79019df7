"""All about reminders put together: the book, the rounds, and the handlers that work with them."""

from __future__ import annotations

from telegram.ext import ExtBot

from bot.agreements.agreement import Agreement
from bot.handlers.desk import Desk
from bot.handlers.people import Languages
from bot.handlers.reminding.answering import AnsweringHandlers
from bot.handlers.reminding.delivery import TelegramDeliverer
from bot.handlers.reminding.subscribing import SubscriptionHandlers
from bot.handlers.reminding.views import DueHandlers
from bot.handlers.sending import Sender
from bot.reminders.book import ReminderBook
from bot.reminders.rounds import Rounds
from bot.reminders.subscriptions import Subscription
from bot.reminders.wishes import Wishes


class ReminderRoom:
    """Reminders of one bot."""

    def __init__(
        self,
        bot: ExtBot[int],
        desk: Desk,
        sender: Sender,
        languages: Languages,
    ) -> None:
        self._desk = desk
        self.wishes = Wishes(desk.store)
        self.book = ReminderBook(desk.store, desk.clock)
        view = desk.register.view
        deliverer = TelegramDeliverer(
            sender, desk.access, languages, self.book, lambda: view(desk.today())
        )
        self.rounds = Rounds(
            self.book,
            self.wishes,
            view,
            self.may_see,
            deliverer,
            desk.clock,
            desk.time_zone,
            desk.is_working_day,
        )
        desk.store.subscribe(self.rounds.follow)
        planner = self.rounds.planner
        self.subscribing = SubscriptionHandlers(
            desk.register,
            self.wishes,
            planner,
            desk.access,
            sender,
            languages,
            desk.today,
            desk.time_zone,
        )
        self.answering = AnsweringHandlers(
            bot,
            desk.register,
            self.book,
            self.wishes,
            planner,
            desk.access,
            sender,
            desk.clock,
            desk.today,
        )
        self.views = DueHandlers(desk.register, desk.access, sender, languages, desk.today)

    def may_see(self, subscription: Subscription, agreement: Agreement) -> bool:
        """Return whether an agreement may be told in a chat: asked anew for every reminder."""
        access = self._desk.access
        person = subscription.chat_id if subscription.is_private else subscription.by
        return access.viewer(person, subscription.chat_id).may_see(agreement)
