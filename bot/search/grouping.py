"""Counts broken down: how many by country, kind, status, year, area or owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import chain

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import PartyType
from bot.search.day_view import DayView
from bot.search.question import Grouping, Question

#: Stands for a record in which the thing that is counted by is not recorded.
NOT_RECORDED = ""


def groups_of(
    question: Question, agreements: Iterable[Agreement], view: DayView
) -> tuple[tuple[str, int], ...]:
    """Return (group, number), largest first (years in order); the group is an id, not a word."""
    if question.grouping is None:
        return ()
    work_out = partial(_counted_in, question.grouping, view=view)
    groups = view.column(("groups", question.grouping), work_out)
    counts = Counter(chain.from_iterable(groups[agreement.id] for agreement in agreements))
    if question.sizes:
        fewest, most = question.sizes
        counts = Counter({k: n for k, n in counts.items() if k and fewest <= n <= most})
    if question.grouping is Grouping.YEAR:
        return tuple(sorted(counts.items(), key=lambda item: (item[0] == NOT_RECORDED, item[0])))
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _counted_in(grouping: Grouping, agreement: Agreement, *, view: DayView) -> list[str]:
    return _groups(grouping, agreement, view=view) or [NOT_RECORDED]


def _groups(grouping: Grouping, agreement: Agreement, *, view: DayView) -> list[str]:
    vocabulary = view.holdings.vocabulary
    features = view.holdings.index.features_of(agreement.id)
    if grouping is Grouping.COUNTRY:
        parties = features.parties if features else frozenset[str]()
        known = (vocabulary.directory.get(party) for party in parties)
        others = [p.id for p in known if p and p.type in ("country", "bloc")]
        return [p for p in others if p != vocabulary.own_country]
    if grouping is Grouping.OWN_BODY:
        return _own_bodies(agreement, view)
    if grouping is Grouping.KIND:
        return [agreement.kind.value]
    if grouping is Grouping.STATUS:
        return [view.facts(agreement).status.value]
    if grouping is Grouping.YEAR:
        when = agreement.signed or agreement.in_force
        return [str(when.year)] if when else []
    if grouping is Grouping.OWNER:
        return [agreement.owner.unit] if agreement.owner.unit else []
    return sorted(features.areas) if features else []


def _own_bodies(agreement: Agreement, view: DayView) -> list[str]:
    """Return the ids of the bodies of the own side; a name where nobody has an id for it."""
    vocabulary = view.holdings.vocabulary
    own, directory = vocabulary.own_country, vocabulary.directory
    found: list[str] = []
    for party in agreement.parties:
        if party.country == own and party.type is not PartyType.STATE:
            bodies = [i for i in sorted(directory.ids_of(party)) if i != own and i in directory]
            found.append(bodies[0] if len(bodies) == 1 else party.name.en or party.name.th)
    return list(dict.fromkeys(found))
