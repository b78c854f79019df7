"""Which records answer a question: codes and names first, then filters, then what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.agreements.agreement import Agreement
from bot.agreements.kinds import InstrumentKind
from bot.search.answer import Absent, absent_name
from bot.search.both_subjects import are_both_wanted
from bot.search.features import AREA, TITLE
from bot.search.filters import narrowed
from bot.search.question import Mode, Question, Slot
from bot.search.scoring import Scoring
from bot.search.subject import Coverage, Unit, coverage, word_unit
from bot.search.traits import has_kind, kinds_meant, of_years, with_parties, without_parties

_OR = re.compile(r"\bor\b|หรือ")
#: Memoranda of every name, which people mix up: which of them it is asks for no other text.
MEMORANDA = frozenset(
    {
        InstrumentKind.MOU,
        InstrumentKind.MOC,
        InstrumentKind.MOA,
        InstrumentKind.MEMORANDUM,
        InstrumentKind.ARRANGEMENT,
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """What remained, and what had to be left aside or was not there.

    `possibly`: ids that a partial date leaves open. `undetermined`: ids that no date tells.
    `absent`: what was asked for and is not on record. `widened`: filters that were left aside.
    `besides`: what there is where nothing is of the kind that was asked for.
    """

    agreements: list[Agreement]
    possibly: frozenset[str] = frozenset()
    undetermined: tuple[str, ...] = ()
    absent: tuple[tuple[Absent, str], ...] = ()
    widened: tuple[str, ...] = ()
    besides: tuple[Agreement, ...] = ()

    @property
    def left_dates_aside(self) -> bool:
        """Whether a date that was taken for granted had to be left aside."""
        return "date" in self.widened

    @property
    def absent_words(self) -> bool:
        """Whether something was asked about that is no area anybody knows."""
        return any(reason is Absent.WORDS for reason, _ in self.absent)


class Finder:
    """Finds the records that answer one question."""

    def __init__(self, scoring: Scoring) -> None:
        self._scoring = scoring
        self._question = scoring.question
        self._view = scoring.view
        self._is_several = self._question.mode in (
            Mode.LIST,
            Mode.COUNT,
            Mode.COMPARE,
            Mode.HISTORY,
        ) or _names_alternatives(self._question)

    def find(self) -> Found:
        """Return what answers the question."""
        question = self._question
        if question.codes or question.unknown_codes:
            absent = tuple((Absent.CODE, code) for code in question.unknown_codes)
            coded = self._scoring.visible(question.codes)
            return Found(coded, absent=(*absent, *self._untouched(coded)))
        if question.names:
            named = self._by_name()
            if named:
                years = question.years
                widened = ("year",) if years and not of_years(named, years) else ()
                return Found(named, absent=self._untouched(named), widened=widened)
            known = self._scoring.visible(question.names)
            if known and question.dates and question.mode is Mode.OPEN and not question.among:
                # "DEPA was signed in 2024, right?" is told what is on record of it.
                return Found(known, widened=("date",))
        found = self._with_premise()
        if "kind" in found.widened and question.parties:
            # "The Singapore declaration" is not with Singapore, it is called so.
            titled = self._filtered(named_in_title=True)
            found = found if "kind" in titled.widened or not titled.agreements else titled
        if found.agreements or not question.parties:
            return found
        if _is_narrowed_away(found) and not question.among:
            return found
        as_title = self._filtered(named_in_title=True)
        return as_title if as_title.agreements else found

    def _untouched(self, agreements: list[Agreement]) -> tuple[tuple[Absent, str], ...]:
        """Return what a question says of texts found by code or name, though none is about it."""
        ids = {agreement.id for agreement in agreements}
        if not ids or self._question.mode is Mode.COMPARE:
            return ()
        areas = [slot for slot in self._question.areas if self._question.says(slot)]
        written = {slot.written for slot in areas}
        return self._absent_units(
            tuple(
                unit
                for unit in self._scoring.units
                if unit.is_area and unit.written in written and ids.isdisjoint(unit.weights)
            )
        )

    def _with_premise(self) -> Found:
        """Find, and where a date that was taken for granted leaves nothing, leave it aside.

        "The India MoU ends in August 2027, right?" is answered with what is on record of it.
        """
        question = self._question
        as_title = question.is_bare and len(question.parties) > 1
        found = self._filtered(named_in_title=as_title)
        premise = question.dates and question.parties and question.mode is Mode.OPEN
        premise = premise and not question.among
        if found.agreements or not premise or not _is_narrowed_away(found):
            return found
        without = replace(question, dates=())
        again = self._filtered(named_in_title=as_title, question=without)
        return replace(again, widened=(*again.widened, "date")) if again.agreements else found

    def _by_name(self) -> list[Agreement]:
        """Return the agreements known by that name, those that fit the rest of the question."""
        question = self._question
        named = self._scoring.visible(question.names)
        if question.mode is Mode.COMPARE and (question.parties or question.areas):
            others = self._filtered(named_in_title=False).agreements
            return [*named, *(a for a in others if a.id not in question.names)]
        parties = with_parties(question.parties, self._view, named=True)
        fitting = [a for a in named if parties is None or a.id in parties]
        if question.years:
            fitting = of_years(fitting, question.years) or fitting
        if question.dates or question.statuses or question.among:
            fitting = narrowed(question, fitting, self._view).kept
            return [a for a in fitting if not question.among or a.id in question.among]
        return fitting or named

    def _filtered(self, *, named_in_title: bool, question: Question | None = None) -> Found:
        question = question or self._question
        candidates = self._candidates(named=named_in_title)
        if candidates is not None and not candidates:
            nowhere = tuple(unit for unit in self._scoring.units if not unit.weights)
            absent = self._absent_parties()
            return Found([], absent=absent + self._absent_units(nowhere))
        # "With Germany and France": whom nothing is with is told beside what there is.
        beside = self._parties_without_any() if candidates else ()
        if self._scoring.units:
            covered = coverage(self._scoring.units, candidates)
            candidates = self._about(covered)
            beside += self._absent_units(covered.unanswered)
            if not candidates:
                units = covered.unanswered or tuple(self._scoring.units)
                return Found([], absent=self._absent_units(units))
        holdings = self._view.holdings
        about = list(holdings) if candidates is None else self._scoring.visible(candidates)
        of_kind, widened = self._of_kind(about)
        if self._question.kinds and not of_kind:
            return self._none_of_kind(about)
        about = of_kind
        if question.years:
            kept = of_years(about, question.years)
            if question.among and not kept:
                return Found([], absent=((Absent.DATE, ""),), widened=widened)
            about, widened = (kept, widened) if kept else (about, (*widened, "year"))
        result = narrowed(question, about, self._view)
        if question.recorded and not result.kept and self._is_of_some():
            # "Which of the German ones are signed": of none it is recorded, which is to be told.
            others = narrowed(replace(question, recorded=()), about, self._view)
            widened = (*widened, "recorded") if others.kept else widened
            result = others if others.kept else result
        return Found(
            result.kept,
            frozenset(result.possibly),
            tuple(sorted(result.undetermined)),
            beside if result.kept else ((Absent.DATE, ""),),
            widened,
        )

    def _is_of_some(self) -> bool:
        """Whether it asks of texts it names which have something, not how many have."""
        names = self._question.names_something or self._question.among
        return bool(names) and self._question.mode is not Mode.COUNT

    def _candidates(self, *, named: bool) -> set[str] | None:
        """Return the ids of the records that may be meant; None where all may be."""
        on_record = self._view.holdings.agreements
        ids = self._party_ids(named=named)
        if among := self._question.among:
            ids = {i for i in among if i in on_record and (ids is None or i in ids)}
        excluded = without_parties(self._question.parties, self._view)
        excluded |= self._mainly_on_what_is_left_out()
        if ids is None and (excluded or not on_record):
            ids = set(on_record)
        return ids - excluded if ids and excluded else ids

    def _mainly_on_what_is_left_out(self) -> set[str]:
        """Return the records that "but not postal" takes out: those with it in their title.

        Of a word that is left out every record that holds it.
        """
        index = self._view.holdings.index
        held = (word_unit(word, index).weights for word in self._question.not_words)
        return set[str]().union(*held) | {
            agreement_id
            for slot in self._question.not_areas
            for area in slot.ids
            for agreement_id in index.holders(AREA + area)
            if index.with_term(AREA + area)[agreement_id] >= TITLE
        }

    def _party_ids(self, *, named: bool) -> set[str] | None:
        """Return the records with all parties; where no text has them all, those with any."""
        slots = [slot for slot in self._question.parties if not slot.excluded]
        ids = with_parties(slots, self._view, named=named)
        if ids or len(slots) < 2:
            return ids
        together = with_parties(slots, self._view, named=True)
        if together:
            return together
        if any(map(self._is_own, slots)):
            return ids  # "Thailand Post and Japan" is not what either has with anybody
        each = [with_parties([slot], self._view, named=named) or set() for slot in slots]
        enough = any(each) if self._question.mode in (Mode.LIST, Mode.COUNT) else all(each)
        return set[str]().union(*each) if self._is_several and enough else ids

    def _is_own(self, slot: Slot) -> bool:
        directory, own = self._view.holdings.vocabulary.directory, self._scoring.own_country
        return all(directory.country_of(party) == own for party in slot.ids)

    def _about(self, covered: Coverage) -> set[str]:
        """Return the ids of the records about what was asked.

        Things named side by side ("AI and cloud") are a list's alternatives, those that have all
        told first; a question about one agreement means a text that has them all.
        """
        if self._is_mostly_unknown():
            return set()
        # "Crypto and blockchain": what nothing answers to is told beside what answers.
        if len(self._question.areas) > 1 and are_both_wanted(self._question.normal):
            return covered.whole
        several = self._is_several or not covered.whole
        return covered.any_segment if several else covered.whole

    def _is_mostly_unknown(self) -> bool:
        """Whether free words are all that is asked about, and the register knows few of them."""
        question = self._question
        names = question.parties or question.areas or question.kinds or question.names
        words = [word for word in question.words if not word.is_plain]
        known = sum(word.is_held for word in words)
        return not names and len(words) > 2 and known * 2 < len(words)

    def _of_kind(self, about: list[Agreement]) -> tuple[list[Agreement], tuple[str, ...]]:
        kinds = self._question.kinds
        # "DEPA the treaty and the memo with Japan": the kind is said of the one that has a name.
        named = self._question.names and self._question.mode is Mode.COMPARE
        if not kinds or named:
            return about, ()
        kept = [a for a in about if has_kind(a, kinds_meant(kinds), self._view)]
        if not kept and kinds == (InstrumentKind.ARRANGEMENT,):
            return about, ("kind",)  # said of any text where none is called so
        question = self._question
        names = question.names_something or any(word.is_held for word in question.words)
        # A field of "the treaty with Laos" is told of what there is with Laos, marked as that.
        of_one = names and question.mode not in (Mode.LIST, Mode.COUNT)
        if kept or not of_one or not (question.asks or MEMORANDA.issuperset(kinds)):
            return kept, ()
        return about, ("kind",)

    def _none_of_kind(self, about: list[Agreement]) -> Found:
        """Return nothing, with what there is of other kinds that fits all else."""
        names = self._question.names_something
        fitting = narrowed(self._question, about, self._view).kept if names else []
        besides = tuple(self._scoring.ranked(fitting or (about if names else [])))
        return Found([], absent=((Absent.KIND, ""),), besides=besides)

    def _parties_without_any(self) -> tuple[tuple[Absent, str], ...]:
        slots = [s for s in self._question.parties if not s.excluded]
        none = (s for s in slots if not with_parties([s], self._view, named=True))
        return tuple((Absent.PARTY, absent_name(s)) for s in none)

    def _absent_parties(self) -> tuple[tuple[Absent, str], ...]:
        slots = [s for s in self._question.parties if not s.excluded]
        missing = [s for s in slots if not with_parties([s], self._view)]
        if missing:
            return tuple((Absent.PARTY, absent_name(s)) for s in missing)
        if len(slots) < 2:
            return ((Absent.DATE, ""),)  # there is some, though not of what was just told
        return tuple((Absent.TOGETHER, absent_name(s)) for s in slots)

    def _absent_units(self, units: tuple[Unit, ...]) -> tuple[tuple[Absent, str], ...]:
        return tuple(
            (Absent.AREA if unit.is_area else Absent.WORDS, unit.reason.partition(":")[2])
            for unit in units
        )


def _names_alternatives(question: Question) -> bool:
    """Whether either of two areas will do: "AI or cloud"."""
    areas = sorted(question.areas, key=lambda slot: slot.start)
    between = (
        question.normal[first.start + len(first.written) : second.start]
        for first, second in pairwise(areas)
    )
    return any(_OR.search(text) for text in between)


def _is_narrowed_away(found: Found) -> bool:
    return any(absent is Absent.DATE for absent, _ in found.absent)
