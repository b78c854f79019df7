"""Changes that wait for a second pair of eyes: kept durably, decided once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.agreements.audit import Actor
from bot.agreements.text import Language
from bot.store import Collection, Store, Transaction
from bot.upkeep.plans import Plan, decode_plan, encode_plan


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that somebody proposed; `language` is in which to tell them what came of it."""

    key: str
    plan: Plan
    actor: Actor
    language: Language
    at: datetime


def _encode(proposal: Proposal) -> dict[str, Any]:
    return {
        "key": proposal.key,
        "plan": encode_plan(proposal.plan),
        "actor": [proposal.actor.user_id, proposal.actor.chat_id, proposal.actor.name],
        "language": proposal.language,
        "at": proposal.at.isoformat(),
    }


def _decode(row: Mapping[str, Any]) -> Proposal:
    language: Language = "th" if row["language"] == "th" else "en"
    at = datetime.fromisoformat(row["at"])
    return Proposal(row["key"], decode_plan(row["plan"]), Actor(*row["actor"]), language, at)


PROPOSALS: Collection[Proposal] = Collection("proposals", _encode, _decode)


@dataclass(frozen=True, slots=True)
class Proposals:
    """All changes that wait."""

    store: Store
    clock: Callable[[], datetime]

    def get(self, key: str) -> Proposal | None:
        """Return what waits under a key; None where it was decided."""
        return self.store.get(PROPOSALS, key)

    def all(self) -> list[Proposal]:
        """Return all that wait, oldest first."""
        return sorted(self.store.items(PROPOSALS).values(), key=lambda p: (p.at, p.key))

    async def keep(self, plan: Plan, actor: Actor, language: Language) -> Proposal:
        """Let a change wait."""
        proposal = Proposal(secrets.token_urlsafe(9), plan, actor, language, self.clock())
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

    async def put_back(self, proposal: Proposal, plan: Plan) -> Proposal:
        """Let a change wait again, for the record as it is now."""
        waiting = replace(proposal, plan=plan)
        await self.store.commit(lambda t: t.put(PROPOSALS, waiting.key, waiting))
        return waiting
