"""Which parties, kind, level and year a record has, in the wide sense in which people ask."""

from __future__ import annotations

from collections.abc import Iterable

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import InstrumentKind, PartyType
from bot.agreements.partial_date import Span
from bot.search.day_view import DayView
from bot.search.question import Level, Slot

#: People say MoU and mean memoranda of cooperation too; MoC they say on purpose.
KIND_FAMILIES: dict[InstrumentKind, frozenset[InstrumentKind]] = {
    InstrumentKind.MOU: frozenset({InstrumentKind.MOU, InstrumentKind.MOC}),
    InstrumentKind.MEMORANDUM: frozenset(
        {InstrumentKind.MEMORANDUM, InstrumentKind.MOU, InstrumentKind.MOC, InstrumentKind.MOA}
    ),
}


def with_parties(slots: Iterable[Slot], view: DayView, *, named: bool = False) -> set[str] | None:
    """Return the ids of records with all the parties asked for; None when no party is asked for.

    `named`: records that only name the party in their title count too.
    """
    index = view.holdings.index
    found: set[str] | None = None
    for slot in slots:
        if slot.excluded:
            continue
        holders = index.with_party if named else index.having_party
        ids = set[str]().union(*map(holders, slot.ids))
        found = ids if found is None else found & ids
    return found


def without_parties(slots: Iterable[Slot], view: DayView) -> set[str]:
    """Return the ids that "except Japan" takes out."""
    index = view.holdings.index
    return {i for slot in slots if slot.excluded for p in slot.ids for i in index.with_party(p)}


def kinds_meant(kinds: Iterable[InstrumentKind]) -> frozenset[InstrumentKind]:
    """Return the kinds that people mean when they name some."""
    return frozenset[InstrumentKind]().union(*(KIND_FAMILIES.get(k, {k}) for k in kinds))


def kinds_left_out(kinds: Iterable[InstrumentKind]) -> frozenset[InstrumentKind]:
    """Return the kinds that "no memorandum of any sort" leaves out; "no MoU" leaves MoCs."""
    general = {InstrumentKind.MEMORANDUM} & set(kinds)
    return kinds_meant(general) | frozenset(kinds)


def has_kind(agreement: Agreement, meant: frozenset[InstrumentKind], view: DayView) -> bool:
    """Return whether an agreement is of one of the kinds meant, see `kinds_meant`.

    A text that extends or amends a memorandum counts as one.
    """
    if agreement.kind in meant:
        return True
    if agreement.kind is not InstrumentKind.AMENDMENT:
        return False
    amended = (view.holdings.get(i) for i in agreement.amends)
    return any(other is not None and has_kind(other, meant, view) for other in amended)


def has_level(agreement: Agreement, level: Level, own_country: str) -> bool:
    """Return whether it is with companies only, or has a public body on the other side."""
    others = [p for p in agreement.parties if p.country != own_country]
    companies = bool(others) and all(p.type is PartyType.COMPANY for p in others)
    return companies if level is Level.COMPANY else not companies


def is_full_agreement(agreement: Agreement, own_country: str) -> bool:
    """Return whether it is a text agreed between public bodies, not a draft, plan or company's."""
    if agreement.is_talks or agreement.kind is InstrumentKind.OTHER:
        return False
    return not agreement.is_draft and has_level(agreement, Level.PUBLIC, own_country)


def of_years(agreements: list[Agreement], years: tuple[int, ...]) -> list[Agreement]:
    """Return those of a year that was only named: by start, else by any date, code or title."""
    started = [a for a in agreements if a.start and _covers_year(Span.of(a.start), years)]
    if started:
        return started
    texts = tuple(map(str, years)) + tuple(str(year + 543) for year in years)
    return [a for a in agreements if _names_year(a, years, texts)]


def _covers_year(span: Span, years: tuple[int, ...]) -> bool:
    return any(span.earliest.year <= year <= span.latest.year for year in years)


def _names_year(agreement: Agreement, years: tuple[int, ...], texts: tuple[str, ...]) -> bool:
    dates = (agreement.signed, agreement.approved, agreement.expires, agreement.terminated)
    if any(day and day.year in years for day in dates):
        return True
    named = " ".join((agreement.id, *agreement.title.wordings, *agreement.aliases))
    return any(text in named for text in texts)


def notices_of(agreement: Agreement) -> tuple[int | None, int | None]:
    """Return the months of notice to stop its renewal, and those to end it at any time."""
    return agreement.renewal.notice_months, agreement.termination_notice_months
