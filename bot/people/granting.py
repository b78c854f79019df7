"""Rules for giving and taking roles: what is refused and why; pure, asked again when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.people.roles import NO_PERSON, Grant, Role


class Objection(StrEnum):
    """Why a role is not given or taken; each has a sentence in the message catalogues."""

    NO_PERSON = "no-person"
    CHAT_ROLE = "chat-role"
    BY_SETTINGS = "by-settings"
    LAST = "last"
    SAME = "same"
    STALE = "stale"
    NOTHING = "nothing"


class GrantRefused(Exception):  # noqa: N818  # it names a refusal, not a failure of ours
    """A role that was not given or taken, and why."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(objection.value)
        self.objection = objection


class Way(StrEnum):
    """How a role came to be given or taken."""

    GRANTED = "granted"
    INVITED = "invited"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person or chat may do now, and where that comes from.

    `role` is NOBODY for a chat that is not served. `by_settings`: the operator named it.
    """

    id: int
    role: Role
    grant: Grant | None = None
    by_settings: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role that somebody is to have; NOBODY takes away what was granted.

    `was`: the role at the time it was asked for, so that two who decide at once notice it.
    """

    id: int
    role: Role
    title: str = ""
    was: Role | None = None


@dataclass(frozen=True, slots=True)
class RoleChange:
    """One entry of the trail: who gave or took which role, when and how."""

    number: int
    at: datetime
    by: int
    id: int
    before: Role
    after: Role
    title: str = ""
    way: Way = Way.GRANTED


def objection_to(wanted: Wanted, now: Standing, administrators: frozenset[int]) -> Objection | None:
    """Return why a wish cannot be granted, or None where it can.

    `administrators` are all of them at this moment.
    """
    if wanted.id in NO_PERSON or wanted.id == 0:
        return Objection.NO_PERSON
    if wanted.id < 0 and wanted.role > Role.GUEST:
        return Objection.CHAT_ROLE
    if wanted.was is not None and wanted.was is not now.role:
        return Objection.STALE
    if wanted.role is Role.NOBODY and now.grant is None:
        return Objection.BY_SETTINGS if now.by_settings else Objection.NOTHING
    if now.by_settings and now.role is Role.ADMINISTRATOR and wanted.role < now.role:
        return Objection.BY_SETTINGS
    if administrators == {wanted.id} and wanted.role < Role.ADMINISTRATOR:
        return Objection.LAST
    has_title = now.grant is not None and wanted.title in ("", now.grant.title)
    if wanted.role is now.role and wanted.role > Role.NOBODY and (has_title or not wanted.title):
        return Objection.SAME
    return None
