"""Who is admitted: the operator's settings and what administrators granted, kept durably."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.people.granting import GrantRefused, RoleChange, Standing, Wanted, Way, objection_to
from bot.people.roles import Admission, Grant, Role, Viewer
from bot.store import Collection, Store, Transaction


def _encode_grant(grant: Grant) -> dict[str, Any]:
    return {
        "id": grant.id,
        "role": grant.role.name,
        "by": grant.by,
        "at": grant.at.isoformat(),
        "title": grant.title,
    }


def _decode_grant(row: Mapping[str, Any]) -> Grant:
    at = datetime.fromisoformat(row["at"])
    return Grant(row["id"], Role[row["role"]], row["by"], at, row["title"])


def _encode_change(change: RoleChange) -> dict[str, Any]:
    return {
        "number": change.number,
        "at": change.at.isoformat(),
        "by": change.by,
        "id": change.id,
        "before": change.before.name,
        "after": change.after.name,
        "title": change.title,
        "way": change.way.value,
    }


def _decode_change(row: Mapping[str, Any]) -> RoleChange:
    return RoleChange(
        row["number"],
        datetime.fromisoformat(row["at"]),
        row["by"],
        row["id"],
        Role[row["before"]],
        Role[row["after"]],
        row["title"],
        Way(row["way"]),
    )


GRANTS: Collection[Grant] = Collection("grants", _encode_grant, _decode_grant)
ROLE_CHANGES: Collection[RoleChange] = Collection("role_changes", _encode_change, _decode_change)


class Access:
    """Answers who may do what; asked again on every message and every tap."""

    def __init__(self, store: Store, admission: Admission, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._admission = admission
        self._clock = clock

    # -- who may ----------------------------------------------------------------------------------

    @property
    def administrators(self) -> frozenset[int]:
        """Ids of all administrators."""
        return self._administrators(self._store.items(GRANTS).values())

    def _administrators(self, grants: Any) -> frozenset[int]:
        granted = {g.id for g in grants if g.role is Role.ADMINISTRATOR}
        return self._admission.administrators | granted

    @property
    def is_open_to_all(self) -> bool:
        """Whether anybody may ask."""
        return self._admission.open_to_all

    def grants(self) -> list[Grant]:
        """Return what administrators granted, people first."""
        return sorted(self._store.items(GRANTS).values(), key=lambda g: (g.id < 0, -g.role, g.id))

    def role_of(self, user_id: int) -> Role:
        """Return a person's role."""
        return self._role(user_id, self._store.get(GRANTS, str(user_id)))

    def _role(self, user_id: int, grant: Grant | None) -> Role:
        if user_id in self._admission.administrators:
            return Role.ADMINISTRATOR
        if grant:
            return grant.role
        if user_id in self._admission.people:
            return Role.READER
        if user_id in self._admission.groups or self._admission.open_to_all:
            return Role.GUEST
        return Role.NOBODY

    def is_admitted(self, chat_id: int) -> bool:
        """Return whether a group or channel may be served."""
        if self._admission.open_to_all or chat_id in self._admission.groups:
            return True
        return self._store.get(GRANTS, str(chat_id)) is not None

    def viewer(self, user_id: int, chat_id: int) -> Viewer:
        """Return who asks, from where; in an admitted group everybody may read what is public."""
        in_private = chat_id == user_id
        role = self.role_of(user_id)
        if not in_private and role is Role.NOBODY and self.is_admitted(chat_id):
            role = Role.GUEST
        if not in_private and not self.is_admitted(chat_id):
            role = Role.NOBODY
        return Viewer(user_id, role, in_private)

    # -- who is known -----------------------------------------------------------------------------

    def standing(self, chat_or_user: int) -> Standing:
        """Return what a person or chat may do now, and where that comes from."""
        return self._standing(chat_or_user, self._store.get(GRANTS, str(chat_or_user)))

    def _standing(self, chat_or_user: int, grant: Grant | None) -> Standing:
        named = self._admission
        by_settings = chat_or_user in named.administrators | named.people | named.groups
        return Standing(chat_or_user, self._role(chat_or_user, grant), grant, by_settings)

    def everybody(self) -> list[Standing]:
        """Return all who are named in the settings or were granted a role, the highest first."""
        named = self._admission
        ids = {grant.id for grant in self.grants()}
        ids |= named.administrators | named.people | named.groups
        found = map(self.standing, ids)
        return sorted(found, key=lambda s: (s.id < 0, -s.role, abs(s.id)))

    def trail(self, chat_or_user: int | None = None) -> list[RoleChange]:
        """Return who was given or lost which role, the latest first; of one, or of all."""
        changes = self._store.items(ROLE_CHANGES).values()
        found = (c for c in changes if chat_or_user is None or c.id == chat_or_user)
        return sorted(found, key=lambda change: -change.number)

    # -- changing ---------------------------------------------------------------------------------

    async def change(
        self,
        wanted: Wanted,
        by: int,
        way: Way = Way.GRANTED,
        first: Callable[[Transaction], None] | None = None,
    ) -> RoleChange:
        """Give or take a role as somebody asked. Raises GrantRefused with nothing changed.

        `first` is part of the same write (an invitation that is used up); what it raises stops it.
        """

        def job(transaction: Transaction) -> RoleChange:
            if first is not None:
                first(transaction)
            grant = transaction.get(GRANTS, str(wanted.id))
            grants = [one for _, one in transaction.items(GRANTS)]
            now = self._standing(wanted.id, grant)
            objection = objection_to(wanted, now, self._administrators(grants))
            if objection is not None:
                raise GrantRefused(objection)
            title = wanted.title or (grant.title if grant else "")
            return self._put(transaction, Wanted(wanted.id, wanted.role, title), by, way)

        return await self._store.commit(job)

    async def grant(self, chat_or_user: int, role: Role, by: int, title: str = "") -> Grant:
        """Give a role, whatever there was; kept durably before it counts."""
        wanted = Wanted(chat_or_user, role, title)
        change = await self._store.commit(lambda t: self._put(t, wanted, by, Way.GRANTED))
        return Grant(chat_or_user, role, by, change.at, title)

    async def revoke(self, chat_or_user: int, by: int = 0) -> bool:
        """Take a granted role away; returns whether there was one."""

        def job(transaction: Transaction) -> bool:
            known = transaction.get(GRANTS, str(chat_or_user))
            if known is not None:
                wanted = Wanted(chat_or_user, Role.NOBODY, known.title)
                self._put(transaction, wanted, by, Way.GRANTED)
            return known is not None

        return await self._store.commit(job)

    def carry(self, transaction: Transaction, old: int, new: int) -> None:
        """Carry an admission over when a group becomes a supergroup with another id.

        A group that the settings name is granted under its new id: the operator meant the group.
        """
        grant = transaction.get(GRANTS, str(old))
        if grant:
            self._put(transaction, Wanted(old, Role.NOBODY, grant.title), grant.by, Way.MOVED)
            wanted = Wanted(new, grant.role, grant.title)
            self._put(transaction, wanted, grant.by, Way.MOVED)
        elif (
            old in self._admission.groups
            and self._role(new, transaction.get(GRANTS, str(new))) is Role.NOBODY
        ):
            self._put(transaction, Wanted(new, Role.GUEST), 0, Way.MOVED)

    def _put(self, transaction: Transaction, wanted: Wanted, by: int, way: Way) -> RoleChange:
        """Keep a grant, or delete it, with its entry in the trail."""
        key, at = str(wanted.id), self._clock()
        before = self._role(wanted.id, transaction.get(GRANTS, key))
        if wanted.role is Role.NOBODY:
            transaction.delete(GRANTS, key)
            after = self._role(wanted.id, None)
        else:
            grant = Grant(wanted.id, wanted.role, by, at, wanted.title)
            transaction.put(GRANTS, key, grant)
            after = self._role(wanted.id, grant)
        number = transaction.next_number(ROLE_CHANGES)
        change = RoleChange(number, at, by, wanted.id, before, after, wanted.title, way)
        transaction.put(ROLE_CHANGES, f"{number:09}", change)
        return change
