"""The names of the files that stand beside a register file."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path


def beside(path: Path, ending: str) -> Path:
    """Return the sibling of `path` whose name ends in `.ending`."""
    return path.with_name(f"{path.name}.{ending}")


def lock_of(path: Path) -> Path:
    """Return the file whose lock says that a process writes to `path`."""
    return beside(path, "lock")


def previous_of(path: Path) -> Path:
    """Return the earlier generation, whole up to the moment the present one replaced it."""
    return beside(path, "previous")


def new_of(path: Path) -> Path:
    """Return the unfinished next generation; left by a crash it is worth nothing."""
    return beside(path, "new")


def free_name(path: Path, ending: str, exists: Callable[[Path], bool]) -> Path:
    """Return the first of `.ending-1`, `.ending-2` ... that is not taken."""
    candidates: Iterator[Path] = (beside(path, f"{ending}-{number}") for number in count(1))
    return next(candidate for candidate in candidates if not exists(candidate))
