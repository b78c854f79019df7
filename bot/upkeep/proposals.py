"""What waits for a second pair of eyes: kept durably, decided once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.agreements.audit import Actor
from bot.agreements.text import Language
from bot.register import Also
from bot.store import Collection, Store, Transaction
from bot.upkeep.plans import Plan, plan_in


class ProposalGoneError(Exception):
    """Somebody else decided on a proposal first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposed; `language` is in which to tell them what came of it.

    `kind`: who shows and does it. `about`: the code or name of what it would change. `detail` is
    the kind's own.
    """

    key: str
    kind: str
    about: str
    detail: str
    actor: Actor
    language: Language
    at: datetime


def _encode(proposal: Proposal) -> dict[str, Any]:
    return {
        "key": proposal.key,
        "kind": proposal.kind,
        "about": proposal.about,
        "detail": proposal.detail,
        "actor": [proposal.actor.user_id, proposal.actor.chat_id, proposal.actor.name],
        "language": proposal.language,
        "at": proposal.at.isoformat(),
    }


def _decode(row: Mapping[str, Any]) -> Proposal:
    language: Language = "th" if row["language"] == "th" else "en"
    at = datetime.fromisoformat(row["at"])
    actor = Actor(*row["actor"])
    return Proposal(row["key"], row["kind"], row["about"], row["detail"], actor, language, at)


#: The kind of a proposal that changes one record; its detail is the plan.
CHANGE = "change"
PROPOSALS: Collection[Proposal] = Collection("proposals", _encode, _decode)


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that waits."""

    store: Store
    clock: Callable[[], datetime]

    def get(self, key: str) -> Proposal | None:
        """Return what waits under a key; None where it was decided."""
        return self.store.get(PROPOSALS, key)

    def all(self) -> list[Proposal]:
        """Return all that wait, oldest first."""
        return sorted(self.store.items(PROPOSALS).values(), key=lambda p: (p.at, p.key))

    def changes_of(self, agreement_id: str) -> list[Plan]:
        """Return the changes of one record that wait, oldest first."""
        waiting = [p for p in self.all() if p.kind == CHANGE and p.about == agreement_id]
        return [plan_in(proposal.detail) for proposal in waiting]

    async def keep(
        self, kind: str, about: str, detail: str, actor: Actor, language: Language
    ) -> Proposal:
        """Let something wait."""
        key = secrets.token_urlsafe(9)
        proposal = Proposal(key, kind, about, detail, actor, language, self.clock())
        await self.store.commit(lambda t: t.put(PROPOSALS, proposal.key, proposal))
        return proposal

    async def take(self, key: str) -> Proposal | None:
        """Return what waits, and let it wait no more; of two who decide at once one gets None."""

        def job(transaction: Transaction) -> Proposal | None:
            proposal = transaction.get(PROPOSALS, key)
            if proposal is not None:
                transaction.delete(PROPOSALS, key)
            return proposal

        return await self.store.commit(job) if self.get(key) else None

    def decided(self, key: str) -> Also:
        """Return what lets it wait no more, in one write with what was proposed.

        Why in one write: what was taken first and done then would be lost with the process
        between the two. It raises ProposalGoneError where somebody else decided first.
        """

        def job(transaction: Transaction) -> None:
            if transaction.get(PROPOSALS, key) is None:
                raise ProposalGoneError
            transaction.delete(PROPOSALS, key)

        return job

    async def renew(self, proposal: Proposal, detail: str) -> Proposal | None:
        """Let it wait on, for the register as it is now; None where it was decided meanwhile."""
        waiting = replace(proposal, detail=detail)

        def job(transaction: Transaction) -> Proposal | None:
            if transaction.get(PROPOSALS, waiting.key) is None:
                return None
            transaction.put(PROPOSALS, waiting.key, waiting)
            return waiting

        return await self.store.commit(job)
