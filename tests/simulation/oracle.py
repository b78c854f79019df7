"""What should have been told, worked out afterwards and on its own, and set beside what was.

For every chat, date and tier there is a window of days, from the tier's own day to the next
tier's. The first time in it that the chat could be told, it must have been told, once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.simulation.events import Chronicle, Mailbox, Reader, Record, Told, Wish
from tests.simulation.reckoning import (
    FAR,
    TOLD_AFTER,
    Dated,
    begins,
    dates_of,
    told_on,
)

DAY = timedelta(days=1)
QUIET_FROM = 21
Key = tuple[Mailbox, str, str, date]
Window = tuple[date, date]


@dataclass
class Verdict:
    """What came out. `problems` describes the first of what went wrong."""

    due: int = 0
    sent: int = 0
    missed: int = 0
    doubled: int = 0
    wrong: int = 0
    weekly_due: int = 0
    weekly_missed: int = 0
    weekly_doubled: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing was missed, doubled, or told that should not have been."""
        bad = self.missed + self.doubled + self.wrong + self.weekly_missed + self.weekly_doubled
        return bad == 0

    def note(self, problem: str) -> None:
        if len(self.problems) < 20:
            self.problems.append(problem)


@dataclass(frozen=True)
class Segment:
    """Ticks from `first` until before `end` in which a record and what touches it stayed so."""

    first: int
    end: int
    record: Record
    dates: tuple[Dated, ...]


