"""From a question to its answer: one agreement, a choice, a list, a count, or nothing on record.

The order of the decision: codes and names people gave to a text are sure; a named party, a date,
a status and a kind filter; what remains must answer to everything else the question is about.
Several texts that only replace or extend one another count as one, the current one. Where two
remain that differ, the asker decides. Where nothing remains, that is said, with the nearest.
"""

from __future__ import annotations

from dataclasses import replace

from bot.agreements.agreement import Agreement
from bot.agreements.status import ENDED
from bot.search.alike_codes import codes_like
from bot.search.answer import MEMBERS, Absent, Answer, AnswerKind
from bot.search.both_subjects import are_two_said
from bot.search.called_so import with_held_words
from bot.search.choice import Choice
from bot.search.day_view import DayView
from bot.search.extremes import are_extremes, how_many, level_with
from bot.search.features import TITLE
from bot.search.finding import Finder, Found
from bot.search.grouping import groups_of
from bot.search.lacking import are_lacking_asked, lacking
from bot.search.members import through_members
from bot.search.ordering import is_concluded, ordered
from bot.search.picking import Picker
from bot.search.question import Ask, Mode, Order, Question
from bot.search.scoring import Scoring
from bot.search.status_filters import is_one_in_use
from bot.search.traits import with_parties
from bot.search.typed_title import titles_meant
from bot.search.very_names import with_names_as_words
from bot.search.wanting_lists import wants_list

#: So many of the nearest are told along with "nothing on record".
MOST_NEAREST = 10
#: A text of so many letters may describe what is meant, though it is shaped like a title.
LONGEST_DESCRIPTION = 60


def decide(question: Question, view: DayView) -> Answer:
    """Return the answer from what the view has: records the asker may not see do not exist."""
    through = through_members(question, view)
    if through is not question:
        answer = _Decision(through, view).answer()
        if answer.ids:
            asked = set(question.parties)
            widened = (MEMBERS + slot.group for slot in through.parties if slot not in asked)
            return replace(answer, widened=(*answer.widened, *widened))
    answer = _Decision(question, view).answer()
    if answer.undetermined and not answer.ids and is_one_in_use(question):
        # "The one in use": of a text that nobody knows to be over its card tells so.
        answer = _Decision(replace(question, statuses=()), view).answer()
    if answer.ids or (named := with_names_as_words(question, view)) is question:
        return answer
    again = _Decision(named, view).answer()
    return again if again.ids else answer


