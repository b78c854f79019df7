"""How texts follow one another: replaced, amended, with a gap or without."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.agreements.agreement import Agreement
from bot.agreements.lineage import (
    Step,
    Successors,
    chain_of,
    current_of,
    replaced_from,
    step_between,
    when_began,
)
from tests.agreements.generated import patient
from tests.conftest import TODAY, agreement


def text(code: str, **fields: object) -> Agreement:
    return agreement({"id": code} | fields)


FIRST = text("A-1", signed="2015-01-01", expires="2019-12-31")
SECOND = text("A-2", signed="2020-01-01", expires="2024-12-31", supersedes=["A-1"])
EXTENSION = text("A-2-EXT", signed="2024-06-01", expires="2026-12-31", amends=["A-2"])
CHAIN = (FIRST, SECOND, EXTENSION)


def chain(start: Agreement, *others: Agreement) -> tuple[Agreement, ...]:
    by_id = {item.id: item for item in (start, *others)}
    return chain_of(start, by_id.get, Successors(by_id.values()))


# -- steps ---------------------------------------------------------------------------------------


def test_from_the_last_day_to_the_next_is_one_day_and_no_gap() -> None:
    assert step_between(FIRST, SECOND, TODAY) == Step("A-1", "A-2", 1, 1)


def test_a_text_that_begins_before_the_other_ends_overlaps() -> None:
    early = text("A-3", signed="2019-12-01", supersedes=["A-1"])

    step = step_between(FIRST, early, TODAY)

    assert step.gap_days == -30
    assert step.signed_after_days is None


def test_a_back_dated_text_has_no_gap_but_a_late_signature() -> None:
    late = text("A-3", signed="2020-03-01", in_force="2020-01-01", amends=["A-1"])

    step = step_between(FIRST, late, TODAY)

    assert (step.gap_days, step.signed_after_days) == (1, 61)


def test_partial_dates_give_no_number_of_days() -> None:
    assert step_between(FIRST, text("A-3", signed="2020"), TODAY).gap_days is None
    assert step_between(text("A-0", expires="2019"), SECOND, TODAY).gap_days is None
    assert step_between(text("A-0"), SECOND, TODAY).gap_days is None


# -- chains --------------------------------------------------------------------------------------


def test_a_chain_is_the_same_from_wherever_it_is_entered_oldest_first() -> None:
    for start in CHAIN:
        assert chain(start, *CHAIN) == CHAIN


def test_links_to_texts_that_are_not_there_are_left_out_of_a_chain() -> None:
    alone = text("B-1", supersedes=["B-0"])

    assert chain(alone) == (alone,)


def test_texts_that_replace_each_other_in_a_circle_make_a_chain_all_the_same() -> None:
    one = text("C-1", signed="2020", supersedes=["C-2"])
    other = text("C-2", signed="2021", supersedes=["C-1"])

    assert chain(one, other) == (one, other)


def test_the_current_text_is_the_one_that_nothing_signed_follows() -> None:
    assert current_of(CHAIN, Successors(CHAIN)).id == "A-2-EXT"


def test_a_draft_does_not_take_the_place_of_what_is_signed() -> None:
    draft = text("A-3", approved="2026-10-01", supersedes=["A-2-EXT"])
    texts = chain(FIRST, SECOND, EXTENSION, draft)

    assert current_of(texts, Successors(texts)).id == "A-2-EXT"


def test_talks_are_never_the_current_text_of_a_chain() -> None:
    talks = text("A-4", kind="talks", supersedes=["A-2-EXT"])
    texts = chain(FIRST, SECOND, EXTENSION, talks)

    assert current_of(texts, Successors(texts)).id == "A-2-EXT"


def test_unknown_beginnings_come_first() -> None:
    undated = text("A-0")

    assert min((SECOND, undated, FIRST), key=when_began) is undated


# -- who replaces whom ---------------------------------------------------------------------------


def test_the_earliest_start_of_the_successors_counts() -> None:
    others = (text("D-1", signed="2021-05-01"), text("D-2", signed="2020-02"))

    assert replaced_from(others) == date(2020, 2, 1)


def test_unsigned_texts_and_talks_replace_nothing() -> None:
    assert replaced_from((text("D-1"), text("D-2", kind="talks", in_force="2020"))) is None


def test_each_kind_of_link_is_turned_round() -> None:
    plan = text("A-2-PLAN", implements=["A-2"])

    links = Successors((*CHAIN, plan))

    assert links.replacing("A-1") == ("A-2",)
    assert links.amending("A-2") == ("A-2-EXT",)
    assert links.implementing("A-2") == ("A-2-PLAN",)
    assert links.replacing("A-2-EXT") == ()


codes = st.sampled_from("ABCDE")
linked = st.builds(
    lambda code, targets: text(code, supersedes=[t for t in targets if t != code]),
    codes,
    st.lists(codes, max_size=3, unique=True),
)


@patient
@given(st.lists(linked, max_size=6), linked)
def test_forgetting_a_text_leaves_the_links_as_they_were(
    others: list[Agreement], extra: Agreement
) -> None:
    others = [other for other in others if other.id != extra.id]
    links, expected = Successors([*others, extra]), Successors(others)

    links.drop(extra)

    for code in "ABCDE":
        assert links.replacing(code) == expected.replacing(code)


@patient
@given(st.lists(linked, min_size=1, max_size=6, unique_by=lambda item: item.id))
def test_every_chain_ends_and_holds_each_text_once(texts: list[Agreement]) -> None:
    found = [item.id for item in chain(texts[0], *texts)]

    assert len(found) == len(set(found))
    assert texts[0].id in found
