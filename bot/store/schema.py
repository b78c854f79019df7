"""The version of the rows' meaning, and the pure steps that lead from one version to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from bot.store.changes import Tables
from bot.store.errors import StoreTooNew, StoreTooOld

Upgrade: TypeAlias = Callable[[Tables], Tables]


@dataclass(frozen=True)
class Schema:
    """The version a program writes, and `upgrades[n]`: pure functions from rows of n to n + 1.

    An upgrade is given all tables (name → key → row) and returns them all; it may change what
    it was given, which nobody else holds.
    """

    version: int
    upgrades: Mapping[int, Upgrade] = field(default_factory=lambda: MappingProxyType({}))

    def require_way_from(self, found: int, path: Path) -> None:
        """Raise StoreTooNew or StoreTooOld when rows of version `found` cannot be read."""
        if found > self.version:
            raise StoreTooNew(path, found, self.version)
        if any(step not in self.upgrades for step in range(found, self.version)):
            raise StoreTooOld(path, found, self.version)

    def upgraded(self, tables: Tables, found: int, to: int | None = None) -> Tables:
        """Return `tables` of version `found` in version `to`, by default this one."""
        for step in range(found, self.version if to is None else to):
            tables = self.upgrades[step](tables)
        return tables


CURRENT_SCHEMA = Schema(version=1)
