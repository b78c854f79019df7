"""What a series of fault runs comes to."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Self


@dataclass
class Counts:
    """`lost`: acknowledged jobs that were gone; `unreadable`: registers that did not open.

    `wrong`: registers that opened and held something nobody had written, part of a job, or a job
    whose caller was told that nothing happened. `refused`: damage that was found and said, which
    is right where damage was done. `reported`: an unfinished line was cut off and told.
    """

    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    wrong: int = 0
    refused: int = 0
    reported: int = 0

    @property
    def good(self) -> bool:
        """Whether no promise was broken."""
        return not (self.lost or self.unreadable or self.wrong)

    def __iadd__(self, other: "Counts") -> Self:
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self

    def line(self, name: str) -> str:
        """Return one line of the table of counts."""
        numbers = "".join(f"{value:>14,}" for value in asdict(self).values())
        return f"{name:<44}{numbers}"


def total(several: Iterable[Counts]) -> Counts:
    """Return the sum."""
    counts = Counts()
    for one in several:
        counts += one
    return counts


def until_found(several: Iterable[Counts]) -> Counts:
    """Return the sum up to the first broken promise; what is broken on purpose needs no more."""
    counts = Counts()
    for one in several:
        counts += one
        if not one.good:
            break
    return counts


def heading() -> str:
    """Return the first line of the table of counts."""
    return f"{'':<44}" + "".join(f"{name:>14}" for name in asdict(Counts()))
