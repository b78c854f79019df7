"""A change set means the same merged, written and read back, applied, or looked through."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from bot.store.changes import (
    ChangeSet,
    Entry,
    LayeredRows,
    Start,
    TableChanges,
    Tables,
    apply_operations,
    operations_of,
)

entries = some.dictionaries(
    some.sampled_from("abc"),
    some.one_of(some.none(), some.integers(0, 9).map(lambda n: Entry.of({"n": n}))),
    max_size=3,
)
changes = some.one_of(
    some.builds(TableChanges, some.sampled_from([Start.KEPT, Start.EMPTIED]), entries),
    some.just(TableChanges(Start.DROPPED)),
)
change_sets = some.lists(some.tuples(some.sampled_from("xy"), changes), max_size=6)
tables = some.dictionaries(
    some.sampled_from("xy"),
    some.dictionaries(some.sampled_from("abcd"), some.just({"n": 0}), max_size=4),
)


def one(name: str, change: TableChanges) -> ChangeSet:
    change_set = ChangeSet()
    change_set.tables[name] = TableChanges(change.start, dict(change.entries))
    return change_set


def copied(state: Tables) -> Tables:
    return {name: dict(rows) for name, rows in state.items()}


def read_back(operations: Any) -> list[Any]:
    return [json.loads(operation) for operation in operations]


@given(tables, change_sets)
def test_changes_made_one_by_one_and_together_come_to_the_same(
    state: Tables, steps: list[tuple[str, TableChanges]]
) -> None:
    single, together, merged = copied(state), copied(state), ChangeSet()
    for name, change in steps:
        one(name, change).apply_to(single)
        merged.add(one(name, change))
    merged.apply_to(together)
    assert together == single


@given(tables, change_sets)
def test_changes_that_are_written_and_read_come_to_what_was_applied(
    state: Tables, steps: list[tuple[str, TableChanges]]
) -> None:
    applied, read, merged = copied(state), copied(state), ChangeSet()
    for name, change in steps:
        merged.add(one(name, change))
    merged.apply_to(applied)
    apply_operations(read, read_back(merged.operations()))
    assert json.dumps(read) == json.dumps(applied)


@given(tables)
def test_tables_are_built_from_their_own_operations(state: Tables) -> None:
    built: Tables = {}
    apply_operations(built, read_back(operations_of(state)))
    assert json.dumps(built) == json.dumps(state)


@given(some.dictionaries(some.sampled_from("abcd"), some.just({"n": 0})), changes)
def test_a_layer_shows_what_its_changes_would_make(
    rows: dict[str, dict[str, Any]], change: TableChanges
) -> None:
    after = {"x": dict(rows)}
    one("x", change).apply_to(after)
    layered = LayeredRows(rows, change)
    assert (dict(layered), len(layered)) == (after.get("x", {}), len(after.get("x", {})))
