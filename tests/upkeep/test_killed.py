"""T9: what officials do is whole or not there, at whichever call to the disk the process dies."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, AuditEntry
from bot.agreements.deadlines import LeadTimes
from bot.agreements.text import Text
from bot.filing import AGREEMENTS, AUDIT
from bot.register import AgreementRegister
from bot.search.vocabulary import Vocabulary
from bot.store import open_store
from bot.upkeep.batches import Batches, Intended
from bot.upkeep.deeds import Deeds
from bot.upkeep.plans import adding, amending
from tests.conftest import FakeClock, agreement
from tests.faults.batches import REGISTER
from tests.faults.faulty_files import FaultyFiles
from tests.faults.simulated_disk import SimulatedDisk

R = TypeVar("R")
SOMEBODY = Actor(5, 5, "Official A")
LAOS = agreement({"id": "LA-1", "title": "MoU with Laos"})
#: Records as they are, by code: the title and the revision.
State = dict[str, tuple[str, int]]


class Deaths(FaultyFiles):
    """Keeps the disk as it is after each call, for a process that dies there.

    `moments`: how much had been acknowledged by then, and the disk.
    """

    def __init__(self, disk: SimulatedDisk, acknowledged: Sequence[State]) -> None:
        super().__init__(disk)
        self.moments: list[tuple[int, SimulatedDisk]] = []
        self._disk = disk
        self._acknowledged = acknowledged

    def _call(self, name: str, work: Callable[[], R], short: Callable[[], R] | None = None) -> R:
        with self._one_at_a_time:
            done = super()._call(name, work, short)
            left = copy.deepcopy(self._disk)
            left.kill()
            self.moments.append((len(self._acknowledged), left))
            return done


def state_of(records: Mapping[str, Agreement]) -> State:
    return {code: (record.title.en, record.revision) for code, record in records.items()}


async def found(disk: SimulatedDisk) -> tuple[State, dict[str, AuditEntry]]:
    """Return what a process finds that starts after the death."""
    store = open_store(REGISTER, files=disk)
    records, entries = dict(store.items(AGREEMENTS)), dict(store.items(AUDIT))
    await store.close()
    return state_of(records), entries


async def test_t9_additions_edits_imports_and_their_undoing_are_whole_or_not_there(
    vocabulary: Vocabulary,
) -> None:
    acknowledged: list[State] = [{}]
    files = Deaths(SimulatedDisk(), acknowledged)
    store = open_store(REGISTER, files=files)
    register = AgreementRegister(store, vocabulary, LeadTimes(), FakeClock())
    deeds, batches = Deeds(store, register), Batches(store, register, FakeClock())

    def note() -> None:
        acknowledged.append(state_of(store.items(AGREEMENTS)))

    await deeds.do(adding(LAOS), SOMEBODY)
    note()
    laos = register.agreements["LA-1"]
    await deeds.do(amending(laos, laos.changed(title=Text("MoU with Laos on ICT"))), SOMEBODY)
    note()
    many = [Intended(Agreement(f"X-{n}", Text(f"MoU number {n}")), None) for n in range(30)]
    done = await batches.do(many, SOMEBODY, reason="import a.csv")
    note()
    await batches.undo(done.batch, SOMEBODY)
    note()
    await store.close()

    assert len(files.moments) > 20
    for promised, disk in files.moments:
        state, entries = await found(disk)
        # What was acknowledged is there; what was under way is there whole, or not at all.
        assert state in acknowledged[promised - 1 : promised + 1]
        last = {entry.agreement_id: entry.revision for entry in entries.values()}
        assert last == {code: revision for code, (_, revision) in state.items()}