class _Decision:
    """Decides one question; holds what its steps share."""

    def __init__(self, question: Question, view: DayView) -> None:
        self._question = question
        self._view = view
        self._scoring = Scoring(question, view)
        self._choice = Choice(self._scoring)

    def answer(self) -> Answer:
        question = self._question
        if question.mode in (Mode.HELP, Mode.GREETING, Mode.THANKS, Mode.CHANGE, Mode.MEANING):
            return self._told(AnswerKind.HELP)
        if question.mode is Mode.ELSEWHERE:
            absent = ((Absent.NOT_UNDERSTOOD, ""),)
            named = with_parties(question.parties, self._view) or set()
            nearest = self._scoring.ranked(self._scoring.visible(named))[:MOST_NEAREST]
            return self._told(AnswerKind.NONE, [], Found([], absent=absent), nearest=nearest)
        if question.title_like and not (question.codes or question.names):
            return self._by_title()
        if are_lacking_asked(question):
            missing, others = lacking(question, self._view)
            if missing or others:
                return self._told(AnswerKind.NONE, found=Found([], absent=missing), nearest=others)
        if not question.filters_something and question.mode is not Mode.DUE:
            return self._about_everything()
        found = Finder(self._scoring).find()
        if not found.agreements:
            return self._nothing(found)
        return self._shaped(found)

    # -- shaping ----------------------------------------------------------------------------------

    def _shaped(self, found: Found) -> Answer:
        question = self._question
        meant = [a for a in found.agreements if a.id != question.rejected] or found.agreements
        agreements = ordered(question, meant, self._view, self._scoring.ranked)
        picker = Picker(self._scoring, self._choice)
        agreements = picker.narrowed(agreements)
        if not agreements:
            return self._nothing(found)
        if question.pick and question.filters_something:
            picked = picker.picked(agreements, question.pick)
            if picked:
                return self._told(AnswerKind.ONE, [picked], found)
        if self._leaves_party_open(agreements) or self._leaves_pick_open(agreements):
            return self._told(AnswerKind.CHOICE, agreements, found)
        if question.mode is Mode.COUNT:
            groups = groups_of(question, agreements, self._view)
            return self._told(AnswerKind.COUNT, agreements, found, groups=groups)
        if question.mode is Mode.HISTORY and len(self._choice.heads(agreements)) == 1:
            chain = self._view.chain(agreements[0])
            agreements = self._scoring.visible(a.id for a in chain)
        if question.mode in (Mode.HISTORY, Mode.COMPARE, Mode.DUE):
            several = len(agreements) > 1 or question.mode is Mode.DUE  # with the days it is due in
            kind = AnswerKind.LIST if several else AnswerKind.ONE
            return self._told(kind, self._compared(agreements), found)
        if question.order:
            return self._extreme(agreements, found)
        # "The Finland MoU ends in 2027, right?" filters nothing once its date was left aside.
        vocabulary = self._view.holdings.vocabulary
        if wants_list(question, agreements, vocabulary) and not found.left_dates_aside:
            return self._listed(agreements, found)
        return self._single(agreements, found)

    def _compared(self, agreements: list[Agreement]) -> list[Agreement]:
        """Return what to compare: of one text its line, so that old and new stand side by side."""
        if self._question.mode is not Mode.COMPARE:
            return agreements
        one = agreements[0] if len(agreements) == 1 else None
        if one is None and are_two_said(self._question.normal):
            mainly = self._scoring.mainly(agreements, TITLE)
            agreements = mainly if len(mainly) == 2 else agreements
        if self._question.link.relative and one is None:
            one = self._choice.meant(agreements, dates_count=False)
        return self._scoring.visible(a.id for a in self._view.chain(one)) if one else agreements

    def _extreme(self, agreements: list[Agreement], found: Found) -> Answer:
        """Return the latest, oldest or next of those mainly about what was asked.

        Of texts of one day, and of one whose beginning nobody recorded, the asker chooses.
        """
        question, order = self._question, self._question.order
        if order in (Order.LONGEST, Order.SHORTEST):
            kind = AnswerKind.LIST if len(agreements) > 1 else AnswerKind.ONE
            return self._told(kind, agreements, found)
        mainly = self._scoring.mainly(agreements, TITLE) or agreements
        signed = [a for a in mainly if a.start and not a.is_talks]
        if order is Order.OLDEST:
            # "Was the first one signed": it may well be the draft.
            is_doubtful = question.is_yes_no and Ask.SIGNED in question.asks
            signed = [] if is_doubtful else [a for a in mainly if is_concluded(a)]
        dated = signed or [a for a in mainly if a.start or a.approved or a.expires] or mainly
        if self._question.mode is Mode.LIST and order is Order.SOONEST:
            return self._told(AnswerKind.LIST, agreements, found)
        if wanted := how_many(self._question.normal):
            return self._told(AnswerKind.LIST, dated[:wanted], found)
        if len(dated) > 1 and are_extremes(self._question.normal):
            known = {a.id for a in dated}
            undated = [a for a in agreements if a.id not in known]
            return self._told(AnswerKind.LIST, [*dated, *undated], found)
        line = {a.id for a in self._view.chain(dated[0])}
        level = level_with(dated, order, line)
        if len(level) > 1:
            return self._told(AnswerKind.CHOICE, level, found)
        rest = [a for a in agreements if a.id != level[0].id]
        return self._told(AnswerKind.ONE, [level[0], *rest], found, total=1)

    def _leaves_pick_open(self, agreements: list[Agreement]) -> bool:
        """Whether "the older one" was said of several texts of which none is surely meant."""
        pick, among = self._question.pick, self._question.among
        return bool(pick and among and not pick.than and len(agreements) > 1)

    def _leaves_party_open(self, agreements: list[Agreement]) -> bool:
        """Whether a name that may mean several bodies has agreements with more than one of them."""
        for slot in self._question.parties:
            if slot.is_doubtful:
                features = [self._scoring.index.features_of(a.id) for a in agreements]
                met = {p for f in features if f for p in slot.ids if p in f.parties | f.named}
                if len(met) > 1:
                    return True
        return False

    def _listed(self, agreements: list[Agreement], found: Found) -> Answer:
        question = self._question
        filtered = bool(question.dates or question.statuses or question.missing)
        filtered = filtered and not question.among
        names_one = question.parties or question.codes or question.names
        if len(agreements) == 1 and (not filtered or (names_one and question.mode is Mode.OPEN)):
            return self._told(AnswerKind.ONE, agreements, found)
        if len(agreements) == 1 and question.asks and names_one:
            return self._told(AnswerKind.ONE, agreements, found)
        return self._told(AnswerKind.LIST, agreements, found)

    def _single(self, agreements: list[Agreement], found: Found) -> Answer:
        """Return the one agreement that is meant, or let the asker choose."""
        if Ask.REPLACED_BY in self._question.asks and len(self._question.asks) > 1:
            later = (self._choice.successor(a) or a for a in agreements)
            agreements = list({a.id: a for a in later}.values())
        dates_count = bool(self._question.dates) and not found.left_dates_aside
        one = self._choice.meant(agreements, dates_count=dates_count)
        if one:
            rest = [a for a in agreements if a.id != one.id]
            return self._told(AnswerKind.ONE, [one, *rest], found, total=1)
        if self._question.asks:
            if not self._question.among:
                agreements = sorted(agreements, key=self._answers_last)
            return self._told(AnswerKind.CHOICE, agreements, found)
        return self._told(AnswerKind.LIST, agreements, found)

    def _answers_last(self, agreement: Agreement) -> tuple[bool, bool]:
        """Sort what runs, and what a decision is due on where that is asked, before the rest."""
        facts = self._view.facts(agreement)
        is_decided = Ask.DECIDE_BY in self._question.asks and not facts.deadlines.decide_by
        return facts.status in ENDED, is_decided

    # -- titles and everything -------------------------------------------------------------------

    def _by_title(self) -> Answer:
        """Find the text whose title is written out, under whatever wording."""
        ranked = self._scoring.ranked_titles()
        agreements = [agreement for agreement, _ in ranked]
        scoring = self._scoring
        close, is_sure = titles_meant(
            ranked, scoring.has_all_parties, scoring.share, scoring.likeness
        )
        if not close:
            described = self._as_description()
            if described:
                return described
            absent = ((Absent.TITLE, ""),)
            nearest = agreements[:MOST_NEAREST]
            return self._told(AnswerKind.NONE, [], Found([], absent=absent), nearest=nearest)
        kind = AnswerKind.ONE if is_sure else AnswerKind.CHOICE
        meant = {agreement.id for agreement in close}
        rest = [agreement for agreement in agreements if agreement.id not in meant]
        return self._told(kind, close, Found(close), total=len(close), nearest=rest[:MOST_NEAREST])

    def _as_description(self) -> Answer | None:
        """Find what a short text describes where no title is like it: "MoU with Japan on 5G"."""
        question = self._question
        if len(question.normal) > LONGEST_DESCRIPTION or not (question.parties and question.areas):
            return None
        decision = _Decision(replace(question, title_like=False), self._view)
        answer = decision.answer()
        return answer if answer.ids else None

    def _about_everything(self) -> Answer:
        """Answer a question that narrows nothing: all of the register, or nothing understood."""
        question = self._question
        if (worded := with_held_words(question)) is not question:
            return _Decision(worded, self._view).answer()
        several = question.mode in (Mode.LIST, Mode.COUNT, Mode.HISTORY)
        unknown = any(not word.is_held or not question.mentions_texts for word in question.words)
        everything = bool((several and not unknown) or question.order or question.grouping)
        if unknown and question.mode is Mode.COUNT and question.mentions_texts:
            everything = everything or not question.asks
        agreements = list(self._view.holdings)
        if not everything or not agreements or question.vague_times:
            absent = ((Absent.NOT_UNDERSTOOD, ""),)
            return self._told(AnswerKind.NONE, [], Found([], absent=absent))
        return self._shaped(Found(agreements))

    # -- telling ----------------------------------------------------------------------------------

    def _nothing(self, found: Found) -> Answer:
        if codes := self._question.unknown_codes:
            alike = codes_like(codes, self._view.holdings.agreements)
            return self._told(
                AnswerKind.NONE, found=found, nearest=self._scoring.visible(alike) or None
            )
        counted = self._question.mode is Mode.COUNT and not found.absent_words
        nearest = list(found.besides[:MOST_NEAREST]) if found.besides else None
        kind = AnswerKind.COUNT if counted else AnswerKind.NONE
        return self._told(kind, [], found, nearest=nearest)

    def _told(
        self,
        kind: AnswerKind,
        agreements: list[Agreement] | None = None,
        found: Found | None = None,
        *,
        total: int | None = None,
        groups: tuple[tuple[str, int], ...] = (),
        nearest: list[Agreement] | None = None,
    ) -> Answer:
        agreements, found = agreements or [], found or Found([])

        def others() -> tuple[str, ...]:
            rest, most = nearest, MOST_NEAREST - len(agreements)
            if rest is None:
                told = {agreement.id for agreement in agreements} if most > 0 else set[str]()
                rest = self._scoring.nearest(told, most)
            return tuple(agreement.id for agreement in rest)

        return Answer(
            self._question,
            kind,
            self._view.today,
            tuple([agreement.id for agreement in agreements]),
            len(agreements) if total is None else total,
            found.undetermined,
            found.absent,
            found.widened,
            groups,
            view=self._view,
            possibly=found.possibly,
            grounds=self._scoring,
            others=tuple if kind is AnswerKind.HELP else others,
        )
