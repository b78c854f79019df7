"""Every reason that an answer gives for a match is true of the record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.agreements.agreement import Agreement
from bot.search.answer import Answer, Match
from bot.search.asking import Desk
from bot.search.context import Context
from bot.search.due import due_days
from bot.search.filters import date_span
from bot.search.normal_form import normal
from bot.search.question import DUE, DateFilter
from bot.search.traits import KIND_FAMILIES
from bot.search.words import stem, thai_trigrams
from tests.conftest import TODAY

BANK = Path(__file__).parents[1] / "bench" / "questions.jsonl"
KNOWN = ("party", "area", "words", "kind", "status", "date", "code", "name")


@pytest.fixture(scope="module")
def answers(desk: Desk) -> list[Answer]:
    """Every question of the bank, asked once."""
    contexts: dict[str, Context | None] = {}
    told: list[Answer] = []
    for row in BANK.read_text(encoding="utf-8").splitlines():
        line = json.loads(row)
        before = contexts.get(line.get("after", ""))
        answer = desk.ask(line["text"], TODAY, context=before)
        contexts[line["id"]] = Context.after(answer, before)
        told.append(answer)
    return told


def reasons(answers: list[Answer], kind: str) -> Iterator[tuple[Answer, Match, str]]:
    """Yield every reason of a kind: the answer, the match, what the reason names."""
    for answer in answers:
        for match in answer.matches:
            for reason in match.because:
                if reason.partition(":")[0] == kind:
                    yield answer, match, reason.partition(":")[2]


@cache
def _texts(agreement: Agreement) -> str:
    texts = [*agreement.title.wordings, *agreement.short_title.wordings, *agreement.aliases]
    texts += [w for area in agreement.scope_areas for w in area.wordings]
    texts += [*agreement.summary.wordings, *agreement.notes.wordings]
    texts += [w for party in agreement.parties for w in party.wordings]
    return normal(" \n ".join(texts))


def test_every_reason_is_of_a_known_kind(answers: list[Answer]) -> None:
    kinds = {r.partition(":")[0] for a in answers for m in a.matches for r in m.because}

    assert kinds <= set(KNOWN)
    assert {"party", "area", "words", "kind", "status", "date"} <= kinds


def test_no_reason_is_given_twice(answers: list[Answer]) -> None:
    for answer in answers:
        for match in answer.matches:
            assert len(set(match.because)) == len(match.because)


def test_a_party_that_is_a_reason_is_a_party_or_stands_in_the_title(
    desk: Desk, answers: list[Answer]
) -> None:
    for _, match, party in reasons(answers, "party"):
        agreement = desk.holdings.agreements[match.id]
        features = desk.holdings.index.features_of(match.id)
        assert features is not None
        assert party in agreement.countries or party in features.parties | features.named


def test_a_party_that_is_a_reason_was_asked_for(answers: list[Answer]) -> None:
    for answer, _, party in reasons(answers, "party"):
        assert any(party in slot.ids and not slot.excluded for slot in answer.question.parties)


def test_an_area_that_is_a_reason_is_one_of_the_record(desk: Desk, answers: list[Answer]) -> None:
    for _, match, area in reasons(answers, "area"):
        ids = area.split("/")
        held = any(match.id in desk.holdings.index.with_area(i) for i in ids)
        in_words = any(
            word in _texts(desk.holdings.agreements[match.id]) for word in area.split("-")
        )
        assert held or in_words


def test_words_that_are_a_reason_stand_in_the_record(desk: Desk, answers: list[Answer]) -> None:
    for _, match, word in reasons(answers, "words"):
        text = _texts(desk.holdings.agreements[match.id])
        if word.isascii():
            words = {stem(w) for w in text.replace("/", " ").replace("-", " ").split()}
            assert stem(word) in words or stem(word) in text
        else:
            pieces = thai_trigrams(word)
            assert sum(piece in text for piece in pieces) >= 0.7 * len(pieces)


def test_a_kind_that_is_a_reason_is_the_records_own_and_was_asked_for(
    desk: Desk, answers: list[Answer]
) -> None:
    for answer, match, kind in reasons(answers, "kind"):
        agreement = desk.holdings.agreements[match.id]
        asked = {k for wanted in answer.question.kinds for k in KIND_FAMILIES.get(wanted, {wanted})}
        assert kind == agreement.kind.value
        assert agreement.kind in asked or agreement.amends


def test_a_status_that_is_a_reason_is_that_of_the_day(desk: Desk, answers: list[Answer]) -> None:
    for _, match, status in reasons(answers, "status"):
        facts = desk.view(TODAY).facts(desk.holdings.agreements[match.id])
        assert status == facts.status.value


def test_a_code_that_is_a_reason_is_the_records_own(answers: list[Answer]) -> None:
    for _, match, code in reasons(answers, "code"):
        assert code == match.id


def _lies_in(desk: Desk, match: Match, wanted: DateFilter) -> bool:
    agreement = desk.holdings.agreements[match.id]
    if wanted.field == "not_verified_since":
        return agreement.verified is None
    if wanted.field == DUE:  # a decision that is late is due as well
        days = due_days(desk.view(TODAY).facts(agreement))
        return any(wanted.period.overlaps(d.earliest, d.latest) or d.latest < TODAY for d in days)
    span = date_span(agreement, wanted.field, desk.view(TODAY))
    if wanted.denied:  # "which do not expire this year": it may have no end at all
        return span is None or not wanted.period.overlaps(span.earliest, span.latest)
    return span is not None and wanted.period.overlaps(span.earliest, span.latest)


def test_a_date_by_which_a_list_was_narrowed_lies_in_the_range(
    desk: Desk, answers: list[Answer]
) -> None:
    for answer, match, name in reasons(answers, "date"):
        if not match.nearest and "date" not in answer.widened:
            wanted = [d for d in answer.question.dates if d.field == name]
            assert any(_lies_in(desk, match, one) for one in wanted)


def test_a_date_that_is_a_reason_always_lies_in_the_range(
    desk: Desk, answers: list[Answer]
) -> None:
    for answer, match, name in reasons(answers, "date"):
        wanted = [d for d in answer.question.dates if d.field == name]
        assert any(_lies_in(desk, match, one) for one in wanted)


def test_scores_are_numbers_that_never_fall_below_zero(answers: list[Answer]) -> None:
    assert all(match.score >= 0 for answer in answers for match in answer.matches)


def test_what_was_found_stands_before_the_nearest(answers: list[Answer]) -> None:
    for answer in answers:
        nearest = [match.nearest for match in answer.matches]
        assert nearest == sorted(nearest)


def test_an_answer_keeps_at_least_the_ten_best(desk: Desk, answers: list[Answer]) -> None:
    for answer in answers:
        assert len(answer.found) >= min(answer.total, 10)
        assert all(match.id in desk.holdings.agreements for match in answer.matches)


def test_nothing_is_found_where_nothing_is_on_record(answers: list[Answer]) -> None:
    for answer in answers:
        if answer.kind.value in ("none", "help"):
            assert answer.found == ()
            assert answer.total == 0
        elif answer.kind.value != "count":
            assert answer.found


def test_the_bank_asks_hundreds_of_questions(answers: list[Answer]) -> None:
    assert len(answers) > 300
