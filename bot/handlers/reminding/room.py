"""All about reminders put together: the book, the rounds, and the handlers that work with them."""

from __future__ import annotations

from bot.agreements.agreement import Agreement
from bot.handlers.hall import Hall
from bot.handlers.reminding.answering import AnsweringHandlers
from bot.handlers.reminding.delivery import TelegramDeliverer
from bot.handlers.reminding.papers import PaperHandlers
from bot.handlers.reminding.renewed import RENEWED, RenewedHandlers
from bot.handlers.reminding.subscribing import SubscriptionHandlers
from bot.handlers.reminding.views import DueHandlers
from bot.handlers.rooms import Command, Doer, Offers
from bot.people.roles import Role, Viewer
from bot.reminders.book import ReminderBook
from bot.reminders.rounds import Rounds
from bot.reminders.subscriptions import Subscription
from bot.reminders.wishes import Wishes


class ReminderRoom:
    """Reminders of one bot."""

    def __init__(self, hall: Hall) -> None:
        desk, bot, sender = hall.desk, hall.bot, hall.sender
        self._desk = desk
        self.wishes = Wishes(desk.store)
        self.book = ReminderBook(desk.store, desk.clock)
        view = desk.register.view
        deliverer = TelegramDeliverer(
            sender, desk.access, hall.languages, self.book, lambda: view(desk.today())
        )
        self.rounds = Rounds(
            self.book,
            self.wishes,
            view,
            self.may_see,
            self.is_admitted,
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
            desk.today,
            desk.time_zone,
        )
        self.papers = PaperHandlers(hall, self.wishes)
        self.renewed = RenewedHandlers(hall)
        self.answering = AnsweringHandlers(
            bot,
            desk.register,
            self.book,
            self.wishes,
            planner,
            self.may_see,
            desk.access,
            sender,
            desk.clock,
            desk.today,
            self.renewed.ask,
        )
        self.views = DueHandlers(desk.register, sender, desk.today)

    def offers(self) -> Offers:
        """Return the commands and buttons about reminders."""
        return Offers(
            commands=(
                Command("subscribe", self.subscribing.subscribe, changes=True),
                Command("follow", self.subscribing.follow, changes=True),
                Command("subscriptions", self.subscribing.subscriptions),
                Command("due", self.views.due),
                Command("overdue", self.views.overdue),
                Command("gaps", self.views.gaps),
                Command("calendar", self.papers.calendar),
                Command("timeline", self.papers.timeline),
            ),
            taps={
                "answer": self.answering.answered,
                "sent-again": self.answering.settled,
                "was-there": self.answering.settled,
                "unsubscribe": self.subscribing.removed,
                "calendar": self.papers.calendar_tapped,
            },
            prompts={RENEWED: self.renewed.answered},
            confirmed={RENEWED: Doer(Role.ADMINISTRATOR, self.renewed.confirmed)},
        )

    def may_see(self, subscription: Subscription, agreement: Agreement) -> bool:
        """Return whether an agreement may be told in a chat: asked anew for every reminder."""
        return self._reader(subscription).may_see(agreement)

    def is_admitted(self, subscription: Subscription) -> bool:
        """Return whether a chat may read anything at all."""
        return self._reader(subscription).role is not Role.NOBODY

    def _reader(self, subscription: Subscription) -> Viewer:
        person = subscription.chat_id if subscription.is_private else subscription.by
        return self._desk.access.viewer(person, subscription.chat_id)
