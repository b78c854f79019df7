"""What happened in a simulation, as the oracle reads it: plain facts, none of the bot's own values.

A tick is a moment at which the bot looked at what is due, numbered from 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Record = Mapping[str, Any]
#: A chat under any of its ids, for the oracle.
Mailbox = int


@dataclass(frozen=True)
class Wish:
    """What a mailbox subscribed to; empty parts mean everything. Tiers are days before."""

    since: date
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    decide: tuple[int, ...] = (180, 90, 60, 30, 14, 7, 1, 0)
    notice: tuple[int, ...] = (30, 7, 0)
    expiry: tuple[int, ...] = (30, 7, 0)


@dataclass(frozen=True)
class Told:
    """A message that reached a mailbox named a date of a record. WEEKLY: it was the weekly line."""

    tick: int
    mailbox: Mailbox
    code: str
    kind: str
    day: date


@dataclass(frozen=True)
class Reader:
    """Who reads a mailbox: its zone, the hour it is told from, whose holidays count.

    `sees`: the visibilities that may be told there.
    """

    wishes: tuple[Wish, ...]
    zone: str
    hour: int
    holidays: str
    sees: frozenset[str]


@dataclass(frozen=True)
class Held:
    """A date was not told again while nobody knew whether it had been: between two ticks."""

    mailbox: Mailbox
    code: str
    kind: str
    day: date
    first: int
    last: int


@dataclass(frozen=True)
class Muted:
    """Somebody said that it will not be renewed: from this tick on the date is not told."""

    mailbox: Mailbox
    code: str
    kind: str
    day: date
    tick: int


@dataclass
class Chronicle:
    """All that happened. `ticks`: the moments; `able`: which mailboxes could be told at each.

    `versions`: what a record was from a tick on (None: taken out); a change that was made while
    the bot was telling counts from the tick after, and that tick is in `unsettled`.
    """

    readers: dict[Mailbox, Reader] = field(default_factory=dict)
    ticks: list[datetime] = field(default_factory=list)
    able: list[frozenset[Mailbox]] = field(default_factory=list)
    versions: dict[str, list[tuple[int, Record | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    unsettled: set[tuple[int, str]] = field(default_factory=set)
    told: list[Told] = field(default_factory=list)
    weekly: list[Told] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    muted: list[Muted] = field(default_factory=list)
