"""Older rows are upgraded when the register is opened; newer ones are refused."""
# ruff: noqa: ASYNC240 - in a test nobody else waits for the loop

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store import Collection, Schema, Store, StoreTooNew, StoreTooOld, open_store
from bot.store.changes import Tables
from bot.store.frames import payload_of
from bot.store.recovery import recover
from bot.store.reports import SchemaUpgraded

Reopened = Callable[..., Store]

VERSION_0 = Path(__file__).parent / "data" / "register-version-0"

CODES: Collection[tuple[str, str]] = Collection(
    "codes",
    encode=lambda value: {"code": value[0], "visibility": value[1]},
    decode=lambda row: (str(row["code"]), str(row["visibility"])),
)


def everything_public(tables: Tables) -> Tables:
    """Upgrade from 0 to 1: rows of version 0 say nothing about who may see them."""
    for row in tables["codes"].values():
        row["visibility"] = "public"
    return tables


def renamed(tables: Tables) -> Tables:
    """Upgrade from 1 to 2: another name for the collection, and the row's own code as key."""
    return {**tables, "codes": {str(row["code"]): row for row in tables.pop("codes").values()}}


ONE = Schema(1, {0: everything_public})
TWO = Schema(2, {0: everything_public, 1: renamed})


@pytest.fixture
def old(path: Path) -> Path:
    """A register as version 0 left it: two rows in the snapshot, one in the history."""
    shutil.copy(VERSION_0, path)
    return path


async def test_rows_of_version_0_are_upgraded_when_opened(reopened: Reopened, old: Path) -> None:
    store = reopened(schema=ONE)
    assert dict(store.items(CODES)) == {
        "1": ("AA-2018-ONE", "public"),
        "2": ("BB-2022-TWO", "public"),
        "3": ("CC-2019-THREE", "public"),
    }


async def test_upgrades_follow_one_another(reopened: Reopened, old: Path) -> None:
    assert set(reopened(schema=TWO).items(CODES)) == {"AA-2018-ONE", "BB-2022-TWO", "CC-2019-THREE"}


async def test_the_upgraded_register_is_the_one_opened_next(reopened: Reopened, old: Path) -> None:
    first = reopened(schema=ONE)
    rows = dict(first.items(CODES))
    await first.commit(lambda t: t.put(CODES, "4", ("DD-2021-FOUR", "staff")))
    await first.close()
    again = reopened(schema=ONE)
    assert (dict(again.items(CODES)), again.reports) == (
        {**rows, "4": ("DD-2021-FOUR", "staff")},
        (),
    )


async def test_the_file_as_it_was_is_kept_and_reported(reopened: Reopened, old: Path) -> None:
    store = reopened(schema=ONE)
    kept = old.with_name("register.schema-0-1")
    assert store.reports == (SchemaUpgraded(old, 0, 1, kept),)
    assert kept.read_bytes() == VERSION_0.read_bytes()


async def test_numbers_of_changes_go_on_through_an_upgrade(reopened: Reopened, old: Path) -> None:
    before = json.loads(payload_of(old.read_bytes().splitlines(keepends=True)[-1]))["s"]
    await reopened(schema=ONE).close()
    header = json.loads(payload_of(old.read_bytes().splitlines(keepends=True)[0]))
    assert (header["schema"], header["sequence"], header["generation"]) == (1, before, 3)


async def test_a_reader_upgrades_only_what_it_shows(reopened: Reopened, old: Path) -> None:
    store = open_store(old, schema=ONE, read_only=True)
    assert store.get(CODES, "1") == ("AA-2018-ONE", "public")
    assert old.read_bytes() == VERSION_0.read_bytes()


async def test_a_newer_schema_is_refused_and_left_alone(reopened: Reopened, old: Path) -> None:
    await reopened(schema=TWO).close()
    before = old.read_bytes()
    with pytest.raises(StoreTooNew) as refused:
        reopened(schema=ONE)
    assert (refused.value.found, refused.value.known) == (2, 1)
    assert old.read_bytes() == before


async def test_a_schema_without_a_way_from_it_is_refused(reopened: Reopened, old: Path) -> None:
    with pytest.raises(StoreTooOld):
        reopened()


async def test_an_upgrade_that_fails_leaves_the_file_alone(reopened: Reopened, old: Path) -> None:
    def fail(_tables: Tables) -> Tables:
        raise LookupError

    with pytest.raises(LookupError):
        reopened(schema=Schema(1, {0: fail}))
    assert old.read_bytes() == VERSION_0.read_bytes()
    reopened(schema=ONE)


async def test_recovery_leads_through_an_upgrade(reopened: Reopened, old: Path) -> None:
    """The earlier generation is of version 0, the damaged file of version 1."""
    store = reopened(schema=ONE)
    await store.commit(lambda t: t.put(CODES, "4", ("DD-2021-FOUR", "staff")))
    rows = dict(store.items(CODES))
    await store.close()
    damaged = old.read_bytes().replace(b"AA-2018-ONE", b"AA-2019-ONE", 1)
    old.write_bytes(damaged)
    assert recover(old, ONE).lost == 0
    assert dict(reopened(schema=ONE).items(CODES)) == rows
