"""What users of other systems report over and over (peers (b) 1-9), each as a test of ours.

Played over days without a messenger: what a chat would be told, as `sanya reminders` prints it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.agreements.deadlines import LeadTimes
from bot.agreements.kinds import Visibility
from bot.agreements.milestones import MilestoneKind
from bot.agreements.status import Status
from bot.reminders.overdue import overdue_on
from bot.reminders.planning import Due
from bot.reminders.preview import Preview
from bot.reminders.subscriptions import Audience, Interest, Subscription
from bot.reminders.working_days import working_days
from bot.replies.due_views import DueViews
from bot.search.asking import Desk
from bot.search.day_view import DayView

FIRST = date(2020, 1, 1)
DECIDE, NOTICE, EXPIRES = MilestoneKind.DECIDE_BY, MilestoneKind.NOTICE_BY, MilestoneKind.EXPIRES
YEARLY = {"mode": "tacit", "period_months": 12, "notice_months": 6}


def subscription(**fields: Any) -> Subscription:
    return replace(Subscription("s", -1, None, Interest(), "en", FIRST, 1), **fields)


class Played:
    """Some days of a register, and what one chat is told on them."""

    def __init__(self, desk: Desk, wish: Subscription | None = None) -> None:
        self._desk = desk
        self._wish = wish or subscription()
        self._preview = Preview(
            desk.view, working_days("TH"), lambda _: False, lambda *_: False, lambda *_: True
        )

    def days(self, first: date, last: date) -> Iterator[tuple[date, tuple[Due, ...]]]:
        for told in self._preview.days(first, last, [Audience((self._wish,))]):
            if told.due:
                yield told.day, told.due

    def told(self, first: date, last: date, kind: MilestoneKind) -> list[tuple[date, date]]:
        """On which day which date of a kind is told."""
        return [
            (day, item.milestone.day)
            for day, due in self.days(first, last)
            for item in due
            if item.milestone.kind is kind
        ]


DeskOf = Callable[..., Desk]


def test_1_after_a_renewal_the_reminders_come_again(desk_of: DeskOf) -> None:
    """A flag "notified" kills the second term; here each term has its own dates."""
    desk = desk_of({"id": "A", "signed": "2020-03-01", "term": {"months": 36}, "renewal": YEARLY})

    told = Played(desk).told(date(2020, 1, 1), date(2026, 12, 31), NOTICE)

    assert sorted({day.year for _, day in told}) == [2022, 2023, 2024, 2025, 2026]


def test_1_changing_a_date_arms_it_again(desk_of: DeskOf) -> None:
    before = desk_of({"id": "A", "expires": "2024-06-30"})
    after = desk_of({"id": "A", "expires": "2027-06-30"})
    played = Played(before)
    assert played.told(date(2024, 5, 1), date(2024, 7, 1), EXPIRES)
    played._preview._view_on = after.view

    told = played.told(date(2027, 5, 1), date(2027, 7, 1), EXPIRES)

    assert {day for _, day in told} == {date(2027, 6, 30)}


def test_2_the_notice_deadline_moves_with_each_tacit_renewal(desk_of: DeskOf) -> None:
    desk = desk_of({"id": "A", "signed": "2020-03-01", "term": {"months": 36}, "renewal": YEARLY})

    def notice(today: date) -> date:
        view = desk.view(today)
        (agreement,) = view.holdings
        notice_by = view.facts(agreement).deadlines.notice_by
        assert notice_by is not None
        return notice_by.earliest

    assert notice(date(2022, 1, 1)) == date(2022, 8, 28)
    assert notice(date(2023, 6, 1)) == date(2023, 8, 29)
    assert notice(date(2025, 6, 1)) == date(2025, 8, 28)


def test_2_a_short_term_is_decided_about_before_the_one_before_it_ends(desk_of: DeskOf) -> None:
    """A year less six months less 180 days: the time to decide lies in the term before."""
    desk = desk_of({"id": "A", "signed": "2020-01-01", "term": {"months": 12}, "renewal": YEARLY})

    told = Played(desk).told(date(2021, 1, 4), date(2022, 1, 31), DECIDE)

    days_before = [(day - told_on).days for told_on, day in told if day == date(2022, 1, 1)]
    assert max(days_before) > 90
    assert sorted(days_before) == sorted(set(days_before))


@pytest.mark.parametrize(
    ("term", "status", "missing"),
    [({"kind": "open-ended"}, Status.OPEN_ENDED, 0), ({}, Status.UNKNOWN, 1)],
    ids=["open-ended", "not recorded"],
)
def test_3_without_an_end_it_never_expires_and_is_never_hidden(
    desk_of: DeskOf, term: dict[str, object], status: Status, missing: int
) -> None:
    desk = desk_of({"id": "A", "signed": "1990-01-01", "term": term})
    view = desk.view(date(2026, 11, 22))
    (agreement,) = view.holdings

    assert view.facts(agreement).status is status
    assert overdue_on(view, agreement) is None
    assert list(Played(desk).days(date(2026, 1, 1), date(2026, 12, 31))) == []
    assert f"Without an end date: {missing}" in gaps(view)


def gaps(view: DayView) -> str:
    return DueViews(view, "en", list(view.holdings)).gaps().text


def test_4_how_long_before_is_set_by_chat_record_kind_and_office(desk_of: DeskOf) -> None:
    record = {"id": "A", "expires": "2027-12-31", "kind": "mou"}
    own = {"renewal": {"approval_days": 300}}
    year = date(2026, 1, 1), date(2027, 12, 31)

    usual = Played(desk_of(record)).told(*year, DECIDE)
    chat = Played(desk_of(record), subscription(tiers=(400, 5))).told(*year, DECIDE)
    by_record = Played(desk_of(record | own)).told(*year, DECIDE)

    # 400 days before is a Saturday, so it is told on the Friday.
    assert [(day - told_on).days for told_on, day in chat] == [401, 5]
    # The last two of the eight tiers fall on a weekend and are told together before it.
    assert len(usual) == 7
    assert {day for _, day in by_record} == {date(2027, 3, 6)}
    assert LeadTimes(90).for_agreement(next(iter(desk_of(record).view(FIRST).holdings))) == 90


def test_4_a_missed_day_loses_nothing(desk_of: DeskOf) -> None:
    """Others look for dates that are exactly so far away: a day without the bot loses them."""
    played = Played(desk_of({"id": "A", "expires": "2027-12-31"}))
    list(played.days(date(2027, 5, 1), date(2027, 6, 2)))

    told = played.told(date(2027, 6, 20), date(2027, 6, 20), DECIDE)

    assert told == [(date(2027, 6, 20), date(2027, 7, 4))]


def test_5_far_dates_come_together_near_ones_singly_and_nothing_twice(desk_of: DeskOf) -> None:
    records = [{"id": f"A{n}", "expires": f"2027-12-{20 + n}"} for n in range(5)]
    messages = list(Played(desk_of(*records)).days(date(2026, 12, 1), date(2027, 12, 31)))

    for day, due in messages:
        days_left = {(item.milestone.day - day).days for item in due}
        assert len(due) == 1 or min(days_left) > 30
    keys = [key for _, due in messages for item in due for key in item.settles]
    assert len(keys) == len(set(keys))


def test_7_after_the_end_it_is_told_once_and_stays_in_sight(desk_of: DeskOf) -> None:
    desk = desk_of({"id": "A", "signed": "2020-01-01", "expires": "2026-06-30"})
    played = Played(desk)
    list(played.days(date(2026, 1, 1), date(2026, 7, 1)))

    after = list(played.days(date(2026, 7, 2), date(2026, 12, 31)))

    assert after == []
    view = desk.view(date(2026, 12, 31))
    (agreement,) = view.holdings
    late = overdue_on(view, agreement)
    assert late is not None
    assert late.has_lapsed
    assert "A" in DueViews(view, "en", [agreement]).overdue().text


def test_9_an_extension_takes_the_reminders_over_and_leaves_the_old_end_as_it_was(
    desk_of: DeskOf,
) -> None:
    old = {"id": "A", "signed": "2020-01-01", "expires": "2026-12-31"}
    new = {"id": "A-EXT", "kind": "amendment", "amends": ["A"], "in_force": "2027-01-01",
           "expires": "2029-12-31"}  # fmt: skip
    year = date(2026, 11, 1), date(2026, 12, 31)

    alone = Played(desk_of(old)).told(*year, EXPIRES)
    extended = Played(desk_of(old, new)).told(*year, EXPIRES)
    later = Played(desk_of(old, new)).told(date(2029, 12, 1), date(2029, 12, 31), EXPIRES)

    assert {day for _, day in alone} == {date(2026, 12, 31)}
    assert extended == []
    assert {day for _, day in later} == {date(2029, 12, 31)}


@pytest.mark.parametrize(
    "following",
    [
        {"kind": "amendment", "amends": ["A"], "in_force": "2027-01-01", "expires": "2029-12-31"},
        {"supersedes": ["A"], "signed": "2026-04-01", "expires": "2029-12-31"},
        {"supersedes": ["A"], "signed": "2026-04-01", "in_force": "2027-01-01"},
    ],
    ids=["the same text renewed", "a new text", "a new text that is not in force yet"],
)
def test_9_once_it_is_renewed_nobody_is_asked_to_decide_about_the_old_end(
    desk_of: DeskOf, following: dict[str, object]
) -> None:
    """Notice two months before the end, and 120 days of approval before that."""
    old = {"id": "A", "signed": "2020-01-01", "expires": "2026-12-31",
           "renewal": {"mode": "express", "notice_months": 2, "approval_days": 120}}  # fmt: skip
    spring = date(2026, 4, 1), date(2026, 12, 31)

    alone = desk_of(old)
    renewed = desk_of(old, {"id": "A-2"} | following)

    assert Played(alone).told(*spring, DECIDE) != []
    assert Played(alone).told(*spring, NOTICE) != []
    for kind in (DECIDE, NOTICE):
        told = Played(renewed).days(*spring)
        dates = [m for _, due in told for m in (d.milestone for d in due) if m.kind is kind]
        assert [m for m in dates if m.agreement_id == "A"] == []


def test_9_what_is_only_talked_about_or_not_signed_yet_settles_nothing(desk_of: DeskOf) -> None:
    old = {"id": "A", "signed": "2020-01-01", "expires": "2026-12-31"}
    spring = date(2026, 4, 1), date(2026, 7, 31)

    for following in ({"kind": "talks"}, {}, {"signed": "2026-12-01"}):
        desk = desk_of(old, {"id": "A-2", "supersedes": ["A"]} | following)
        assert Played(desk).told(*spring, DECIDE) != []


def test_10_what_a_chat_is_told_is_told_as_if_hidden_records_were_not_there(
    desk_of: DeskOf,
) -> None:
    """A confidential successor neither ends a group's reminders nor stands in its messages."""
    old = {"id": "A", "signed": "2020-01-01", "expires": "2026-12-31"}
    hidden = {"id": "A-2", "supersedes": ["A"], "signed": "2026-04-01", "visibility": "private"}
    desk = desk_of(old, hidden)
    preview = Preview(
        desk.view,
        working_days("TH"),
        lambda _: False,
        lambda *_: False,
        lambda _, agreement: agreement.visibility is Visibility.PUBLIC,
    )

    told = list(preview.days(date(2026, 6, 1), date(2026, 8, 31), [Audience((subscription(),))]))

    assert {item.milestone.agreement_id for one in told for item in one.due} == {"A"}
    assert all(set(one.view.holdings.agreements) == {"A"} for one in told)
    (line,) = (one.weekly for one in told if one.weekly and one.day == date(2026, 8, 3))
    assert (line.checked, [late.agreement.id for late in line.overdue]) == (1, ["A"])
