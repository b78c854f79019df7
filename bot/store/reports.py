"""What the store has to tell besides errors: frozen facts, worded for people elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True)
class TornFrameCut:
    """The last line was never finished (a crash): it was copied to `kept_as` and cut off."""

    path: Path
    kept_as: Path
    line: int
    offset: int
    length: int


@dataclass(frozen=True)
class SchemaUpgraded:
    """Rows of schema `found` were brought to `now`; the file as it was is `kept_as`."""

    path: Path
    found: int
    now: int
    kept_as: Path


@dataclass(frozen=True)
class DiskFull:
    """A batch of changes found no room and was refused; the store goes on."""

    path: Path
    reason: str


@dataclass(frozen=True)
class WritesRefused:
    """The disk failed in a way that cannot be trusted again: read-only until reopened."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Compacted:
    """The file was rewritten without its history: lengths in bytes."""

    path: Path
    generation: int
    length_before: int
    length_after: int


@dataclass(frozen=True)
class CompactionFailed:
    """The file could not be rewritten and stays as it is; changes are not affected."""

    path: Path
    reason: str


@dataclass(frozen=True)
class ListenerFailed:
    """A listener raised after a commit: the commit stands, what the listener keeps may not."""

    reason: str


Report: TypeAlias = (
    TornFrameCut
    | SchemaUpgraded
    | DiskFull
    | WritesRefused
    | Compacted
    | CompactionFailed
    | ListenerFailed
)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a file: line from 1, offset in bytes from 0."""

    line: int
    offset: int
    reason: str


@dataclass(frozen=True)
class Verification:
    """What a file holds; no problems means that it opens.

    `sequence` is the number of the last whole change, `frames` the changes since the snapshot,
    `rows` the number of rows of each collection, `unfinished` the bytes of a torn last line.
    All zero and empty where the problem does not allow to tell.
    """

    path: Path
    length: int
    schema: int
    generation: int
    sequence: int
    frames: int
    rows: Mapping[str, int]
    unfinished: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Backup:
    """A verified copy of a register up to its last whole change."""

    source: Path
    copy: Path
    length: int
    generation: int
    sequence: int
    rows: Mapping[str, int]


@dataclass(frozen=True)
class Restoration:
    """A backup put in place; what stood there before is kept under `kept`."""

    path: Path
    backup: Path
    sequence: int
    rows: Mapping[str, int]
    kept: tuple[Path, ...]


@dataclass(frozen=True)
class Recovery:
    """A register put together again from its good lines.

    `sequence` is the last change that could be kept. `lost` counts later changes of which at
    least a trace was found; it is 0 when nothing is known to be missing. `base` is the file
    whose snapshot was the start, None when the start was the empty register.
    """

    path: Path
    base: Path | None
    sequence: int
    lost: int
    rows: Mapping[str, int]
    problems: tuple[Problem, ...]
    kept: tuple[Path, ...]
