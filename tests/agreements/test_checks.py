"""What `check` has to say about one record: on a day, and about sources that disagree."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from bot.agreements.agreement import Agreement
from bot.agreements.checks import problems_on, problems_within
from bot.agreements.errors import Problem, ProblemList, Reason
from tests.agreements.generated import dated_agreements, days, patient
from tests.conftest import TODAY, agreement

SOURCE = "https://example.org/page"


def on_today(record: dict[str, object]) -> list[tuple[Reason, str]]:
    return [(p.reason, p.field) for p in problems_on(agreement(record), TODAY)]


def test_a_signature_of_the_future_is_told() -> None:
    record: dict[str, object] = {"signed": "2026-12-01", "evidence": [SOURCE]}

    assert on_today(record) == [(Reason.SIGNED_IN_FUTURE, "signed")]
    assert on_today(record | {"signed": "2026-11"}) == []


def test_a_record_without_any_source_is_told_once() -> None:
    assert on_today({"signed": "2022", "expires": "2025"}) == [(Reason.NO_SOURCE, "evidence")]


def test_a_date_that_no_source_proves_is_told() -> None:
    record: dict[str, object] = {
        "signed": "2022",
        "expires": "2025",
        "evidence": [{"field": "signed", "source": SOURCE}],
    }

    assert on_today(record) == [(Reason.NO_SOURCE, "expires")]


def test_a_source_for_the_whole_record_proves_every_date() -> None:
    assert on_today({"signed": "2022", "evidence": [SOURCE]}) == []


def test_sources_that_cannot_both_be_right_are_shown_both() -> None:
    record: dict[str, object] = {
        "signed": "2022-08-05",
        "evidence": [
            {"field": "signed", "value": "2022-08-05", "source": "a"},
            {"field": "signed", "value": "2022-08", "source": "b"},
            {"field": "signed", "value": "2022-09", "source": "c"},
            {"field": "signed", "value": "in the summer", "source": "d"},
            {"field": "expires", "value": "2027", "source": "a"},
            {"field": "expires", "value": "2027-08", "source": "b"},
        ],
    }

    contradictions = agreement(record).contradictions()

    assert {name: [e.source for e in said] for name, said in contradictions.items()} == {
        "signed": ["a", "b", "c"]
    }


@patient
@given(dated_agreements(), days)
def test_looking_for_problems_never_raises(generated: Agreement, today: date) -> None:
    for problem in (*problems_within(generated), *problems_on(generated, today)):
        assert str(problem)


def test_every_reason_has_its_sentence() -> None:
    for reason in Reason:
        sentence = str(Problem(reason, "signed", "this", "that", "JP-1", 7))
        assert sentence.startswith("line 7, JP-1, signed: ")
        assert sentence[-1] not in " :"


def test_the_problems_that_keep_a_record_out_are_told_apart() -> None:
    problems = ProblemList()
    problems.add(Reason.UNKNOWN_KEY, "colour", "colour")
    problems.add(Reason.MISSING, "title")

    assert [problem.field for problem in problems.errors] == ["title"]
