"""What every store promises, on a disk or not."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.store import (
    Collection,
    Row,
    Store,
    StoreBadRow,
    StoreClosed,
    StoreMisused,
    Transaction,
)
from tests.faults.workload import AUDIT, NOTES, Note

ONE = Note(1, "one")
TWO = Note(2, "สอง")


def put(key: str, note: Note) -> Callable[[Transaction], None]:
    return lambda transaction: transaction.put(NOTES, key, note)


def delete(key: str) -> Callable[[Transaction], None]:
    return lambda transaction: transaction.delete(NOTES, key)


def count_up(transaction: Transaction) -> int:
    note = transaction.get(NOTES, "counter") or Note(0, "")
    transaction.put(NOTES, "counter", Note(note.number + 1, ""))
    return note.number + 1


async def test_what_was_committed_is_read_back(store: Store) -> None:
    await store.commit(put("a", TWO))
    assert store.get(NOTES, "a") == TWO


async def test_what_was_never_put_is_none(store: Store) -> None:
    assert store.get(NOTES, "a") is None


async def test_what_was_deleted_is_none(store: Store) -> None:
    await store.commit(put("a", ONE))
    await store.commit(delete("a"))
    assert (store.get(NOTES, "a"), dict(store.items(NOTES))) == (None, {})


async def test_deleting_what_is_not_there_changes_nothing(store: Store) -> None:
    await store.commit(delete("a"))
    assert dict(store.items(NOTES)) == {}


async def test_a_put_replaces_the_whole_row(store: Store) -> None:
    await store.commit(put("a", ONE))
    await store.commit(put("a", TWO))
    assert dict(store.items(NOTES)) == {"a": TWO}


async def test_the_result_of_the_job_is_the_result_of_the_commit(store: Store) -> None:
    assert await store.commit(lambda _: "done") == "done"


async def test_a_job_sees_its_own_changes(store: Store) -> None:
    def job(transaction: Transaction) -> tuple[Note | None, list[tuple[str, Note]]]:
        transaction.put(NOTES, "a", ONE)
        transaction.put(NOTES, "b", TWO)
        transaction.delete(NOTES, "a")
        return transaction.get(NOTES, "a"), list(transaction.items(NOTES))

    assert await store.commit(job) == (None, [("b", TWO)])


async def test_readers_see_nothing_of_a_job_before_it_is_durable(store: Store) -> None:
    def job(transaction: Transaction) -> Note | None:
        transaction.put(NOTES, "a", ONE)
        return store.get(NOTES, "a")

    assert await store.commit(job) is None


async def test_a_job_that_raises_changes_nothing_and_its_error_arrives(store: Store) -> None:
    def job(transaction: Transaction) -> None:
        transaction.put(NOTES, "a", ONE)
        raise LookupError("no such agreement")

    with pytest.raises(LookupError, match="no such agreement"):
        await store.commit(job)
    assert store.get(NOTES, "a") is None


async def test_a_job_that_raises_leaves_the_others_of_its_batch_alone(store: Store) -> None:
    def job(transaction: Transaction) -> None:
        transaction.delete(NOTES, "a")
        raise LookupError

    results = await asyncio.gather(
        store.commit(put("a", ONE)),
        store.commit(job),
        store.commit(put("b", TWO)),
        return_exceptions=True,
    )
    assert isinstance(results[1], LookupError)
    assert dict(store.items(NOTES)) == {"a": ONE, "b": TWO}


async def test_jobs_written_together_see_each_other(store: Store) -> None:
    first, _, second, _, third = await asyncio.gather(
        store.commit(lambda transaction: transaction.get(NOTES, "a")),
        store.commit(put("a", ONE)),
        store.commit(lambda transaction: transaction.get(NOTES, "a")),
        store.commit(delete("a")),
        store.commit(lambda transaction: transaction.get(NOTES, "a")),
    )
    assert (first, second, third) == (None, ONE, None)


async def test_a_hundred_jobs_at_once_count_to_a_hundred(store: Store) -> None:
    results = await asyncio.gather(*(store.commit(count_up) for _ in range(100)))
    assert results == list(range(1, 101))
    assert store.get(NOTES, "counter") == Note(100, "")


async def test_numbers_have_no_gaps_whoever_asks(store: Store) -> None:
    results = await asyncio.gather(*(store.commit(lambda t: t.next_number(AUDIT)) for _ in "abcd"))
    assert results == [1, 2, 3, 4]


async def test_the_number_of_a_removed_row_never_returns(store: Store) -> None:
    def add(transaction: Transaction) -> int:
        number = transaction.next_number(AUDIT)
        transaction.put(AUDIT, str(number), ONE)
        return number

    await store.commit(add)
    await store.commit(lambda transaction: transaction.delete(AUDIT, "1"))
    assert await store.commit(add) == 2


async def test_a_job_that_raises_gives_its_number_back(store: Store) -> None:
    def job(transaction: Transaction) -> None:
        transaction.next_number(AUDIT)
        raise LookupError

    with pytest.raises(LookupError):
        await store.commit(job)
    assert await store.commit(lambda transaction: transaction.next_number(AUDIT)) == 1


async def test_the_view_of_a_collection_is_live(store: Store) -> None:
    view = store.items(NOTES)
    await store.commit(put("a", ONE))
    await store.commit(put("b", TWO))
    await store.commit(delete("a"))
    assert dict(view) == {"b": TWO}


async def test_the_view_of_a_collection_cannot_be_written(store: Store) -> None:
    view: Any = store.items(NOTES)
    with pytest.raises(TypeError):
        view["a"] = ONE


async def test_rows_keep_the_order_in_which_they_came(store: Store) -> None:
    for key in "cab":
        await store.commit(put(key, ONE))
    await store.commit(put("a", TWO))
    assert list(store.items(NOTES)) == ["c", "a", "b"]


async def test_collections_do_not_mix(store: Store) -> None:
    await store.commit(put("a", ONE))
    assert store.get(AUDIT, "a") is None


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, "\ud800", object()])
async def test_what_json_cannot_hold_is_refused(store: Store, value: Any) -> None:
    bad: Collection[Any] = Collection("bad", encode=lambda _: {"v": value}, decode=lambda r: r)
    with pytest.raises(StoreBadRow) as refused:
        await store.commit(lambda transaction: transaction.put(bad, "k", 1))
    assert (refused.value.collection, refused.value.key) == ("bad", "k")
    assert store.get(bad, "k") is None


async def test_what_could_not_be_read_after_a_restart_is_refused(store: Store) -> None:
    def decode(row: Row) -> tuple[int, int]:
        if not isinstance(row["v"], tuple):
            raise TypeError("JSON knows no tuples")
        return (1, 2)

    tuples = Collection("tuples", encode=lambda value: {"v": value}, decode=decode)
    with pytest.raises(StoreBadRow, match="knows no tuples"):
        await store.commit(lambda transaction: transaction.put(tuples, "k", (1, 2)))
    assert dict(store.items(tuples)) == {}


async def test_a_row_changed_by_its_maker_afterwards_stays_as_it_was(store: Store) -> None:
    row: dict[str, Any] = {"tags": ["a"]}
    tags: Collection[tuple[str, ...]] = Collection(
        "tags",
        encode=lambda _: row,
        decode=lambda read: tuple(read["tags"]),  # type: ignore[arg-type] # the row of this test
    )
    await store.commit(lambda transaction: transaction.put(tags, "k", ("a",)))
    row["tags"].append("b")
    assert store.get(tags, "k") == ("a",)


@pytest.mark.parametrize("key", ["", 7, None])
async def test_a_key_is_a_text(store: Store, key: Any) -> None:
    with pytest.raises(StoreMisused):
        await store.commit(lambda transaction: transaction.put(NOTES, key, ONE))


async def test_two_codecs_under_one_name_are_refused(store: Store) -> None:
    store.items(NOTES)
    other: Collection[str] = Collection("notes", encode=lambda v: {"v": v}, decode=str)
    with pytest.raises(StoreMisused):
        store.get(other, "a")


@pytest.mark.parametrize("name", ["", "_numbers"])
def test_names_of_the_store_itself_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        Collection(name, encode=dict, decode=dict)


async def test_a_job_that_waits_is_refused(store: Store) -> None:
    async def job(transaction: Transaction) -> None:
        transaction.put(NOTES, "a", ONE)

    with pytest.raises(StoreMisused, match="must not wait"):
        assert await store.commit(job)


async def test_a_transaction_ends_with_its_job(store: Store) -> None:
    kept: list[Transaction] = []
    await store.commit(kept.append)
    with pytest.raises(StoreMisused):
        kept[0].put(NOTES, "a", ONE)


async def test_a_job_that_lets_stop_iteration_out_does_not_stop_the_store(store: Store) -> None:
    with pytest.raises(RuntimeError):
        await store.commit(lambda _: next(iter(())))
    await store.commit(put("a", ONE))


async def test_another_thread_is_refused(store: Store) -> None:
    def elsewhere() -> None:
        asyncio.run(store.commit(put("a", ONE)))

    with pytest.raises(StoreMisused):
        await asyncio.to_thread(elsewhere)


async def test_a_caller_that_gave_up_before_its_turn_changes_nothing(store: Store) -> None:
    waiting = asyncio.ensure_future(store.commit(put("a", ONE)))
    await asyncio.sleep(0)
    waiting.cancel()
    await store.commit(put("b", TWO))
    assert dict(store.items(NOTES)) == {"b": TWO}


async def test_closing_finishes_the_jobs_that_wait(store: Store) -> None:
    waiting = [asyncio.ensure_future(store.commit(count_up)) for _ in range(150)]
    await asyncio.sleep(0)
    await store.close()
    assert [task.result() for task in waiting] == list(range(1, 151))


async def test_a_closed_store_takes_no_jobs(store: Store) -> None:
    await store.close()
    with pytest.raises(StoreClosed):
        await store.commit(put("a", ONE))


async def test_a_caller_that_gives_up_closing_does_not_stop_it(store: Store) -> None:
    waiting = asyncio.ensure_future(store.commit(put("a", ONE)))
    closing = asyncio.ensure_future(store.close())
    await asyncio.sleep(0)
    closing.cancel()
    await store.close()
    assert waiting.done()


async def test_closing_twice_is_closing_once(store: Store) -> None:
    await asyncio.gather(store.close(), store.close())
    await store.close()
