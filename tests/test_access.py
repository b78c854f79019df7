"""Who is admitted: by the settings and by grants, kept durably, asked again every time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.access import Access
from bot.people.roles import Admission, Role
from bot.store import MemoryStore, Store, open_store
from tests.conftest import NOW, FakeClock

CHIEF, CLERK, STRANGER = 11, 12, 13
OFFICE, ELSEWHERE = -100, -200
ADMISSION = Admission(frozenset({CHIEF}), frozenset({CLERK}), frozenset({OFFICE}))

Open = Callable[[], Access]


@pytest.fixture(params=["memory", "file"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    made: Store = MemoryStore() if request.param == "memory" else open_store(tmp_path / "register")
    yield made
    await made.close()


@pytest.fixture
def access(store: Store, clock: FakeClock) -> Access:
    return Access(store, ADMISSION, clock)


# -- by the settings -----------------------------------------------------------------------------


def test_the_settings_name_administrators_and_people(access: Access) -> None:
    assert access.role_of(CHIEF) is Role.ADMINISTRATOR
    assert access.role_of(CLERK) is Role.READER
    assert access.role_of(STRANGER) is Role.NOBODY
    assert access.administrators == {CHIEF}


def test_the_settings_name_groups(access: Access) -> None:
    assert access.is_admitted(OFFICE)
    assert not access.is_admitted(ELSEWHERE)


def test_open_to_all_admits_everybody_as_a_guest(store: Store, clock: FakeClock) -> None:
    access = Access(store, Admission(open_to_all=True), clock)

    assert access.role_of(STRANGER) is Role.GUEST
    assert access.is_admitted(ELSEWHERE)


# -- by grants -----------------------------------------------------------------------------------


async def test_a_grant_gives_a_role_and_tells_by_whom_and_when(access: Access) -> None:
    grant = await access.grant(STRANGER, Role.EDITOR, CHIEF, "Desk 5")

    assert access.role_of(STRANGER) is Role.EDITOR
    assert (grant.by, grant.at, grant.title) == (CHIEF, NOW, "Desk 5")
    assert access.grants() == [grant]


async def test_a_granted_administrator_is_one_of_the_administrators(access: Access) -> None:
    await access.grant(STRANGER, Role.ADMINISTRATOR, CHIEF)

    assert access.administrators == {CHIEF, STRANGER}


async def test_a_grant_may_raise_what_the_settings_give_but_not_lower_an_administrator(
    access: Access,
) -> None:
    await access.grant(CLERK, Role.EDITOR, CHIEF)
    await access.grant(CHIEF, Role.READER, CHIEF)

    assert access.role_of(CLERK) is Role.EDITOR
    assert access.role_of(CHIEF) is Role.ADMINISTRATOR


async def test_a_granted_group_is_admitted_until_it_is_taken_back(access: Access) -> None:
    await access.grant(ELSEWHERE, Role.GUEST, CHIEF)
    assert access.is_admitted(ELSEWHERE)

    assert await access.revoke(ELSEWHERE)
    assert not access.is_admitted(ELSEWHERE)


async def test_taking_back_what_nobody_granted_is_told(access: Access) -> None:
    assert not await access.revoke(STRANGER)


async def test_what_the_settings_give_cannot_be_taken_back(access: Access) -> None:
    await access.grant(CLERK, Role.EDITOR, CHIEF)
    await access.revoke(CLERK)

    assert access.role_of(CLERK) is Role.READER


async def test_grants_are_listed_people_first_the_highest_role_first(access: Access) -> None:
    await access.grant(ELSEWHERE, Role.GUEST, CHIEF)
    await access.grant(22, Role.READER, CHIEF)
    await access.grant(21, Role.ADMINISTRATOR, CHIEF)

    assert [grant.id for grant in access.grants()] == [21, 22, ELSEWHERE]


async def test_a_group_that_gets_another_id_stays_admitted(store: Store, access: Access) -> None:
    await access.grant(ELSEWHERE, Role.GUEST, CHIEF, "Desk 5")

    await store.commit(lambda writing: access.carry(writing, ELSEWHERE, -300))

    assert access.is_admitted(-300)
    assert not access.is_admitted(ELSEWHERE)
    assert access.grants()[0].title == "Desk 5"


async def test_moving_a_group_that_was_never_admitted_admits_nothing(
    store: Store, access: Access
) -> None:
    await store.commit(lambda writing: access.carry(writing, ELSEWHERE, -300))

    assert not access.is_admitted(-300)
    assert access.grants() == []


async def test_a_group_of_the_settings_that_gets_another_id_stays_admitted(
    store: Store, access: Access
) -> None:
    await store.commit(lambda writing: access.carry(writing, OFFICE, -300))

    assert access.is_admitted(-300)


async def test_grants_outlive_a_restart(tmp_path: Path, clock: FakeClock) -> None:
    store = open_store(tmp_path / "register")
    await Access(store, ADMISSION, clock).grant(STRANGER, Role.EDITOR, CHIEF, "Desk 5")
    await store.close()

    again = open_store(tmp_path / "register")
    access = Access(again, ADMISSION, clock)
    try:
        assert access.role_of(STRANGER) is Role.EDITOR
        assert access.grants()[0].at == NOW
    finally:
        await again.close()


# -- who asks, from where ------------------------------------------------------------------------


def test_in_private_a_viewer_has_the_role_of_the_person(access: Access) -> None:
    assert access.viewer(CLERK, CLERK).role is Role.READER
    assert access.viewer(CLERK, CLERK).in_private
    assert access.viewer(STRANGER, STRANGER).role is Role.NOBODY


def test_in_an_admitted_group_everybody_may_read_what_is_public(access: Access) -> None:
    viewer = access.viewer(STRANGER, OFFICE)

    assert viewer.role is Role.GUEST
    assert not viewer.in_private


def test_in_a_group_that_is_not_admitted_nobody_is_served(access: Access) -> None:
    for person in (CHIEF, CLERK, STRANGER):
        assert access.viewer(person, ELSEWHERE).role is Role.NOBODY


def test_an_administrator_stays_one_in_an_admitted_group(access: Access) -> None:
    assert access.viewer(CHIEF, OFFICE).role is Role.ADMINISTRATOR
