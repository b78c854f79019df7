"""A register over both stores, and what tests of it do again and again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.agreements.audit import Actor, Deed
from bot.agreements.deadlines import LeadTimes
from bot.register import AgreementRegister
from bot.search.vocabulary import Vocabulary
from bot.store import MemoryStore, Store, open_store
from tests.conftest import TODAY, FakeClock, agreement

EDITOR = Actor(12, -100, "Official A")
Record = dict[str, object]

LAOS: Record = {
    "id": "LA-2022-ICT",
    "title": "Memorandum of Understanding on ICT with Laos",
    "kind": "mou",
    "parties": [{"name": "Laos", "country": "LA"}],
    "scope_areas": ["postal services"],
    "signed": "2022-11-07",
}


class Office:
    """A register on a store, and the same one again as after a restart."""

    def __init__(self, open_one: Callable[[], Store], vocabulary: Vocabulary) -> None:
        self._open_one = open_one
        self._vocabulary = vocabulary
        self.clock = FakeClock()
        self.store = open_one()

    def register(self) -> AgreementRegister:
        return AgreementRegister(self.store, self._vocabulary, LeadTimes(), self.clock)

    async def restarted(self) -> AgreementRegister:
        """Close the store and read it anew; one in memory has nothing to be read from."""
        if self.store.path is not None:
            await self.store.close()
            self.store = self._open_one()
        return self.register()


@pytest.fixture(params=["memory", "file"])
async def office(
    request: pytest.FixtureRequest, tmp_path: Path, vocabulary: Vocabulary
) -> AsyncIterator[Office]:
    def open_one() -> Store:
        return open_store(tmp_path / "register") if request.param == "file" else MemoryStore()

    made = Office(open_one, vocabulary)
    yield made
    await made.store.close()


@pytest.fixture
def register(office: Office) -> AgreementRegister:
    return office.register()


async def added(register: AgreementRegister, *records: Record) -> None:
    for record in records:
        await register.save(agreement(record), EDITOR, based_on=None)


def found(register: AgreementRegister, question: str) -> list[str]:
    """Return the ids that answer a question."""
    return [match.id for match in register.ask(question, TODAY).found]


def deeds(register: AgreementRegister, code: str) -> list[tuple[Deed, int]]:
    return [(entry.deed, entry.revision) for entry in register.history(code)]
