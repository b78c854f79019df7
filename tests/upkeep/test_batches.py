"""Many changes as one: all or none, refused when stale, taken back as one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, Deed
from bot.agreements.errors import AgreementError, Reason
from bot.agreements.text import Text
from bot.register import AgreementRegister
from bot.search.vocabulary import Vocabulary
from bot.store import MemoryStore, Transaction
from bot.upkeep.batches import Batches, Intended
from tests.conftest import TODAY, FakeClock, agreement, register_of

SOMEBODY = Actor(5, 5, "Somchai")
LAOS: dict[str, object] = {"id": "LA-2022-ICT", "title": "MoU with Laos on ICT", "signed": "2022"}
JAPAN: dict[str, object] = {"id": "JP-2022-POSTS", "title": "MoC with Japan on Posts"}
FINLAND: dict[str, object] = {"id": "FI-1", "title": "MoU"}


@pytest.fixture
async def batches(vocabulary: Vocabulary, clock: FakeClock) -> Batches:
    register, store = await register_of([agreement(LAOS)], vocabulary, clock, MemoryStore())
    return Batches(store, register, clock)


def new(*records: dict[str, object]) -> list[Intended]:
    return [Intended(agreement(record), None) for record in records]


def noted(batches: Batches, code: str, notes: str) -> Intended:
    record = batches.register.agreements[code]
    return Intended(record.changed(notes=Text(notes)), record.revision)


def many(count: int) -> list[Intended]:
    titled = {n: f"MoU number {n} on topic {n}" for n in range(count)}
    return [Intended(Agreement(f"X-{n}", Text(title)), None) for n, title in titled.items()]


def titles(register: AgreementRegister) -> set[str]:
    return {record.title.en for record in register.agreements.values()}


def notes(records: Iterable[Agreement]) -> list[str]:
    return sorted(record.notes.en for record in records)


async def test_new_and_changed_records_are_one_batch_of_the_history(batches: Batches) -> None:
    intended = [*new(JAPAN), noted(batches, "LA-2022-ICT", "seen")]

    done = await batches.do(intended, SOMEBODY, reason="import x.xlsx")

    register = batches.register
    assert notes(register.agreements.values()) == ["", "seen"]
    entries = [register.history(code)[-1] for code in ("JP-2022-POSTS", "LA-2022-ICT")]
    assert tuple(entries) == done.entries
    assert done.added == 1
    assert {(e.deed, e.batch, e.reason, e.actor) for e in entries} == {
        (Deed.IMPORTED, done.batch, "import x.xlsx", SOMEBODY)
    }
    assert [entry.revision for entry in entries] == [1, 2]


async def test_a_record_changed_meanwhile_stops_the_whole_batch(batches: Batches) -> None:
    intended = [*new(JAPAN), noted(batches, "LA-2022-ICT", "mine")]
    theirs = noted(batches, "LA-2022-ICT", "theirs")
    await batches.do([theirs], Actor(6), reason="")

    with pytest.raises(AgreementError) as caught:
        await batches.do(intended, SOMEBODY, reason="")

    assert [(p.reason, p.record) for p in caught.value.problems] == [(Reason.STALE, "LA-2022-ICT")]
    assert notes(batches.register.agreements.values()) == ["theirs"]


async def test_a_code_that_was_taken_meanwhile_stops_the_whole_batch(batches: Batches) -> None:
    await batches.do(new(JAPAN), Actor(6), reason="")

    with pytest.raises(AgreementError) as caught:
        await batches.do(new(FINLAND, JAPAN), SOMEBODY, reason="")

    assert caught.value.problem.reason is Reason.DUPLICATE_ID
    assert batches.register.get("FI-1") is None


async def test_of_two_batches_at_once_that_change_one_record_one_is_refused(
    batches: Batches,
) -> None:
    both = [[noted(batches, "LA-2022-ICT", name), *new(other)] for name, other in (
        ("one", JAPAN), ("two", FINLAND),
    )]  # fmt: skip

    results = await asyncio.gather(
        *(batches.do(intended, SOMEBODY, reason="") for intended in both), return_exceptions=True
    )

    assert sum(isinstance(result, AgreementError) for result in results) == 1
    assert len(batches.register.agreements) == 2


async def test_a_batch_that_changes_nothing_writes_nothing(batches: Batches) -> None:
    record = batches.register.agreements["LA-2022-ICT"]

    done = await batches.do([Intended(record, record.revision)], SOMEBODY, reason="")

    assert done.entries == ()
    assert len(batches.register.history("LA-2022-ICT")) == 1


async def test_what_is_done_also_stops_the_whole_batch_where_it_is_refused(
    batches: Batches,
) -> None:
    def refused(_: Transaction) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await batches.do(new(JAPAN), SOMEBODY, reason="", also=refused)

    assert batches.register.get("JP-2022-POSTS") is None


async def test_what_is_done_also_is_done_where_nothing_changes(batches: Batches) -> None:
    done: list[str] = []

    await batches.do([], SOMEBODY, reason="", also=lambda _: done.append("also"))

    assert done == ["also"]


async def test_search_has_followed_when_a_large_batch_is_done(batches: Batches) -> None:
    await batches.do(many(300), SOMEBODY, reason="")

    assert len(batches.register.agreements) == 301
    assert batches.register.ask("MoU number 299", TODAY).found
    assert batches.register.ask("MoU with Laos", TODAY).found


async def test_a_change_right_after_a_large_batch_is_followed_after_it(batches: Batches) -> None:
    large = asyncio.create_task(batches.do(many(200), SOMEBODY, reason=""))
    await batches.do([noted(batches, "LA-2022-ICT", "after")], SOMEBODY, reason="")
    await large

    assert len(batches.register.agreements) == 201
    assert batches.register.agreements["LA-2022-ICT"].notes.en == "after"


# -- taking back ---------------------------------------------------------------------------------


async def test_a_whole_batch_is_taken_back(batches: Batches) -> None:
    done = await batches.do(
        [*new(JAPAN), noted(batches, "LA-2022-ICT", "seen")], SOMEBODY, reason="import"
    )

    undone = await batches.undo(done.batch, SOMEBODY)

    assert (len(undone.entries), undone.left) == (2, ())
    assert titles(batches.register) == {"MoU with Laos on ICT"}
    assert batches.register.agreements["LA-2022-ICT"].notes == Text()
    assert {entry.deed for entry in undone.entries} == {Deed.UNDONE}
    assert batches.undone() == {"JP-2022-POSTS"}


async def test_taking_a_batch_back_twice_does_nothing_more(batches: Batches) -> None:
    done = await batches.do(new(JAPAN), SOMEBODY, reason="import")
    await batches.undo(done.batch, SOMEBODY)

    again = await batches.undo(done.batch, SOMEBODY)

    assert (again.entries, again.left) == ((), ())
    assert len(batches.register.history("JP-2022-POSTS")) == 2


async def test_what_was_changed_since_stays_and_is_told(batches: Batches) -> None:
    done = await batches.do(
        [*new(JAPAN), noted(batches, "LA-2022-ICT", "seen")], SOMEBODY, reason="import"
    )
    await batches.do([noted(batches, "JP-2022-POSTS", "amended")], SOMEBODY, reason="")

    undone = await batches.undo(done.batch, SOMEBODY)

    assert undone.left == ("JP-2022-POSTS",)
    assert [entry.agreement_id for entry in undone.entries] == ["LA-2022-ICT"]
    assert notes(batches.register.agreements.values()) == ["", "amended"]


async def test_another_field_changed_since_keeps_its_new_value(batches: Batches) -> None:
    done = await batches.do([noted(batches, "LA-2022-ICT", "seen")], SOMEBODY, reason="")
    record = batches.register.agreements["LA-2022-ICT"]
    later = record.changed(short_title=Text("Laos ICT"))
    await batches.do([Intended(later, record.revision)], SOMEBODY, reason="")

    await batches.undo(done.batch, SOMEBODY)

    kept = batches.register.agreements["LA-2022-ICT"]
    assert (kept.notes, kept.short_title) == (Text(), Text("Laos ICT"))


async def test_a_batch_nobody_knows_takes_nothing_back(batches: Batches) -> None:
    undone = await batches.undo("0000", SOMEBODY)

    assert (undone.entries, undone.left) == ((), ())


async def test_what_a_person_removed_is_not_among_the_undone(
    batches: Batches, vocabulary: Vocabulary
) -> None:
    record = batches.register.agreements["LA-2022-ICT"]
    removed = Intended(record.changed(removed=True), record.revision)

    await batches.do([removed], SOMEBODY, reason="", deed=Deed.REMOVED)

    assert batches.undone() == frozenset()


async def test_numbers_of_the_history_never_return(batches: Batches) -> None:
    first = await batches.do(many(3), SOMEBODY, reason="")
    second = await batches.do([noted(batches, "X-1", "seen")], SOMEBODY, reason="")

    numbers = [entry.number for entry in (*first.entries, *second.entries)]
    assert len(set(numbers)) == 4
    assert numbers == sorted(numbers)
