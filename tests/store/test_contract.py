"""TinyDB over the journal answers as stock TinyDB in memory does, call by call."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from bot.store import CURRENT_SCHEMA, StoreMisused
from bot.store.opening import open_register_file
from bot.store.storages import JournalStorage
from bot.store.tables import JournalTable
from tests.faults.simulated_disk import SimulatedDisk

Call = Callable[[TinyDB], Any]

REGISTER = Path("/disk/register")
CALLS = 400


class JournalDatabase(TinyDB):
    """TinyDB with numbered rows over a journal."""

    table_class = JournalTable


def journal_database(disk: SimulatedDisk) -> TinyDB:
    register = open_register_file(REGISTER, CURRENT_SCHEMA, disk, lambda _report: None)
    return JournalDatabase(storage=lambda: JournalStorage(register))


def stock_database(content: Any) -> TinyDB:
    database = TinyDB(storage=MemoryStorage)
    database.storage.write(content)
    return database


def outcome(database: TinyDB, call: Call) -> Any:
    """Return what a call returned, or what it raised."""
    try:
        result = call(database)
    except (ValueError, RuntimeError, KeyError) as error:
        return type(error), str(error)
    return copy.deepcopy(result)


def everything(database: TinyDB) -> Any:
    return json.loads(json.dumps(database.storage.read() or {}))


def row(random: Random) -> dict[str, Any]:
    values: tuple[Any, ...] = (1, 1.0, True, None, "ไทย", "a", [1, {"b": 2}], {"c": [3]})
    names = random.sample(["kind", "tags", "title"], random.randint(0, 3))
    return {"n": random.randrange(5)} | {name: random.choice(values) for name in names}


def add_one(document: Any) -> None:
    document["n"] = document.get("seen", 0) + 1
    document["seen"] = document["n"]


def random_call(random: Random) -> Call:
    """Return one call, the same for both databases."""
    name = random.choice(["_default", "a", "b"])
    ids = [random.randrange(1, 12) for _ in range(random.randrange(3))]
    condition = random.choice(
        [where("n") == random.randrange(5), where("kind").exists(), where("n") > 1]
    )
    document = Document(row(random), doc_id=random.randrange(1, 15))
    make = random.choice([inserting, updating, removing, asking])
    return random.choice(make(random, name, ids, condition, document))


def inserting(
    random: Random, name: str, ids: list[int], condition: Any, document: Document
) -> list[Call]:
    rows = [row(random) for _ in range(random.randrange(4))]
    return [
        lambda db: db.table(name).insert(row(Random(len(rows)))),
        lambda db: db.table(name).insert(document),
        lambda db: db.table(name).insert_multiple([*rows, document]),
        lambda db: db.table(name).insert_multiple(rows),
        lambda db: db.table(name).upsert({"n": 3, "kind": "new"}, condition),
        lambda db: db.table(name).upsert(document),
    ]


def updating(
    random: Random, name: str, ids: list[int], condition: Any, document: Document
) -> list[Call]:
    fields: Any = random.choice([row(random), add_one])
    pairs: list[Any] = [(row(random), condition), (add_one, where("n") == 1)]
    return [
        lambda db: db.table(name).update(fields, condition),
        lambda db: db.table(name).update(fields, doc_ids=ids),
        lambda db: db.table(name).update(fields),
        lambda db: db.table(name).update_multiple(pairs),
    ]


def removing(
    random: Random, name: str, ids: list[int], condition: Any, document: Document
) -> list[Call]:
    return [
        lambda db: db.table(name).remove(condition),
        lambda db: db.table(name).remove(doc_ids=ids),
        lambda db: db.table(name).remove(),
        lambda db: db.table(name).truncate() if random.random() < 0.3 else None,
        lambda db: db.drop_table(name) if random.random() < 0.3 else None,
        lambda db: db.drop_tables() if random.random() < 0.1 else None,
    ]


def asking(
    random: Random, name: str, ids: list[int], condition: Any, document: Document
) -> list[Call]:
    return [
        lambda db: db.table(name).search(condition),
        lambda db: db.table(name).get(condition),
        lambda db: db.table(name).get(doc_id=document.doc_id),
        lambda db: db.table(name).get(doc_ids=ids),
        lambda db: db.table(name).contains(condition),
        lambda db: db.table(name).count(condition),
        lambda db: db.table(name).all(),
        lambda db: (len(db.table(name)), len(db), sorted(db.tables())),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_four_hundred_random_calls_answer_as_stock_tinydb_does(seed: int) -> None:
    random, disk = Random(seed), SimulatedDisk()
    ours, stock = journal_database(disk), stock_database({})
    for number in range(CALLS):
        if random.random() < 0.03:
            ours.close()
            ours, stock = journal_database(disk), stock_database(everything(stock))
        fixed = random.randrange(1 << 30)
        answers = [outcome(db, random_call(Random(fixed))) for db in (ours, stock)]
        assert answers[0] == answers[1], (seed, number)
        assert json.dumps(everything(ours)) == json.dumps(everything(stock)), (seed, number)


def test_a_call_that_raises_half_way_changes_nothing() -> None:
    """Stock TinyDB keeps the half that was done."""
    database = journal_database(SimulatedDisk())
    database.insert_multiple({"n": number} for number in range(5))

    def fail_at_three(document: Any) -> None:
        document["seen"] = True
        if document["n"] == 3:
            raise LookupError

    with pytest.raises(LookupError):
        database.update(fail_at_three)
    assert [dict(document) for document in database] == [{"n": number} for number in range(5)]


def test_a_dropped_table_stays_dropped_when_reopened() -> None:
    disk = SimulatedDisk()
    database = journal_database(disk)
    database.table("a").insert({"n": 1})
    database.drop_table("a")
    database.close()
    assert journal_database(disk).tables() == set()


def test_changing_one_row_of_many_writes_one_row() -> None:
    disk = SimulatedDisk()
    database = journal_database(disk)
    database.insert_multiple({"n": number, "text": "x" * 100} for number in range(200))
    before = disk.names[str(REGISTER)].seen.rstrip(b"\0")
    database.update_multiple([({"text": "y"}, where("n") == 7)])
    written = len(disk.names[str(REGISTER)].seen.rstrip(b"\0")) - len(before)
    assert written < 100


def test_a_stock_table_is_refused_before_it_can_change_rows_in_place() -> None:
    register = open_register_file(REGISTER, CURRENT_SCHEMA, SimulatedDisk(), lambda _report: None)
    stock = TinyDB(storage=lambda: JournalStorage(register))
    with pytest.raises(StoreMisused):
        stock.insert({"n": 1})
