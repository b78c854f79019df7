"""The case this was made for: the memorandum of 2017 that ended 59 days before its successor."""

from __future__ import annotations

from datetime import date

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.reminders.preview import Preview
from bot.reminders.subscriptions import Audience, Interest, Subscription
from bot.reminders.working_days import working_days
from bot.replies.due_views import DueViews
from bot.search.asking import Desk
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary

#: The memorandum's own end, as recorded.
ENDED = date(2022, 6, 7)
CODES = ("JP-2017-ICT", "JP-2022-ICT")


def desk_with(
    vocabulary: Vocabulary, starter: tuple[Agreement, ...], codes: tuple[str, ...]
) -> Desk:
    return Desk(Holdings(vocabulary, [a for a in starter if a.id in codes]), LeadTimes(180))


def test_the_first_reminder_came_at_least_180_days_before_the_end(
    vocabulary: Vocabulary, starter: tuple[Agreement, ...]
) -> None:
    desk = desk_with(vocabulary, starter, CODES[:1])
    everything = Subscription("s", -1, None, Interest(), "en", date(2020, 1, 1), 1)
    preview = Preview(
        desk.view, working_days("TH"), lambda _: False, lambda *_: False, lambda *_: True
    )

    days = [
        told.day
        for told in preview.days(date(2020, 6, 1), ENDED, [Audience((everything,))])
        if told.due
    ]

    assert (ENDED - days[0]).days >= 180
    # Not one reminder long before and silence after: each tier of the decision was told.
    assert len([day for day in days if (ENDED - day).days >= 180]) >= 8


def test_the_gap_of_59_days_is_shown_once_the_successor_is_on_record(
    vocabulary: Vocabulary, starter: tuple[Agreement, ...]
) -> None:
    view = desk_with(vocabulary, starter, CODES).view(date(2022, 9, 1))

    text = DueViews(view, "en", list(view.holdings)).gaps().text

    assert "JP-2017-ICT → JP-2022-ICT: gap of 59 days" in text


def test_its_successor_is_to_be_decided_about_by_5_february_2027(
    desk: Desk, starter: tuple[Agreement, ...]
) -> None:
    view = desk.view(date(2026, 11, 22))

    text = DueViews(view, "en", list(view.holdings)).due().text

    agreement = view.holdings.get("JP-2022-ICT")
    assert agreement is not None
    deadlines = view.facts(agreement).deadlines
    assert deadlines.end is not None
    assert (deadlines.end.span.latest, deadlines.end.computed) == (date(2027, 8, 4), True)
    (row,) = (line for line in text.splitlines() if "JP-2022-ICT" in line and "decide" in line)
    assert "decide by 5 February 2027 (in 75 days)" in row
