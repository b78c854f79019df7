"""The open invitations, kept durably; each is used once or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.access import Access
from bot.people.granting import GrantRefused, Objection, RoleChange, Wanted, Way
from bot.people.invitations import LONGEST_PAYLOAD, Invitation, digest_of
from bot.people.roles import Role
from bot.store import Collection, Store, Transaction


class InvitationGone(Exception):  # noqa: N818  # it names what is so, not a failure of ours
    """An invitation that is unknown, used, withdrawn, too old, or whose maker may not invite."""


def _encode(invitation: Invitation) -> dict[str, Any]:
    return {
        "digest": invitation.digest,
        "role": invitation.role.name,
        "by": invitation.by,
        "at": invitation.at.isoformat(),
        "until": invitation.until.isoformat(),
        "title": invitation.title,
    }


def _decode(row: Mapping[str, Any]) -> Invitation:
    at, until = datetime.fromisoformat(row["at"]), datetime.fromisoformat(row["until"])
    return Invitation(row["digest"], Role[row["role"]], row["by"], at, until, row["title"])


INVITATIONS: Collection[Invitation] = Collection("invitations", _encode, _decode)


class Invitations:
    """Makes, shows, uses and withdraws invitations."""

    def __init__(self, store: Store, access: Access, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._access = access
        self._clock = clock

    async def make(self, role: Role, by: int, days: int, title: str) -> tuple[str, Invitation]:
        """Make an invitation; returns its word, which is kept nowhere, and what is kept."""
        word, now = secrets.token_urlsafe(24), self._clock()
        invitation = Invitation(digest_of(word), role, by, now, now + timedelta(days=days), title)

        def job(transaction: Transaction) -> None:
            for key, old in list(transaction.items(INVITATIONS)):
                if not old.is_open(now):
                    transaction.delete(INVITATIONS, key)
            transaction.put(INVITATIONS, invitation.digest, invitation)

        await self._store.commit(job)
        return word, invitation

    def all_open(self) -> list[Invitation]:
        """Return the invitations that can still be used, the one that ends first before."""
        now = self._clock()
        found = [i for i in self._store.items(INVITATIONS).values() if i.is_open(now)]
        return sorted(found, key=lambda invitation: (invitation.until, invitation.digest))

    def get(self, start: str) -> Invitation | None:
        """Return an open invitation by the start of its digest."""
        return next((i for i in self.all_open() if start and i.digest.startswith(start)), None)

    async def withdraw(self, invitation: Invitation) -> None:
        """Let nobody use it any more."""
        await self._store.commit(lambda t: t.delete(INVITATIONS, invitation.digest))

    def found(self, word: str) -> Invitation:
        """Return the invitation that a word opens. Raises InvitationGone."""
        if not 0 < len(word) <= LONGEST_PAYLOAD:
            raise InvitationGone
        return self._checked(self._store.get(INVITATIONS, digest_of(word)))

    def _checked(self, invitation: Invitation | None) -> Invitation:
        """Return it where it can be used: it falls with the rights of the one who made it."""
        if invitation is None or not invitation.is_open(self._clock()):
            raise InvitationGone
        if self._access.role_of(invitation.by) < Role.ADMINISTRATOR:
            raise InvitationGone
        return invitation

    async def use(self, invitation: Invitation, user_id: int, name: str) -> RoleChange:
        """Give somebody the role, and use the invitation up in the same write.

        Raises InvitationGone where another was quicker, GrantRefused where it would give nothing.
        """

        def first(transaction: Transaction) -> None:
            self._checked(transaction.get(INVITATIONS, invitation.digest))
            transaction.delete(INVITATIONS, invitation.digest)

        if self._access.role_of(user_id) >= invitation.role:
            raise GrantRefused(Objection.SAME)
        title = invitation.title or name
        wanted = Wanted(user_id, invitation.role, title)
        return await self._access.change(wanted, invitation.by, Way.INVITED, first)
