"""What a name may stand for: its senses, the spelling that has them, and its place in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from bot.search.words import stem


class Category(Enum):
    """What a name stands for."""

    PARTY = auto()
    REGION = auto()
    CAPITAL = auto()
    AREA = auto()
    KIND = auto()
    CUE = auto()
    AGREEMENT = auto()
    BLOCKER = auto()


class Naming(Enum):
    """How the name relates to the thing, surest first."""

    NAME = auto()
    ALIAS = auto()
    FORMER = auto()
    ABBREVIATION = auto()
    CAPITAL = auto()


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a name may stand for."""

    category: Category
    id: str
    naming: Naming = Naming.NAME


class Mention(NamedTuple):
    """A name found in a text: where (characters), as written, and what it may stand for.

    `is_weak`: an abbreviation in lower case, which gives way to any other reading.
    """

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...]
    is_weak: bool = False

    def ids(self, category: Category) -> tuple[str, ...]:
        """Return what it may stand for in one category, each once."""
        found = [sense.id for sense in self.senses if sense.category is category]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def has(self, category: Category) -> bool:
        """Return whether it may stand for something of that category."""
        for sense in self.senses:  # noqa: SIM110, asked for every mention of a text many times
            if sense.category is category:
                return True
        return False


@dataclass(slots=True)
class Entry:
    """All that one spelling stands for.

    `exact` senses ask for exactly this way of writing (depa, MIC). `weak` ones hold when nothing
    else does and it was not written in capitals: "mdes" is MDES, but DEPA is not depa. Tuples,
    since most are empty and there are fifteen thousand spellings.
    """

    senses: tuple[Sense, ...] = ()
    exact: tuple[tuple[str, Sense], ...] = ()
    weak: tuple[Sense, ...] = ()
    spellings: frozenset[str] = frozenset()

    def is_one_text(self, written: str, senses: Iterable[Sense]) -> bool:
        """Whether it names one agreement: its name in the plural ("Laos MoUs") names several."""
        if any(sense.category is not Category.AGREEMENT for sense in senses):
            return True
        folded = written.casefold()
        last = folded.rpartition(" ")[2]
        return folded in self.spellings or stem(last) == last

    def senses_for(self, written: str) -> tuple[tuple[Sense, ...], bool]:
        """Return the senses of a spelling as written, and whether they are only weak ones."""
        sure = self.senses
        if self.exact:
            sure = (*(sense for spelling, sense in self.exact if spelling == written), *sure)
        if sure or written.isupper():
            return sure, False
        return self.weak, True

    def drop(self, sense: Sense) -> None:
        """Let the spelling stand for one thing less."""
        self.senses = tuple(kept for kept in self.senses if kept != sense)
        self.exact = tuple(kept for kept in self.exact if kept[1] != sense)
        self.weak = tuple(kept for kept in self.weak if kept != sense)
