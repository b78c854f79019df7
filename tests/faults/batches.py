"""Batches of jobs written one after the other, without a loop: the store's own three steps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.store import CURRENT_SCHEMA, Transaction
from bot.store.file_operations import FileOperations
from bot.store.opening import open_register_file
from bot.store.register_file import RegisterFile
from bot.store.reports import Report
from bot.store.storages import JournalStorage, OverlayStorage
from bot.store.transaction import Overlay
from bot.store.views import Views
from tests.faults.workload import COLLECTIONS, Model

REGISTER = Path("/disk/register")


class Batches:
    """An open register file, written by batches."""

    def __init__(self, files: FileOperations, path: Path = REGISTER) -> None:
        self.reports: list[Report] = []
        self.register: RegisterFile = open_register_file(
            path, CURRENT_SCHEMA, files, self.reports.append
        )
        self.storage = JournalStorage(self.register)

    def write(self, *jobs: Callable[[Transaction], Any]) -> None:
        """Write `jobs` as one batch; it raises what the store raises."""
        overlay = Overlay(Views(self.storage), OverlayStorage(self.storage))
        for job in jobs:
            job(Transaction(overlay))
            overlay.keep()
        self.storage.record(overlay.storage.batch)

    def state(self) -> Model:
        """Return everything the register shows."""
        views = Views(self.storage)
        return {collection.name: dict(views.of(collection).all()) for collection in COLLECTIONS}

    def rows(self) -> dict[str, dict[str, Any]]:
        """Return the rows as they rest, to see cheaply that none changed."""
        return {name: dict(rows) for name, rows in self.register.tables.items()}

    def close(self) -> None:
        self.register.close()
