"""`sanya reminders --dry-run`: what would be told, when and why; nothing is sent or changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console.conftest import DAY, Sanya


def test_without_dry_run_it_is_wrong_use(sanya: Sanya, store: Path) -> None:
    ran = sanya("reminders", "--store", store)

    assert (ran.status, ran.out) == (2, "")
    assert "--dry-run" in ran.err


@pytest.mark.parametrize(
    "period",
    [("--from", "2027-03-01", "--to", "2027-01-01"), ("--from", "1990-01-01", "--to", DAY)],
    ids=["backwards", "too long"],
)
def test_a_period_that_is_none_is_wrong_use(
    sanya: Sanya, store: Path, period: tuple[str, ...]
) -> None:
    ran = sanya("reminders", "--dry-run", *period, "--store", store)

    assert (ran.status, ran.out) == (2, "")
    assert "is no period" in ran.err


def test_what_would_be_told_names_the_record_its_date_and_the_day(
    sanya: Sanya, store: Path
) -> None:
    before = store.read_bytes()

    ran = sanya("reminders", "--dry-run", "--from", DAY, "--to", "2027-08-31", "--store", store)

    assert (ran.status, ran.err) == (0, "")
    assert any("JP-2022-ICT" in line and "2027-08-04" in line for line in ran.lines)
    days = [line.split()[2].rstrip(",") for line in ran.lines if line.startswith("── ")]
    assert days
    assert days == sorted(days)
    assert days[0] >= DAY
    assert store.read_bytes() == before


def test_a_day_without_anything_due_says_so(sanya: Sanya, store: Path) -> None:
    ran = sanya("reminders", "--dry-run", "--today", "2023-01-04", "--store", store)

    assert ran.status == 0
    assert "JP-2022-ICT" not in ran.out
    assert ran.out


@pytest.mark.parametrize("command", [("reminders", "--dry-run"), ("check",)], ids=" ".join)
def test_a_country_whose_holidays_are_not_known_is_told_in_a_sentence(
    sanya: Sanya, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SANYA_HOLIDAYS", "ZZ")

    ran = sanya(*command)

    assert ran.status == 1
    assert "SANYA_HOLIDAYS (ZZ): no holidays are known for it" in ran.err
