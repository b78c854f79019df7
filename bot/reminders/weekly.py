"""The weekly line of a chat: when it is due; what was checked, what comes, what is overdue."""

from __future__ import annotations

from datetime import date, timedelta

from bot.agreements.agreement import Agreement
from bot.agreements.milestones import MilestoneKind
from bot.agreements.tiers import SINGLE_FROM, told_on
from bot.reminders.delivering import Weekly
from bot.reminders.ledger import LedgerKey
from bot.reminders.overdue import Overdue, overdue_on
from bot.reminders.planning import Planner
from bot.reminders.subscriptions import Audience
from bot.search.missing import is_missing

#: What lapsed longer ago is told when somebody asks, not each week.
LAPSED_FOR = timedelta(days=366)


def weekly_key(audience: Audience, planner: Planner) -> LedgerKey | None:
    """Return the key of the weekly line that is due or was told last; None before the first.

    A week's line belongs to the chat's weekday; where that is a holiday, it comes before it.
    """
    first, today = audience.first, planner.today
    day = today - timedelta(days=(today.weekday() - first.weekday) % 7)
    following = day + timedelta(days=7)
    if told_on(following, 0, planner.working_days_of(first)) <= today:
        day = following
    if day < min(subscription.since for subscription in audience.subscriptions):
        return None
    return LedgerKey("*", "weekly", day, -1, first.chat)


def weekly_of(audience: Audience, planner: Planner) -> Weekly:
    """Return the weekly line of a chat on the planner's day."""
    today = planner.today
    coming: list[tuple[Agreement, date]] = []
    overdue: list[Overdue] = []
    checked = without_end = 0
    for agreement in planner.view.holdings:
        if planner.wanted(audience, agreement) is None:
            continue
        checked += 1
        without_end += is_missing(agreement, "expires", planner.view)
        late = overdue_on(planner.view, agreement)
        if late is not None and (not late.has_lapsed or late.day >= today - LAPSED_FOR):
            overdue.append(late)
        coming += [
            (agreement, milestone.day)
            for milestone in planner.milestones(agreement)
            if milestone.kind is MilestoneKind.DECIDE_BY
            and today <= milestone.day <= today + timedelta(days=SINGLE_FROM)
        ]
    coming.sort(key=lambda row: (row[1], row[0].id))
    overdue.sort(key=lambda item: (item.has_lapsed, item.day, item.agreement.id))
    return Weekly(checked, without_end, tuple(coming), tuple(overdue))
