"""A title typed out in other words: the text it means, or the several that it may mean."""

from __future__ import annotations

from collections.abc import Callable

from bot.agreements.agreement import Agreement
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.typed_title import titles_meant
from tests.conftest import TODAY, agreement

#: A record with the share of the typed title it answers to, its score, whether it has everybody
#: whom the title names, and how alike the titles are.
Row = tuple[str, float, float, bool, float]


def meant(*rows: Row) -> tuple[list[str], bool]:
    """Return the ids of the texts that a title may mean, and whether the first surely is."""
    facts = {name: (has_all, share, alike) for name, share, _, has_all, alike in rows}

    def has_all(one: Agreement) -> bool:
        return facts[one.id][0]

    def share(one: Agreement) -> float:
        return facts[one.id][1]

    def likeness(one: Agreement) -> float:
        return facts[one.id][2]

    ranked = [(agreement({"id": name, "title": name}), score) for name, _, score, _, _ in rows]
    close, is_sure = titles_meant(ranked, has_all, share, likeness)
    return [one.id for one in close], is_sure


def test_the_text_that_is_far_ahead_is_the_one() -> None:
    assert meant(("A", 0.8, 100, True, 0.8), ("B", 0.7, 60, True, 0.5)) == (["A"], True)


def test_nothing_is_meant_where_no_title_is_like_it() -> None:
    assert meant(("A", 0.5, 100, True, 0.8)) == ([], False)
    assert meant() == ([], False)


def test_of_two_texts_nearly_as_good_neither_is_sure() -> None:
    assert meant(("A", 0.8, 100, True, 0.8), ("B", 0.8, 89, True, 0.6)) == (["A", "B"], False)


def test_a_title_written_out_needs_a_smaller_lead() -> None:
    assert meant(("A", 0.95, 100, True, 0.8), ("B", 0.8, 89, True, 0.6)) == (["A"], True)
    assert meant(("A", 0.95, 100, True, 0.8), ("B", 0.95, 95, True, 0.8)) == (["A", "B"], False)


def test_a_text_without_somebody_whom_the_title_names_is_not_sure() -> None:
    assert meant(("A", 0.8, 100, False, 0.6)) == (["A"], False)


def test_a_text_with_everybody_named_comes_before_a_better_one_without() -> None:
    assert meant(("A", 0.8, 100, False, 0.6), ("B", 0.7, 60, True, 0.6)) == (["B"], True)


def test_a_title_written_out_is_sure_whoever_its_parties_are() -> None:
    assert meant(("A", 0.95, 100, False, 0.9), ("B", 0.7, 60, True, 0.5)) == (["A"], True)


def test_a_revised_text_of_as_like_a_title_is_told_too_though_it_lacks_a_party() -> None:
    assert meant(("A", 0.8, 100, True, 0.84), ("B", 0.7, 30, False, 0.81)) == (["A", "B"], False)


def test_titles_that_are_little_alike_do_not_make_each_other_doubtful() -> None:
    assert meant(("A", 0.8, 100, True, 0.55), ("B", 0.7, 30, False, 0.55)) == (["A"], True)


def test_a_typed_title_finds_no_text_with_other_parties(desk_of: Callable[..., Desk]) -> None:
    sides = [{"name": name, "country": code, "type": "state"} for name, code in
             (("Denmark", "DK"), ("Sweden", "SE"))]  # fmt: skip
    title = "Agreement between {} concerning the settlement of claims for damage to fishing gear"
    desk = desk_of({"id": "A", "title": title.format("Denmark and Sweden"), "parties": sides})

    answer = desk.ask(title.format("Denmark and Norway"), TODAY)

    assert answer.kind is not AnswerKind.ONE
