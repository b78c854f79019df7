"""Gives parties and scope areas further names, each for one thing only, and takes them away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.text import Language
from bot.filing import GIVEN_NAMES
from bot.register import AgreementRegister
from bot.search.given_names import GivenName
from bot.search.normal_form import normal
from bot.search.senses import Category
from bot.store import Store, Transaction

SHORTEST, LONGEST = 2, 80


@dataclass(frozen=True, slots=True)
class GivenNames:
    """The names given in this office."""

    store: Store
    register: AgreementRegister
    clock: Callable[[], datetime]

    def all(self) -> list[GivenName]:
        """Return all of them in the order of the alphabet."""
        return sorted(self.store.items(GIVEN_NAMES).values(), key=lambda one: normal(one.name))

    async def give(
        self, name: str, target: str, by: int, language: Language, *, is_area: bool
    ) -> GivenName:
        """Let a name stand for a party or area that another name of it tells.

        Raises AgreementError, worded in a language, where the target is unknown or several, and
        where the name stands for something else already.
        """
        if not SHORTEST <= len(name) <= LONGEST:
            raise AgreementError(Problem(Reason.NOT_ALLOWED, "aliases", name[:LONGEST]))
        given = GivenName(
            name, self._target(target, language, is_area=is_area), is_area, by, self.clock()
        )

        def job(transaction: Transaction) -> None:
            other = transaction.get(GIVEN_NAMES, normal(name))
            if other is not None and other.sense != given.sense:
                raise self._claimed(name, other.target, language)
            transaction.put(GIVEN_NAMES, normal(name), given)

        for sense in self.register.holdings.names.senses(name):
            if (sense.category, sense.id) != (given.sense.category, given.target):
                raise self._claimed(name, sense.id, language)
        await self.store.commit(job)
        return given

    def _claimed(self, name: str, by: str, language: Language) -> AgreementError:
        return AgreementError(
            Problem(Reason.NAME_CLAIMED_TWICE, "aliases", name, self.told(by, language))
        )

    def _target(self, typed: str, language: Language, *, is_area: bool) -> str:
        category = Category.AREA if is_area else Category.PARTY
        senses = self.register.holdings.names.senses(typed)
        ids = list(dict.fromkeys(s.id for s in senses if s.category is category))
        if len(ids) != 1:
            told = ", ".join(self.told(one, language) for one in ids)
            raise AgreementError(Problem(Reason.NOT_KNOWN, "aliases", typed[:LONGEST], told or "-"))
        return ids[0]

    def told(self, target: str, language: Language) -> str:
        """Return what a party, an area or a record is called."""
        vocabulary = self.register.holdings.vocabulary
        known = vocabulary.directory.get(target) or vocabulary.glossary.get(target)
        return known.name.in_language(language) if known else target

    async def take_away(self, name: str) -> bool:
        """Take a name away; returns whether it had been given."""
        key = normal(name)
        if self.store.get(GIVEN_NAMES, key) is None:
            return False
        await self.store.commit(lambda t: t.delete(GIVEN_NAMES, key))
        return True
