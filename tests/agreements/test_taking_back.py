"""Changes as fields: put into a record, taken back, and refused where somebody else came after."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agreements.agreement import Agreement, Evidence
from bot.agreements.audit import Actor, AuditEntry, Deed, FieldChange, changes_between
from bot.agreements.changing import changed_record, in_the_way, onto, turned_round
from bot.agreements.errors import AgreementError
from bot.agreements.taking_back import holding, taken_back, taking_back
from tests.agreements.generated import agreements, patient, several_words
from tests.conftest import agreement

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
BEFORE = agreement({"id": "JP-1", "title": "A text", "signed": "2022-08-05"})
AFTER = agreement({"id": "JP-1", "title": "A text", "signed": "2022-08-05", "expires": "2027"})
TO_2027 = changes_between(BEFORE, AFTER)


def entry(
    number: int, changes: tuple[FieldChange, ...] = TO_2027, takes_back: int = 0
) -> AuditEntry:
    return AuditEntry(
        number, NOW, Actor(7), "JP-1", Deed.AMENDED, number, changes, takes_back=takes_back
    )


def test_a_change_leaves_the_fields_it_does_not_name() -> None:
    meanwhile = BEFORE.changed(aliases=("the Japan one",))

    changed = changed_record(meanwhile, TO_2027)

    assert changed.aliases == ("the Japan one",)
    assert str(changed.expires) == "2027"


def test_a_change_that_makes_no_record_is_refused() -> None:
    with pytest.raises(AgreementError):
        changed_record(BEFORE, (FieldChange("expires", None, '"2021-01-01"'),))


def test_the_revision_and_the_removal_of_a_record_survive_a_change() -> None:
    removed = BEFORE.changed(revision=4, removed=True)

    changed = changed_record(removed, TO_2027)

    assert changed.revision == 4
    assert changed.removed


def test_another_value_given_since_is_in_the_way_and_both_are_told() -> None:
    other = BEFORE.changed(expires=agreement({"expires": "2029"}).expires)

    (problem,) = in_the_way(other, TO_2027)

    assert (problem.field, problem.value, problem.expected) == ("expires", '"2027"', '"2029"')


def test_the_same_value_given_by_somebody_else_is_in_nobodys_way() -> None:
    assert in_the_way(AFTER, TO_2027) == ()


def test_a_change_is_not_taken_back_over_somebody_elses() -> None:
    other = AFTER.changed(expires=agreement({"expires": "2029"}).expires)

    with pytest.raises(AgreementError):
        taking_back(entry(1), other)


def test_taking_back_an_addition_takes_the_record_out() -> None:
    added = entry(1, changes_between(None, BEFORE))

    assert taking_back(added, BEFORE) == (FieldChange("removed", "false", "true"),)


def test_what_was_taken_back_holds_no_more() -> None:
    entries = [entry(1), entry(2), entry(3, takes_back=2)]

    assert taken_back(entries) == {2}
    assert [e.number for e in holding(entries)] == [1]


def test_what_takes_back_an_undoing_lets_the_change_hold_again() -> None:
    entries = [entry(1), entry(2, takes_back=1), entry(3, takes_back=2)]

    assert [e.number for e in holding(entries)] == [1]


# -- lists: two who add to one at once ----------------------------------------------------------


def listed(*aliases: str) -> Agreement:
    return BEFORE.changed(aliases=aliases)


def test_what_two_add_to_one_list_is_in_nobodys_way_and_both_stay() -> None:
    mine = changes_between(listed("a"), listed("a", "mine"))
    current = listed("a", "theirs")

    assert in_the_way(current, mine) == ()
    assert changed_record(current, onto(current, mine)) == listed("a", "theirs", "mine")


def test_the_first_items_of_a_list_that_two_give_both_stay() -> None:
    mine = changes_between(listed(), listed("mine"))

    assert changed_record(listed("theirs"), onto(listed("theirs"), mine)) == listed(
        "theirs", "mine"
    )


def test_an_item_of_a_list_that_somebody_changed_since_is_in_the_way() -> None:
    mine = changes_between(listed("a", "b"), listed("a", "better"))

    assert in_the_way(listed("a", "best"), mine)
    assert in_the_way(listed("b", "a", "c"), mine) == ()


def test_another_order_of_a_list_is_in_the_way_of_one_that_only_orders_it() -> None:
    mine = changes_between(listed("a", "b"), listed("b", "a"))

    assert in_the_way(listed("a", "b", "c"), mine)


def test_taking_back_what_came_to_a_list_leaves_what_others_added() -> None:
    mine = entry(1, changes_between(listed("a"), listed("a", "mine")))
    current = listed("a", "mine", "theirs")

    assert changed_record(current, taking_back(mine, current)) == listed("a", "theirs")


def test_taking_back_the_only_item_leaves_nothing_recorded() -> None:
    mine = entry(1, changes_between(listed(), listed("mine")))

    assert taking_back(mine, listed("mine")) == (FieldChange("aliases", '["mine"]', None),)


@settings(patient, max_examples=30)
@given(several_words, several_words, several_words)
def test_no_addition_to_a_list_is_lost_however_two_come_together(
    there: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    before, after = BEFORE.changed(evidence=cited(there)), BEFORE.changed(evidence=cited(theirs))
    change = changes_between(before, before.changed(evidence=cited(there + mine)))
    result = changed_record(after, onto(after, change))

    assert {item.source for item in result.evidence} >= set(mine) - set(there) | set(theirs)


def cited(sources: tuple[str, ...]) -> tuple[Evidence, ...]:
    return tuple(Evidence(source=source) for source in dict.fromkeys(sources))


@settings(patient, max_examples=20)
@given(agreements(), agreements())
def test_a_change_and_the_same_turned_round_give_back_the_first_record(
    before: Agreement, after: Agreement
) -> None:
    changes = changes_between(before, after)

    assert changed_record(before, changes) == after
    assert changed_record(after, turned_round(changes)) == before


@settings(patient, max_examples=20)
@given(st.lists(agreements(), min_size=1, max_size=5))
def test_any_number_of_changes_taken_back_one_by_one_give_back_the_first_record(
    versions: list[Agreement],
) -> None:
    versions = [version.changed(id="JP-1") for version in versions]
    entries: list[AuditEntry] = []
    for before, after in pairwise(versions):
        entries.append(entry(len(entries) + 1, changes_between(before, after)))
    current = versions[-1]

    while left := holding(entries):
        changes = taking_back(left[-1], current)
        current = changed_record(current, changes)
        entries.append(entry(len(entries) + 1, changes, takes_back=left[-1].number))

    assert current == versions[0]
