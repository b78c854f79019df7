"""From a question to its answer: one agreement, a choice, a list, a count, or nothing on record.

The order of the decision: codes and names people gave to a text are sure; a named party, a date,
a status and a kind filter; what remains must answer to everything else the question is about.
Several texts that only replace or extend one another count as one, the current one. Where two
remain that differ, the asker decides. Where nothing remains, that is said, with the nearest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.agreements.agreement import Agreement
from bot.search.answer import Absent, Answer, AnswerKind, Match
from bot.search.day_view import DayView
from bot.search.filters import (
    has_kind,
    is_full_agreement,
    narrowed,
    of_years,
    with_parties,
    without_parties,
)
from bot.search.grouping import groups_of
from bot.search.index import Scores
from bot.search.ordering import ordered
from bot.search.question import Ask, Mode, Question
from bot.search.subject import Coverage, Unit, coverage, units_of
from bot.search.titles import TitleMatcher

#: So many of the nearest are told along with "nothing on record".
MOST_NEAREST = 10
#: The first of several must lead the second by this factor to be taken for the one meant.
MARGIN = 1.45
#: A title must be matched to this share of its telling words to be taken for the one meant.
TITLE_SHARE, TITLE_MARGIN = 0.62, 1.08
#: So many records, best first, are compared with a title that was typed.
TITLES_COMPARED = 40
#: A choice of more than this is a list.
MOST_CHOICES = 12

Allowed = Callable[[Agreement], bool]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the filters left, and what had to be left aside or was not there."""

    agreements: list[Agreement]
    possibly: frozenset[str] = frozenset()
    undetermined: tuple[str, ...] = ()
    absent: tuple[tuple[Absent, str], ...] = ()
    widened: tuple[str, ...] = ()


def decide(question: Question, view: DayView, allowed: Allowed) -> Answer:
    """Return the answer. `allowed` says which records the asker may see: others do not exist."""
    return _Decision(question, view, allowed).answer()