class Oracle:
    """Judges a chronicle."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._all = chronicle
        self._verdict = Verdict()
        self._due: set[tuple[Key, Window]] = set()
        last_day = chronicle.ticks[-1].date()
        self._until = last_day + timedelta(days=FAR)
        self._days: dict[Mailbox, list[date]] = {}
        self._able: dict[Mailbox, list[int]] = {}
        for number, reader in chronicle.readers.items():
            zone = ZoneInfo(reader.zone)
            local = [tick.astimezone(zone) for tick in chronicle.ticks]
            self._days[number] = [moment.date() for moment in local]
            self._able[number] = [
                n
                for n, moment in enumerate(local)
                if number in chronicle.able[n] and reader.hour <= moment.hour < QUIET_FROM
            ]
        self._told: dict[Key, list[int]] = defaultdict(list)
        for told in chronicle.told:
            self._told[told.mailbox, told.code, told.kind, told.day].append(told.tick)
        self._held: dict[Key, list[tuple[int, int]]] = defaultdict(list)
        for held in chronicle.held:
            key = (held.mailbox, held.code, held.kind, held.day)
            self._held[key].append((held.first, held.last))
        self._muted = {(m.mailbox, m.code, m.kind, m.day): m.tick for m in chronicle.muted}
        self._segments = {
            (code, sees): list(self._segments_of(code, sees))
            for code in chronicle.versions
            for sees in {reader.sees for reader in chronicle.readers.values()}
        }

    def verdict(self) -> Verdict:
        """Return what came out."""
        for code in self._all.versions:
            for number, reader in self._all.readers.items():
                for segment in self._segments[code, reader.sees]:
                    self._judge(number, reader, code, segment)
        self._verdict.due, self._verdict.sent = len(self._due), len(self._all.told)
        self._judge_doubled()
        self._judge_wrong()
        for number, reader in self._all.readers.items():
            self._judge_weekly(number, reader)
        return self._verdict

    # -- what was on record ---------------------------------------------------------------------

    def _at(self, code: str, tick: int) -> Record | None:
        found = None
        for since, record in self._all.versions.get(code, ()):
            if since <= tick:
                found = record
        return found

    def _segments_of(self, code: str, sees: frozenset[str]) -> Iterator[Segment]:
        """Cut time where the record changes, or one that replaces or extends it.

        Who may not see that one is told as if it were not on record.
        """
        linked = {
            other
            for other, versions in self._all.versions.items()
            for _, record in versions
            if record and code in (*record.get("supersedes", ()), *record.get("amends", ()))
        }
        cuts = {tick for name in (code, *linked) for tick, _ in self._all.versions[name]}
        # What was changed in the last tick counts from the one that would have come next.
        ordered = [*sorted(cuts), len(self._all.ticks) + 1]
        for first, end in pairwise(ordered):
            record = self._at(code, first)
            if record is not None:
                found = (r for name in linked if (r := self._at(name, first)))
                others = [r for r in found if r.get("visibility", "public") in sees]
                yield Segment(first, end, record, tuple(self._dates(code, record, others)))

    def _dates(self, code: str, record: Record, others: list[Record]) -> Iterator[Dated]:
        last = decided = date.max
        for other in others:
            start = begins(other)
            if code in other.get("supersedes", ()) and start and other.get("kind") != "talks":
                last = min(last, start[0] - DAY)
                signed = begins({"signed": other.get("signed")})
                decided = min(decided, signed[0] - DAY) if signed else decided
        found = dates_of(record, self._until)
        ends = [d for d in found if d.kind == "expires"]
        for dated in found:
            if dated.kind in ("decide-by", "notice-by", "expires") and any(
                self._extends(code, other, ends) for other in others
            ):
                continue
            until = min(last, decided) if dated.kind in ("decide-by", "notice-by") else last
            yield Dated(dated.kind, dated.day, dated.first, min(dated.last, until))

    def _extends(self, code: str, other: Record, ends: list[Dated]) -> bool:
        """Whether a signed text that amends this one ends later."""
        if code not in other.get("amends", ()) or not begins(other):
            return False
        later = [d.day for d in dates_of(other, self._until) if d.kind == "expires"]
        return bool(later and ends and later[0] > ends[0].day)

    # -- what was due ---------------------------------------------------------------------------

    def _covering(self, reader: Reader, record: Record, code: str) -> list[Wish]:
        if record.get("visibility", "public") not in reader.sees:
            return []
        narrow = sorted(
            reader.wishes,
            key=lambda w: -(10 * bool(w.codes) + sum(map(bool, (w.countries, w.kinds, w.units)))),
        )
        return [wish for wish in narrow if covers(wish, record, code)]

    def _judge(self, number: Mailbox, reader: Reader, code: str, segment: Segment) -> None:
        covering = self._covering(reader, segment.record, code)
        if not covering:
            return
        since = min(wish.since for wish in covering)
        for dated in segment.dates:
            if dated.day < since:
                continue
            for window in windows(covering[0], dated, reader.holidays):
                self._judge_window(number, (number, code, dated.kind, dated.day), window, segment,
                                   dated)  # fmt: skip

    def _judge_window(
        self, number: Mailbox, key: Key, window: Window, segment: Segment, dated: Dated
    ) -> None:
        days = self._days[number]
        first_day, last_day = max(window[0], dated.first), min(window[1], dated.last)
        first = max(segment.first, bisect_left(days, first_day))
        tick = self._first_able(number, key, first)
        if tick is None or tick >= segment.end or days[tick] > last_day:
            return
        muted = self._muted.get(key)
        if muted is not None and tick >= muted:
            return
        self._due.add((key, window))
        opened = bisect_left(days, window[0])
        if not any(opened <= told <= tick for told in self._told.get(key, ())):
            self._verdict.missed += 1
            self._verdict.note(f"missed {key} in {window} at tick {tick}, {self._all.ticks[tick]}")

    def _first_able(self, number: Mailbox, key: Key, first: int) -> int | None:
        able = self._able[number]
        place = bisect_left(able, first)
        while place < len(able):
            tick = able[place]
            is_held = any(a <= tick <= b for a, b in self._held.get(key, ()))
            if not is_held and (tick, key[1]) not in self._all.unsettled:
                return tick
            place += 1
        return None

    # -- what was told --------------------------------------------------------------------------

    def _judge_doubled(self) -> None:
        for key, ticks in self._told.items():
            number, code, kind, day = key
            reader = self._all.readers[number]
            seen: Counter[Window | None] = Counter()
            for tick in ticks:
                record = self._at(code, tick) or self._at(code, tick - 1)
                covering = self._covering(reader, record, code) if record else []
                window = None
                if covering:
                    found = windows(covering[0], Dated(kind, day), reader.holidays)
                    local = self._days[number][tick]
                    window = next((w for w in found if w[0] <= local <= w[1]), None)
                seen[window] += 1
            for window, count in seen.items():
                if count > 1:
                    self._verdict.doubled += count - 1
                    self._verdict.note(f"told {count} times: {key} in {window}")

    def _judge_wrong(self) -> None:
        for told in self._all.told:
            if not any(self._is_right(told, tick) for tick in (told.tick, told.tick + 1)):
                self._verdict.wrong += 1
                self._verdict.note(f"should not have been told: {told}")

    def _is_right(self, told: Told, tick: int) -> bool:
        """Whether a date was one of the record's, for this chat, at a tick."""
        reader = self._all.readers[told.mailbox]
        muted = self._muted.get((told.mailbox, told.code, told.kind, told.day))
        if muted is not None and told.tick >= muted:
            return False
        local = self._days[told.mailbox][told.tick]
        for segment in self._segments.get((told.code, reader.sees), ()):
            if segment.first <= tick < segment.end and self._covering(
                reader, segment.record, told.code
            ):
                return any(
                    (d.kind, d.day) == (told.kind, told.day) and d.first <= local <= d.last
                    for d in segment.dates
                )
        return False

    # -- the weekly line ------------------------------------------------------------------------

    def _judge_weekly(self, number: Mailbox, reader: Reader) -> None:
        days, able = self._days[number], self._able[number]
        told = [t.tick for t in self._all.weekly if t.mailbox == number]
        since = min(wish.since for wish in reader.wishes)
        monday = since + timedelta(days=-since.weekday() % 7)
        while monday <= days[-1]:
            first = told_on(monday, 0, reader.holidays)
            last = told_on(monday + timedelta(days=7), 0, reader.holidays) - DAY
            here = [t for t in told if first <= days[t] <= last]
            place = bisect_left(able, bisect_left(days, first))
            held = self._held.get((number, "*", "weekly", monday), ())
            while place < len(able) and any(a <= able[place] <= b for a, b in held):
                place += 1
            if place < len(able) and days[able[place]] <= last:
                self._verdict.weekly_due += 1
                if not any(t <= able[place] for t in here):
                    self._verdict.weekly_missed += 1
                    self._verdict.note(f"weekly line of {number} for {monday} missed")
            self._verdict.weekly_doubled += max(0, len(here) - 1)
            monday += timedelta(days=7)


def covers(wish: Wish, record: Record, code: str) -> bool:
    """Whether a record is among those wished for."""
    parties = [p for p in record.get("parties", ()) if isinstance(p, dict)]
    countries = {party.get("country", "") for party in parties}
    return (
        (not wish.codes or code in wish.codes)
        and (not wish.countries or not countries.isdisjoint(wish.countries))
        and (not wish.kinds or record.get("kind", "other") in wish.kinds)
        and (not wish.units or record.get("owner", {}).get("unit", "") in wish.units)
    )


def windows(wish: Wish, dated: Dated, country: str) -> list[Window]:
    """The days on which each tier of a date is to be told; tiers of one day are one."""
    tiers = {"decide-by": wish.decide, "notice-by": wish.notice, "expires": wish.expiry}
    days = sorted({told_on(dated.day, tier, country) for tier in tiers.get(dated.kind, (0,))})
    ends = [day - DAY for day in days[1:]] + [dated.day + timedelta(days=TOLD_AFTER)]
    return [(day, end) for day, end in zip(days, ends, strict=True) if day <= end]
