"""The store as the rest of the program sees it; says nothing about files, threads or TinyDB."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from bot.store.collection import Collection
from bot.store.reports import Report
from bot.store.transaction import Transaction

T = TypeVar("T")


@dataclass(frozen=True)
class Change(Generic[T]):
    """One row before and after a commit; None where there was or is none."""

    key: str
    before: T | None
    after: T | None


@dataclass(frozen=True)
class Changes:
    """What one durable commit changed; jobs that were written together are one commit.

    `sequence` grows by one from commit to commit.
    """

    sequence: int
    by_collection: Mapping[str, tuple[Change[Any], ...]]

    def of(self, collection: Collection[T]) -> tuple[Change[T], ...]:
        """Return the changes of one collection."""
        return self.by_collection.get(collection.name, ())


class Store(Protocol):
    """Collections of frozen values; every read shows committed and durable values only."""

    @property
    def path(self) -> Path | None:
        """The register file; None for a store without a disk."""

    @property
    def reports(self) -> Sequence[Report]:
        """What happened besides errors since the store was opened, the newest thousand."""

    def get(self, collection: Collection[T], key: str) -> T | None:
        """Return the value of `key`, None when there is none."""

    def items(self, collection: Collection[T]) -> Mapping[str, T]:
        """Return a live, read-only view of a collection.

        It changes with each commit, so finish walking through it before you next wait.
        """

    async def commit(self, job: Callable[[Transaction], T]) -> T:
        """Run `job` and return its result once its changes are durable and visible.

        All of a job's changes happen or none. What it raises reaches the caller and drops only
        its own changes. The job is a plain function that runs on the loop and must be quick: 64
        of them share one write. A caller that is cancelled while it waits does not undo a job
        that has run. StoreFull: nothing changed, try again later. StoreReadOnly: not until the
        store is opened again. StoreClosed, StoreMisused, StoreBadRow: nothing changed.
        """

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` on the loop after each commit, before its callers are told.

        A listener that raises is reported; the commit and the other listeners go on.
        """

    async def close(self) -> None:
        """Finish the jobs that wait, take no more, and let the file go."""