class _Decision:
    """Decides one question; holds what its steps share."""

    def __init__(self, question: Question, view: DayView, allowed: Allowed) -> None:
        self._question = question
        self._view = view
        self._allowed = allowed
        self._index = view.holdings.index
        self._units = units_of(question, self._index)
        self._scores: Scores | None = None
        own = view.holdings.vocabulary.own_country
        self._titles = TitleMatcher(question, self._index, own)

    def answer(self) -> Answer:
        question = self._question
        if question.mode in (Mode.HELP, Mode.GREETING, Mode.THANKS):
            return self._told(AnswerKind.HELP)
        if question.title_like and not (question.codes or question.names):
            return self._by_title()
        if not question.filters_something and question.mode is not Mode.DUE:
            return self._about_everything()
        found = self._found()
        if not found.agreements:
            return self._nothing(found)
        return self._shaped(found)

    # -- finding --------------------------------------------------------------------------------

    def _found(self) -> _Found:
        question = self._question
        if question.codes or question.unknown_codes:
            return self._by_code()
        if question.names:
            named = self._by_name()
            if named:
                return _Found(named)
        as_title = question.is_bare and len(question.parties) > 1
        found = self._filtered(named_in_title=as_title)
        narrowed_away = any(absent is Absent.DATE for absent, _ in found.absent)
        if found.agreements or as_title or narrowed_away or not question.parties:
            return found
        wider = self._filtered(named_in_title=True)
        return wider if wider.agreements else found

    def _by_code(self) -> _Found:
        found = self._visible(self._question.codes)
        absent = tuple((Absent.CODE, code) for code in self._question.unknown_codes)
        return _Found(found, absent=absent)

    def _by_name(self) -> list[Agreement]:
        """Return the agreements known by that name, those that fit the rest of the question."""
        named = self._visible(self._question.names)
        parties = with_parties(self._question.parties, self._view, named=True)
        fitting = [a for a in named if parties is None or a.id in parties]
        if self._question.years:
            fitting = of_years(fitting, self._question.years) or fitting
        return fitting or named

    def _visible(self, ids: Iterable[str]) -> list[Agreement]:
        found = (self._view.holdings.get(agreement_id) for agreement_id in ids)
        return [agreement for agreement in found if agreement and self._allowed(agreement)]

    def _filtered(self, *, named_in_title: bool) -> _Found:
        question, view = self._question, self._view
        ids = self._party_ids(named=named_in_title)
        if question.among:
            ids = set(question.among) if ids is None else ids.intersection(question.among)
        excluded = without_parties(question.parties, view)
        candidates = self._visible(sorted(ids) if ids is not None else view.holdings.agreements)
        candidates = [a for a in candidates if a.id not in excluded]
        if not candidates:
            nowhere = [unit for unit in self._units if not unit.weights]
            absent = self._absent_parties()
            return _Found(
                [], absent=absent + self._absent_units(tuple(nowhere)) if nowhere else absent
            )
        covered = coverage(self._units, (a.id for a in candidates))
        about = self._about(candidates, covered)
        if not about:
            return _Found([], absent=self._absent_units(covered.unanswered))
        about, widened = self._of_kind(about)
        if question.years:
            about, more = self._of_year(about)
            widened += more
        result = narrowed(question, about, view)
        return _Found(
            result.kept,
            frozenset(result.possibly),
            tuple(result.undetermined),
            () if result.kept else ((Absent.DATE, ""),),
            widened,
        )

    def _party_ids(self, *, named: bool) -> set[str] | None:
        """Return the records with all parties; where no text has them all, those with any."""
        slots = [slot for slot in self._question.parties if not slot.excluded]
        ids = with_parties(slots, self._view, named=named)
        if ids or len(slots) < 2:
            return ids
        each = [with_parties([slot], self._view, named=named) or set() for slot in slots]
        several = self._question.mode in (Mode.LIST, Mode.COUNT, Mode.COMPARE, Mode.HISTORY)
        return set[str]().union(*each) if several and all(each) else ids

    def _about(self, candidates: list[Agreement], covered: Coverage) -> list[Agreement]:
        """Return the records about what was asked.

        Things named side by side ("AI and cloud") are a list's alternatives, those that have all
        told first; a question about one agreement means a text that has them all.
        """
        if not self._units:
            return candidates
        if covered.unanswered:
            return []
        several = self._question.mode is not Mode.OPEN or not covered.whole
        held = covered.any_segment if several else covered.whole
        return [a for a in candidates if a.id in held]

    def _of_kind(self, about: list[Agreement]) -> tuple[list[Agreement], tuple[str, ...]]:
        kinds = self._question.kinds
        if not kinds:
            return about, ()
        kept = [a for a in about if has_kind(a, kinds)]
        if kept or self._question.mode in (Mode.LIST, Mode.COUNT):
            return kept, ()
        return about, ("kind",)

    def _of_year(self, about: list[Agreement]) -> tuple[list[Agreement], tuple[str, ...]]:
        kept = of_years(about, self._question.years)
        return (kept, ()) if kept else (about, ("year",))

    def _absent_parties(self) -> tuple[tuple[Absent, str], ...]:
        slots = [s for s in self._question.parties if not s.excluded]
        missing = [s for s in slots if not with_parties([s], self._view)]
        if missing:
            return tuple((Absent.PARTY, "/".join(s.ids)) for s in missing)
        return tuple((Absent.TOGETHER, "/".join(s.ids)) for s in slots)

    def _absent_units(self, unanswered: tuple[Unit, ...]) -> tuple[tuple[Absent, str], ...]:
        units = unanswered or tuple(self._units)
        return tuple(
            (Absent.AREA if unit.is_area else Absent.WORDS, unit.reason.partition(":")[2])
            for unit in units
        )

    # -- shaping ----------------------------------------------------------------------------------

    def _shaped(self, found: _Found) -> Answer:
        question = self._question
        agreements = ordered(question, found.agreements, self._view, self._score)
        if self._leaves_party_open(agreements):
            return self._told(AnswerKind.CHOICE, agreements, found)
        if question.mode is Mode.COUNT:
            groups = groups_of(question, agreements, self._view)
            return self._told(AnswerKind.COUNT, agreements, found, groups=groups)
        if question.mode is Mode.HISTORY and len(self._heads(agreements)) == 1:
            agreements = [a for a in self._view.chain(agreements[0]) if self._allowed(a)]
        if question.mode in (Mode.HISTORY, Mode.COMPARE, Mode.DUE):
            kind = AnswerKind.LIST if len(agreements) > 1 else AnswerKind.ONE
            return self._told(kind, agreements, found)
        if question.order and agreements:
            return self._told(AnswerKind.ONE, agreements[:1], found)
        if question.mode is Mode.LIST:
            return self._listed(agreements, found)
        return self._single(agreements, found)

    def _leaves_party_open(self, agreements: list[Agreement]) -> bool:
        """Whether a name that may mean several bodies has agreements with more than one of them."""
        for slot in self._question.parties:
            if slot.is_doubtful:
                features = [self._index.features_of(a.id) for a in agreements]
                met = {p for f in features if f for p in slot.ids if p in f.parties | f.named}
                if len(met) > 1:
                    return True
        return False

    def _listed(self, agreements: list[Agreement], found: _Found) -> Answer:
        filtered = self._question.dates or self._question.statuses or self._question.missing
        if len(agreements) == 1 and not filtered:
            return self._told(AnswerKind.ONE, agreements, found)
        return self._told(AnswerKind.LIST, agreements, found)

    def _single(self, agreements: list[Agreement], found: _Found) -> Answer:
        """Return the one agreement that is meant, or let the asker choose."""
        lines: dict[str, list[Agreement]] = {}
        for agreement in agreements:
            current = self._current(agreement, agreements)
            lines.setdefault(current.id, []).append(agreement)
        heads = self._visible(lines)
        if len(heads) == 1:
            rest = [a for a in agreements if a.id != heads[0].id]
            return self._told(AnswerKind.ONE, [heads[0], *rest], found, total=1)
        leader = self._leader(lines) or self._foremost(heads)
        if leader:
            rest = [a for a in agreements if a.id != leader.id]
            return self._told(AnswerKind.ONE, [leader, *rest], found, total=1)
        asks_one = bool(self._question.asks) or len(agreements) <= MOST_CHOICES
        wants_field = bool(self._question.asks) and asks_one
        return self._told(AnswerKind.CHOICE if wants_field else AnswerKind.LIST, agreements, found)

    def _heads(self, agreements: list[Agreement]) -> set[str]:
        """Return the ids of the texts that count today in the lines of these agreements."""
        return {self._view.current(self._view.chain(a)).id for a in agreements}

    def _current(self, agreement: Agreement, among: list[Agreement]) -> Agreement:
        """Return the text that counts today in place of this one, unless it was asked for."""
        question = self._question
        if question.years or question.dates or question.statuses or question.codes:
            return agreement
        chain = tuple(a for a in self._view.chain(agreement) if self._allowed(a))
        if Ask.REPLACED_BY in question.asks and len(chain) > 1:
            return chain[-2] if chain[-1].id == self._view.current(chain).id else chain[-1]
        current = self._view.current(chain)
        subjects_differ = self._units and current.id not in {a.id for a in among}
        return agreement if subjects_differ else current

    def _foremost(self, heads: list[Agreement]) -> Agreement | None:
        """Return the one signed text between public bodies, where all others are less than that.

        "The agreement with Laos" is the ministries' memorandum, not the post companies' one nor a
        text that a page mentions; with two such texts the asker decides.
        """
        if self._units or not self._question.parties:
            return None
        full = [agreement for agreement in heads if is_full_agreement(agreement)]
        return full[0] if len(full) == 1 else None

    def _leader(self, lines: dict[str, list[Agreement]]) -> Agreement | None:
        """Return the agreement that clearly fits better than all others, or None."""
        if not self._units:
            return None
        best = sorted(
            ((max(self._score(a) for a in members), head) for head, members in lines.items()),
            reverse=True,
        )
        (first, head), (second, _) = best[0], best[1]
        if first < second * MARGIN:
            return None
        return next(iter(self._visible([head])), None)

    # -- titles and everything -------------------------------------------------------------------

    def _by_title(self) -> Answer:
        """Find the text whose title is written out, under whatever wording."""
        ranked = self._ranked_titles()
        if not ranked:
            return self._nothing(_Found([], absent=self._absent_units(())))
        (first, share, score), second = ranked[0], ranked[1][2] if len(ranked) > 1 else 0.0
        agreements = [agreement for agreement, _, _ in ranked]
        if share >= TITLE_SHARE and score >= second * TITLE_MARGIN:
            return self._told(AnswerKind.ONE, agreements, _Found(agreements), total=1)
        close = [a for a, s, value in ranked if s >= TITLE_SHARE and value * TITLE_MARGIN >= score]
        if len(close) > 1:
            return self._told(AnswerKind.CHOICE, agreements, _Found(close), total=len(close))
        if share >= TITLE_SHARE:
            return self._told(AnswerKind.ONE, [first, *agreements[1:]], _Found([first]), total=1)
        nearest = agreements[:MOST_NEAREST]
        return self._told(
            AnswerKind.NONE, [], _Found([], absent=((Absent.TITLE, ""),)), nearest=nearest
        )

    def _ranked_titles(self) -> list[tuple[Agreement, float, float]]:
        matcher = self._titles
        rows = [
            (agreement, *matcher.match(agreement, score))
            for agreement_id, score in self._all_scores().best(TITLES_COMPARED)
            if (agreement := self._view.holdings.get(agreement_id)) and self._allowed(agreement)
        ]
        return sorted(rows, key=lambda row: (-row[2], row[0].id))

    def _about_everything(self) -> Answer:
        """Answer a question that narrows nothing: all of the register, or nothing understood."""
        question = self._question
        everything = question.mode in (Mode.LIST, Mode.COUNT, Mode.HISTORY) or question.order
        if not everything and not question.asks:
            absent = ((Absent.NOT_UNDERSTOOD, ""),)
            return self._told(AnswerKind.NONE, [], _Found([], absent=absent))
        agreements = self._visible(self._view.holdings.agreements)
        if not everything:
            agreements = []
        if not agreements:
            return self._told(
                AnswerKind.NONE, [], _Found([], absent=((Absent.NOT_UNDERSTOOD, ""),))
            )
        return self._shaped(_Found(agreements))

    # -- telling ----------------------------------------------------------------------------------

    def _all_scores(self) -> Scores:
        if self._scores is None:
            self._scores = self._index.rank(self._question.terms)
        return self._scores

    def _score(self, agreement: Agreement) -> float:
        """Return how well a record fits; names alone are compared with titles as a whole."""
        score = self._all_scores().of(agreement.id)
        return self._titles.match(agreement, score)[1] if self._question.is_bare else score

    def _nothing(self, found: _Found) -> Answer:
        kind = AnswerKind.COUNT if self._question.mode is Mode.COUNT else AnswerKind.NONE
        if kind is AnswerKind.COUNT and any(a is Absent.NOT_UNDERSTOOD for a, _ in found.absent):
            kind = AnswerKind.NONE
        return self._told(kind, [], found)

    def _told(
        self,
        kind: AnswerKind,
        agreements: list[Agreement] | None = None,
        found: _Found | None = None,
        *,
        total: int | None = None,
        groups: tuple[tuple[str, int], ...] = (),
        nearest: list[Agreement] | None = None,
    ) -> Answer:
        agreements, found = agreements or [], found or _Found([])
        total = len(agreements) if total is None else total
        matches = [self._match(a, found) for a in agreements]
        if nearest is not None:
            matches += [self._match(a, found, nearest=True) for a in nearest]
        elif kind is not AnswerKind.HELP:
            matches += self._nearest({a.id for a in agreements})[
                : max(0, MOST_NEAREST - len(matches))
            ]
        return Answer(
            self._question,
            kind,
            self._view.today,
            tuple(matches),
            total,
            found.undetermined,
            found.absent,
            found.widened,
            groups,
        )

    def _match(self, agreement: Agreement, found: _Found, *, nearest: bool = False) -> Match:
        return Match(
            agreement.id,
            round(self._score(agreement), 3),
            self._because(agreement),
            nearest=nearest,
            possibly=agreement.id in found.possibly,
        )

    def _nearest(self, told: set[str]) -> list[Match]:
        """Return the best of the rest: with the parties asked for first, then by score."""
        wanted = with_parties(self._question.parties, self._view) or frozenset[str]()
        scores = self._all_scores()
        ranked = sorted(wanted, key=lambda i: (-scores.of(i), i))
        ranked += [i for i, _ in scores.best(MOST_NEAREST + len(told)) if i not in wanted]
        best = self._visible(i for i in ranked if i not in told)
        return [
            Match(a.id, round(self._score(a), 3), self._because(a), nearest=True)
            for a in best[:MOST_NEAREST]
        ]

    def _because(self, agreement: Agreement) -> tuple[str, ...]:
        """Return the reasons why a record is told; every one is true of it."""
        question, reasons = self._question, []
        if agreement.id in question.codes:
            reasons.append("code:" + agreement.id)
        if agreement.id in question.names:
            reasons.append("name")
        features = self._index.features_of(agreement.id)
        for slot in question.parties if not question.codes else ():
            held = [p for p in slot.ids if features and p in features.parties | features.named]
            reasons += ["party:" + party for party in held if not slot.excluded]
        reasons += [unit.reason for unit in self._units if agreement.id in unit.weights]
        if question.kinds and has_kind(agreement, question.kinds):
            reasons.append("kind:" + agreement.kind)
        facts = self._view.facts(agreement)
        reasons += [f"status:{facts.status}"] if question.statuses else []
        reasons += [f"date:{wanted.field}" for wanted in question.dates]
        return tuple(reasons)
