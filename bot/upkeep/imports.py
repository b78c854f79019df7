"""An import from file to register: read, compared, taken in as one, told in a list of differences.

The terminal and the messenger take the same way; what they tell is theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.agreements.audit import Actor, FieldChange
from bot.filing import AGREEMENTS
from bot.importing.apart import read_apart
from bot.importing.comparing import Comparison, OnRecord, Outcome, compare
from bot.importing.reading import Reading
from bot.importing.records_in import records_in
from bot.register import AgreementRegister, Also
from bot.search.vocabulary import Vocabulary
from bot.store import Store
from bot.store.collector import USUAL_ROW, collector_at_rest
from bot.upkeep.batches import Batches, Done, Intended

#: How the reason of an import's changes begins; the name of the file follows.
_REASON = "import "
#: So many times its size a workbook becomes in memory.
UNPACKED = 8


@dataclass(frozen=True, slots=True)
class Imports:
    """Takes files into one register."""

    store: Store
    register: AgreementRegister
    clock: Callable[[], datetime]

    @property
    def batches(self) -> Batches:
        """What does many changes at once."""
        return Batches(self.store, self.register, self.clock)

    @property
    def vocabulary(self) -> Vocabulary:
        """The names that the register knows."""
        return self.register.holdings.vocabulary

    def on_record(self) -> OnRecord:
        """Return the register as it is now, to compare with; on the loop."""
        return OnRecord(dict(self.store.items(AGREEMENTS)), self.batches.undone())

    def read(self, data: bytes, name: str) -> Reading:
        """Read a file in a process of its own; in a thread. Raises FileRefused."""
        with collector_at_rest(len(data) * UNPACKED, beside_others=True):
            return read_apart(data, name)

    def compared(self, reading: Reading, register: OnRecord) -> Comparison:
        """Return what a file is to the register; seconds for 10,000 rows, so in a thread."""
        with collector_at_rest(reading.row_count * USUAL_ROW, beside_others=True):
            return compare(records_in(reading, self.vocabulary), register, self.vocabulary)

    async def take_in(
        self,
        comparison: Comparison,
        actor: Actor,
        name: str,
        approver: Actor | None = None,
        also: Also | None = None,
    ) -> Done:
        """Take in what is new and changed, and do `also` this: all or nothing.

        `approver` let it count. Raises what `also` raises, and AgreementError where the register
        was changed meanwhile; nothing is changed then.
        """
        intended = [Intended(item.after, item.based_on) for item in comparison.taken if item.after]
        reason = f"{_REASON}{name}"
        return await self.batches.do(intended, actor, reason=reason, approver=approver, also=also)

    async def undoable(self, batch: str) -> tuple[str, int]:
        """Return the name of an imported file, and how many of its changes can be taken back."""
        name = self.batches.reason(batch).removeprefix(_REASON)
        return name, await self.batches.undoable(batch)


def emptied(comparison: Comparison) -> int:
    """Return how many values on record an import would empty."""
    changes = (c for item in comparison.of(Outcome.CHANGED) for c in item.changes)
    return sum(change.new is None for change in changes)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of the list of differences: a field of a record, or a record as a whole."""

    outcome: str
    place: str
    code: str = ""
    title: str = ""
    change: FieldChange | None = None
    why: str = ""


def differences(comparison: Comparison, why: Callable[..., str]) -> Iterator[Difference]:
    """Yield what an import would change, field by field, and what it leaves out; `why` words it.

    What is the same is not listed.
    """
    for item in comparison.items:
        code = item.after.id if item.after else ""
        for change in item.changes if item.outcome is Outcome.CHANGED else ():
            yield Difference(item.outcome, item.place, code, item.title, change)
        if item.outcome is Outcome.NEW:
            yield Difference(item.outcome, item.place, code, item.title)
        elif item.outcome is Outcome.DUPLICATE:
            yield Difference(item.outcome, item.place, "", item.title, None, ", ".join(item.twins))
        for trouble in item.troubles:
            yield Difference(item.outcome, trouble.place, "", item.title, None, why(trouble))
        for remark in item.remarks:
            yield Difference("remark", remark.place, code, item.title, None, why(remark))
