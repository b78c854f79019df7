"""The starter catalogue as shipped: it loads whole, and every fact in it has an address."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import Any

import pytest

from bot.agreements.agreement import DATE_FIELDS, Agreement
from bot.agreements.errors import Reason
from bot.catalogue.files import data_folder
from bot.catalogue.records import STARTER, all_problems, starter_catalogue
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY

ADDRESS = re.compile(r"https?://[\w.-]+\.\w+(:\d+)?(/\S*)?")
BUDDHIST_YEAR = re.compile(r"\b2[45]\d\d\b")

Row = dict[str, Any]


@pytest.fixture(scope="session")
def rows() -> list[Row]:
    text = (data_folder() / STARTER).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_every_line_is_taken(rows: list[Row]) -> None:
    read = starter_catalogue()

    assert len(read.agreements) == len(rows)
    assert [str(p) for p in read.problems if not p.is_warning] == []


def test_the_only_thing_to_look_at_is_the_day_that_two_sources_count_differently() -> None:
    problems = all_problems(starter_catalogue(), TODAY)

    assert [(p.record, p.field, p.reason) for p in problems] == [
        ("JP-2017-ICT", "expires", Reason.TERM_DISAGREES)
    ]


def test_no_code_is_used_twice(rows: list[Row]) -> None:
    codes = Counter(row["id"].casefold() for row in rows)

    assert [code for code, count in codes.items() if count > 1] == []


def test_every_source_is_an_address_or_says_that_none_was_kept(rows: list[Row]) -> None:
    for row in rows:
        assert row["evidence"], row["id"]
        for item in row["evidence"]:
            if "source" in item:
                assert ADDRESS.fullmatch(item["source"]), row["id"]
            else:
                assert "address not kept" in item["locator"]["en"], row["id"]


def test_every_recorded_date_is_proved_by_a_source_that_gives_it(
    starter: tuple[Agreement, ...],
) -> None:
    for agreement in starter:
        for name in DATE_FIELDS:
            recorded = getattr(agreement, name)
            said = [item.value for item in agreement.evidence_for(name)]
            assert not recorded or any(value for value in said), (agreement.id, name)


def test_no_date_and_no_code_holds_a_buddhist_year(rows: list[Row]) -> None:
    for row in rows:
        dates = [row.get(name, "") for name in DATE_FIELDS]
        dates += [e.get("value", "") for e in row["evidence"] if e.get("field") in DATE_FIELDS]
        for value in (row["id"], *dates):
            assert not BUDDHIST_YEAR.search(str(value)), row["id"]


def test_all_but_an_official_title_is_told_in_both_languages(
    starter: tuple[Agreement, ...],
) -> None:
    for agreement in starter:
        texts = (agreement.short_title, agreement.summary, *agreement.scope_areas)
        assert all(text.en and text.th for text in texts), agreement.id


def test_nobody_has_verified_what_only_pages_say(starter: tuple[Agreement, ...]) -> None:
    assert [agreement.id for agreement in starter if agreement.verified] == []


def test_everything_in_it_is_public(starter: tuple[Agreement, ...]) -> None:
    assert {agreement.visibility.value for agreement in starter} == {"public"}
    assert not any(agreement.owner.contact for agreement in starter)


def test_every_country_in_it_is_one_that_questions_can_name(
    starter: tuple[Agreement, ...], vocabulary: Vocabulary
) -> None:
    countries = {country for agreement in starter for country in agreement.countries}

    assert [country for country in sorted(countries) if country not in vocabulary.directory] == []


def test_its_text_is_in_normal_form_c(rows: list[Row]) -> None:
    for row in rows:
        assert unicodedata.is_normalized("NFC", json.dumps(row, ensure_ascii=False)), row["id"]
