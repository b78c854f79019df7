"""A few months of reminding with everything that goes wrong, judged by an oracle of its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.agreements import tiers
from bot.reminders import planning
from bot.reminders.ledger import LedgerKey
from bot.search.vocabulary import Vocabulary
from tests.simulation import run
from tests.simulation.oracle import Oracle, Verdict
from tests.simulation.run import Simulation, simulated


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let more go wrong in a short time than in ten years of an office."""
    for name, share in (
        ("FAULT", 0.5),
        ("KILL", 0.15),
        ("KICK", 0.08),
        ("MIGRATION", 0.06),
        ("OUTAGE", 0.04),
        ("ANSWER", 0.6),
        ("EDIT_IN_FLIGHT", 0.3),
    ):
        monkeypatch.setattr(run, name, share)


async def played(
    vocabulary: Vocabulary, folder: Path, seed: int, days: int = 60
) -> tuple[Simulation, Verdict]:
    simulation = await simulated(
        vocabulary,
        folder / "register.sanya",
        first=date(2021, 9, 10),
        days=days,
        agreements=120,
        chats=8,
        seed=seed,
    )
    return simulation, Oracle(simulation.chronicle).verdict()


async def test_t18_nothing_is_missed_and_nothing_doubled_whatever_goes_wrong(
    busy: None, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    simulation, verdict = await played(vocabulary, tmp_path, seed=7)

    assert verdict.problems == []
    assert verdict.is_good
    assert verdict.due > 20
    assert verdict.weekly_due > 20
    for what in ("kills", "uncertain", "migrations", "edits in flight", "DST days, hour by hour"):
        assert simulation.counts[what] > 0, what


def only_on_the_very_day(
    day: date, wanted: tiers.Tiers, today: date, is_working: tiers.IsWorkingDay
) -> tuple[tuple[int, date], ...]:
    """What other systems do: a day without the bot is a reminder lost."""
    days = [(tier, tiers.told_on(day, tier, is_working)) for tier in sorted(wanted, reverse=True)]
    return tuple((tier, told) for tier, told in days if told == today)


def never_the_same(key: LedgerKey) -> str:
    return secrets.token_hex()


@pytest.mark.parametrize(
    ("module", "name", "mistake", "days"),
    [
        (planning, "reached", only_on_the_very_day, 30),
        # Whatever was told is told again at each round: one round shows it.
        (LedgerKey, "__str__", never_the_same, 10),
    ],
    ids=["exact day", "no ledger"],
)
async def test_the_oracle_finds_the_mistakes_that_others_made(
    monkeypatch: pytest.MonkeyPatch,
    vocabulary: Vocabulary,
    tmp_path: Path,
    module: object,
    name: str,
    mistake: Callable[..., object],
    days: int,
) -> None:
    monkeypatch.setattr(run, "OUTAGE", 0.1)
    monkeypatch.setattr(module, name, mistake)

    _, verdict = await played(vocabulary, tmp_path, seed=7, days=days)

    assert not verdict.is_good
