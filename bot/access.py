"""Who is admitted: the operator's settings and what administrators granted, kept durably."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.people.roles import Admission, Grant, Role, Viewer
from bot.store import Collection, Store


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


GRANTS: Collection[Grant] = Collection("grants", _encode_grant, _decode_grant)


class Access:
    """Answers who may do what; asked again on every message and every tap."""

    def __init__(self, store: Store, admission: Admission, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._admission = admission
        self._clock = clock

    @property
    def administrators(self) -> frozenset[int]:
        """Ids of all administrators."""
        granted = {g.id for g in self.grants() if g.role is Role.ADMINISTRATOR}
        return self._admission.administrators | granted

    def grants(self) -> list[Grant]:
        """Return what administrators granted, people first."""
        return sorted(self._store.items(GRANTS).values(), key=lambda g: (g.id < 0, -g.role, g.id))

    def role_of(self, user_id: int) -> Role:
        """Return a person's role."""
        if user_id in self._admission.administrators:
            return Role.ADMINISTRATOR
        grant = self._store.get(GRANTS, str(user_id))
        if grant:
            return grant.role
        if user_id in self._admission.people:
            return Role.READER
        return Role.GUEST if self._admission.open_to_all else Role.NOBODY

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

    async def grant(self, chat_or_user: int, role: Role, by: int, title: str = "") -> Grant:
        """Give a role; kept durably before it counts."""
        grant = Grant(chat_or_user, role, by, self._clock(), title)
        await self._store.commit(lambda t: t.put(GRANTS, str(chat_or_user), grant))
        return grant

    async def revoke(self, chat_or_user: int) -> bool:
        """Take a granted role away; returns whether there was one."""

        def job(transaction: Any) -> bool:
            known = transaction.get(GRANTS, str(chat_or_user)) is not None
            if known:
                transaction.delete(GRANTS, str(chat_or_user))
            return known

        return await self._store.commit(job)

    async def move(self, old: int, new: int) -> None:
        """Carry a grant over when a group becomes a supergroup with another id."""
        grant = self._store.get(GRANTS, str(old))
        if grant:
            await self.grant(new, grant.role, grant.by, grant.title)
            await self.revoke(old)
