"""`sanya reminders`: what would be sent to whom on a day or over a period, and why."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date

from bot.access import Access
from bot.agreements.agreement import Agreement
from bot.agreements.text import Language
from bot.app import now, opened_desk, working_days_of
from bot.people.roles import OPERATOR
from bot.register import AgreementRegister
from bot.reminders.book import ReminderBook
from bot.reminders.preview import Preview, Told
from bot.reminders.subscriptions import Audience, Interest, Subscription, audiences
from bot.reminders.wishes import Wishes
from bot.replies.plain import plain_text
from bot.replies.reminding import Reminding
from bot.replies.subscribing import interest_text
from bot.replies.words import words_in
from bot.settings import Settings

WRONG_USE = 2
LONGEST_DAYS = 3_660


async def show_reminders(options: Namespace, settings: Settings) -> int:
    """Print the messages of a day or period; sends nothing and changes nothing."""
    first, last = options.first or options.today, options.last or options.first or options.today
    if not options.dry_run:
        print(
            "sanya reminders: the running bot sends reminders; add --dry-run to see them here",
            file=sys.stderr,
        )
        return WRONG_USE
    if not 0 <= (last - first).days <= LONGEST_DAYS:
        print(f"sanya reminders: --from {first} --to {last} is no period", file=sys.stderr)
        return WRONG_USE
    async with opened_desk(settings, options.store, writes=False) as (register, store):
        access = Access(store, settings.admission, now)
        chats = audiences(Wishes(store).all())
        language: Language = options.lang or settings.language
        if not chats:
            print(words_in(language).text("told.nobody"))
            chats = [_everybody(first, language)]
        book = ReminderBook(store, now)

        def may_see(subscription: Subscription, agreement: Agreement) -> bool:
            if not subscription.chat_id:
                return OPERATOR.may_see(agreement)
            person = subscription.chat_id if subscription.is_private else subscription.by
            return access.viewer(person, subscription.chat_id).may_see(agreement)

        preview = Preview(
            register.view, working_days_of(settings), book.is_known, book.is_muted, may_see
        )
        count = 0
        for told in preview.days(first, last, chats):
            _print(told, register, language)
            count += 1
        if not count:
            print(words_in(language).text("told.nothing"))
    return 0


def _everybody(since: date, language: Language) -> Audience:
    """Stand in for a chat that subscribed to everything, where nobody has subscribed yet."""
    return Audience((Subscription("", 0, None, Interest(), language, since, 0),))


def _print(told: Told, register: AgreementRegister, language: Language) -> None:
    words = words_in(language)
    writer = Reminding(told.view, language)
    interest = told.due[0].subscription.interest if told.due else told.audience.first.interest
    about = interest_text(interest, register.holdings.vocabulary, words)
    first = told.audience.first
    chat = first.chat if first.chat_id else ""
    print(f"── {told.day:%a} {told.day}, {first.hour:02}:00 → {chat} ({about})")
    for item in told.due:
        milestone = item.milestone
        print(
            f"   {milestone.agreement_id} {milestone.kind} {milestone.day}: "
            f"{(milestone.day - told.day).days} days left, tier {item.tier}"
        )
    reply = writer.weekly(told.weekly) if told.weekly else writer.due(told.due)
    for line in plain_text(reply).splitlines():
        print(f"   | {line}")
