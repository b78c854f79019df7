"""What listeners hear of a commit, and when."""

import asyncio
from collections.abc import Callable

from bot.store import Changes, Store, Transaction
from bot.store.reports import ListenerFailed
from tests.faults.workload import NOTES, Note

ONE = Note(1, "one")
TWO = Note(2, "สอง")


def put(key: str, note: Note) -> Callable[[Transaction], None]:
    return lambda transaction: transaction.put(NOTES, key, note)


def delete(key: str) -> Callable[[Transaction], None]:
    return lambda transaction: transaction.delete(NOTES, key)


async def test_a_listener_is_told_what_was_and_what_is(store: Store) -> None:
    heard: list[tuple[str, Note | None, Note | None]] = []

    def listen(changes: Changes) -> None:
        heard.extend((c.key, c.before, c.after) for c in changes.of(NOTES))

    store.subscribe(listen)
    await store.commit(put("a", ONE))
    await store.commit(put("a", TWO))
    await store.commit(delete("a"))
    assert heard == [("a", None, ONE), ("a", ONE, TWO), ("a", TWO, None)]


async def test_a_listener_is_told_after_readers_see_it_and_before_the_caller(store: Store) -> None:
    order: list[Note | str | None] = []
    store.subscribe(lambda _: order.append(store.get(NOTES, "a")))
    await store.commit(put("a", ONE))
    order.append("told")
    assert order == [ONE, "told"]


async def test_jobs_written_together_are_one_commit_to_a_listener(store: Store) -> None:
    heard: list[int] = []
    store.subscribe(lambda changes: heard.append(changes.sequence))
    await asyncio.gather(store.commit(put("a", ONE)), store.commit(put("b", TWO)))
    await store.commit(put("c", ONE))
    assert heard == [1, 2]


async def test_a_job_that_changes_nothing_is_no_commit(store: Store) -> None:
    heard: list[Changes] = []
    store.subscribe(heard.append)
    await store.commit(lambda transaction: transaction.get(NOTES, "a"))
    assert heard == []


async def test_a_listener_that_fails_is_reported_and_stops_nobody(store: Store) -> None:
    heard: list[Changes] = []

    def fail(_changes: Changes) -> None:
        raise LookupError("no index")

    store.subscribe(fail)
    store.subscribe(heard.append)
    await store.commit(put("a", ONE))
    assert (store.get(NOTES, "a"), len(heard)) == (ONE, 1)
    assert store.reports == (ListenerFailed("LookupError('no index')"),)
