"""Who may see what: public records everywhere, the office's own in private, private ones less."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.agreements.kinds import Visibility
from bot.people.roles import OPERATOR, Role, Viewer
from tests.conftest import agreement

RECORDS = {kind: agreement({"visibility": kind.value}) for kind in Visibility}
PUBLIC, STAFF, PRIVATE = Visibility.PUBLIC, Visibility.STAFF, Visibility.PRIVATE


def seen(role: Role, *, in_private: bool) -> set[Visibility]:
    viewer = Viewer(5, role, in_private)
    return {kind for kind, record in RECORDS.items() if viewer.may_see(record)}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.NOBODY, set()),
        (Role.GUEST, {PUBLIC}),
        (Role.READER, {PUBLIC, STAFF}),
        (Role.EDITOR, {PUBLIC, STAFF}),
        (Role.ADMINISTRATOR, {PUBLIC, STAFF, PRIVATE}),
    ],
)
def test_in_private_each_role_sees_what_is_meant_for_it(
    role: Role, expected: set[Visibility]
) -> None:
    assert seen(role, in_private=True) == expected


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.NOBODY])
def test_nothing_but_public_records_reaches_a_group_whoever_asks(role: Role) -> None:
    assert seen(role, in_private=False) == {PUBLIC}


def test_a_stranger_sees_nothing_in_a_group() -> None:
    assert seen(Role.NOBODY, in_private=False) == set()


@pytest.mark.parametrize("in_private", [True, False])
def test_a_higher_role_never_sees_less(*, in_private: bool) -> None:
    views = [seen(role, in_private=in_private) for role in Role]

    for lower, higher in pairwise(views):
        assert lower <= higher


def test_contacts_are_for_the_offices_people_in_private() -> None:
    assert Viewer(5, Role.READER).is_inside
    assert not Viewer(5, Role.GUEST).is_inside
    assert not Viewer(5, Role.ADMINISTRATOR, in_private=False).is_inside


def test_the_operator_sees_everything() -> None:
    assert all(OPERATOR.may_see(record) for record in RECORDS.values())
    assert OPERATOR.is_inside
