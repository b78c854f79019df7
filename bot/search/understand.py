"""From a text to a question: what stands in it, its typing errors, then what all of it asks for.

Typing errors are repaired only in words that nobody knows. Both languages are read always: mixed
questions are the normal case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import starmap

from bot.agreements.kinds import InstrumentKind
from bot.agreements.text import Language, language_of
from bot.search.alike_codes import MOST_TYPED, code_meant
from bot.search.asked_about import ranking_terms, without_asking
from bot.search.asking_form import is_question, is_yes_no
from bot.search.called_so import with_names_of_kinds
from bot.search.capitals import capitals_read
from bot.search.changing import asks_for_change
from bot.search.cue import cues_of
from bot.search.cue_reading import read_cues
from bot.search.features import concepts_of
from bot.search.framing import without_frame
from bot.search.free_words import FreeWords
from bot.search.group_sizes import sizes_asked
from bot.search.holdings import Holdings
from bot.search.kinds_named import (
    kinds_left_aside,
    kinds_named,
    kinds_within_areas,
    words_for,
)
from bot.search.links import read_link
from bot.search.modifiers import set_aside
from bot.search.negation import are_left_out, words_left_out
from bot.search.next_to_end import without_the_first
from bot.search.normal_form import NormalText
from bot.search.not_asked import kinds_explained, talk_meant
from bot.search.other_matters import is_about_them
from bot.search.owners import apart as owners_apart
from bot.search.question import Ask, Correction, Grouping, Mode, Order, Question, Slot
from bot.search.repair import Repairer
from bot.search.scan import Scan, Scanner
from bot.search.senses import Category, Mention
from bot.search.signed_only import is_signed_or_not, with_talks
from bot.search.slots import area_slots, party_slots
from bot.search.term_reading import notice_asked, term_asked
from bot.search.time.grammar import TimePhrase
from bot.search.title_shape import is_worded_as_title, reads_like_title
from bot.search.vague_times import vague_times
from bot.search.wording import Wording
from bot.search.writing import Writing

_TEXTS = Wording(
    r"\b(?:agreements?|texts?|documents?|instruments?)\b|ความตกลง|ข้อตกลง|สัญญา",
    "agreement|text|document|instrument|ความตกลง|ข้อตกลง|สัญญา",
)


class Understander:
    """Understands questions about one register. Pure but for the speller's word list."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._vocabulary = holdings.vocabulary
        self._scanner = Scanner(holdings)
        self._written = Writing(holdings)
        self._repairer = Repairer(holdings, self._scanner)
        self._free_words = FreeWords(holdings, self._scanner)

    def understand(
        self,
        text: str,
        today: date,
        language: Language | None = None,
        *,
        capitals: bool = True,
        titles: bool = True,
    ) -> Question:
        """Return the question that a text asks on a day; never raises, whatever the text.

        `capitals`: whether a capital may stand for its country; in a title it never does.
        `titles`: whether it may be the title of a text, typed out.
        """
        typed = self._written.out(text)
        framed = without_frame(typed)
        if framed is None:
            return self._read(text, typed, today, language, capitals=capitals, titles=titles)
        question = self._read(text, framed.question, today, language, capitals=capitals)
        several = question.mode in (Mode.LIST, Mode.COUNT, Mode.DUE)
        is_whole = question.names_something or (several and question.filters_something)
        # "The Finns ask whether our memorandum still runs": only the frame tells with whom.
        partner = framed.may_name_partner and not (question.parties or question.names)
        names = "" if is_whole and not partner else self._scanner.parties_named(framed.frame)
        if names:
            asked = framed.question
            typed = NormalText(f"{names} {asked.folded}", f"{names} {asked.cased}")
        elif is_whole:
            return question
        return self._read(text, typed, today, language, capitals=capitals, titles=titles)

    def _read(
        self,
        text: str,
        typed: NormalText,
        today: date,
        language: Language | None,
        *,
        capitals: bool,
        titles: bool = False,
    ) -> Question:
        scan = self._scanner.scan(typed, today, capitals=capitals)
        scan, corrections, doubtful = self._repairer.repaired(scan, today, capitals=capitals)
        question = self._question(text, scan, corrections, doubtful, today, language, titles=titles)
        if question.title_like and question.capitals:
            return self._read(text, typed, today, language, capitals=False, titles=titles)
        return question

    def _question(
        self,
        text: str,
        scan: Scan,
        corrections: tuple[Correction, ...],
        doubtful: list[Mention],
        today: date,
        language: Language | None,
        *,
        titles: bool,
    ) -> Question:
        folded, own = scan.text.folded, self._vocabulary.own_country
        asks = is_question(folded)
        mentions, reckoned_from = set_aside(folded, self._settled(scan, doubtful))
        left = self._scanner.leftovers(scan)
        areas_when, words_when, vague = vague_times(folded, mentions, left)
        mentions = [m for m in mentions if m not in areas_when]
        left = [piece for piece in left if piece not in words_when]
        parties = party_slots(folded, mentions, self._vocabulary)
        apart = are_left_out(folded, [m for m in mentions if m.has(Category.AREA)])
        mentions = [m for m in mentions if m not in apart]
        areas = area_slots(mentions)
        asked_kinds, left_out = self._kinds(folded, mentions)
        kinds = with_talks(kinds_named(asked_kinds), folded)
        names = _ids(mentions, Category.AGREEMENT)
        codes, unknown_codes, read_as = self._codes(scan)
        named = bool(parties or areas or names or codes)
        words = self._free_words.read(folded, left, mentions, named=named, bare=not asks)
        words = with_names_of_kinds(folded, words, mentions, self._holdings.index)
        not_words = words_left_out(folded, words)
        words = tuple(word for word in words if word.text not in not_words)
        decisive = any(word.is_decisive for word in words)
        named = named or bool(unknown_codes) or decisive
        cues = cues_of(mentions)
        places = [slot.start for slot in areas]
        yes_no = is_yes_no(scan.original.folded)
        read = read_cues(
            folded, cues, scan.phrases, today, named=named, yes_no=yes_no, areas=places
        )
        parties = without_the_first(folded, parties) if read.order is Order.SOONEST else parties
        if read.mode is Mode.OPEN and set(read.asks) <= {Ask.PARTIES} and _names_group(parties):
            read.mode = Mode.LIST  # "with whom in the Middle East"
        several = read.mode in (Mode.LIST, Mode.COUNT)
        notice = notice_asked(scan.original.folded) if several and not named else None
        term = None if notice else term_asked(scan.original.folded)
        if (sizes := sizes_asked(scan.original.folded)) and read.mode in (Mode.OPEN, Mode.LIST):
            read.mode, read.asks = Mode.COUNT, ()
        if (term or notice) and not named:
            read.dates, several = (), True
        parties, owners = owners_apart(folded, parties, self._vocabulary, several=several)
        if owners:
            read.asks = tuple(ask for ask in read.asks if ask is not Ask.OWNER)
        language = language or language_of(text)
        read_so = capitals_read(mentions, self._vocabulary.directory, language)
        explained = () if named else kinds_explained(folded, mentions, read.mode)
        mode = talk_meant(folded, read.mode, cues, mentions, named=named)
        mode = Mode.CHANGE if asks_for_change(scan.original.folded) else mode
        alone = asks and mode is Mode.OPEN and not (areas or names or codes or kinds)
        if alone and parties and not read.narrows and is_about_them(folded, words):
            mode = Mode.ELSEWHERE
        title_like = titles and reads_like_title(folded, len(scan.words), mentions, asks=asks)
        years = tuple(map(str, _years(scan.phrases))) if title_like else ()
        concepts = tuple(
            concepts_of(without_asking(scan, mentions) if asks else scan.text, mentions)
        )
        return Question(
            text=text,
            language=language,
            mode=Mode.MEANING if explained else mode,
            asks=() if title_like else _asked(read.asks, notice),
            parties=parties,
            areas=areas,
            kinds=explained or kinds,
            kinds_written=words_for(asked_kinds, kinds),
            not_kinds=(*kinds_named(left_out), *kinds_left_aside(folded, kinds)),
            not_areas=area_slots(apart),
            not_words=not_words,
            owners=owners,
            statuses=() if title_like else read.statuses,
            dates=() if title_like else read.dates,
            missing=read.missing,
            recorded=() if notice else read.recorded,
            years=_years(scan.phrases) if title_like else read.years,
            codes=codes,
            unknown_codes=unknown_codes,
            names=names,
            mentions_texts=any(m.has(Category.KIND) for m in mentions)
            or _TEXTS.search(folded) is not None,
            words=words,
            normal=folded,
            terms=ranking_terms(scan, mentions, left, () if asks else concepts, own),
            concepts=tuple(dict.fromkeys((*concepts, *years))),
            order=read.order,
            sort=read.sort,
            term_months=term if several and not named else None,
            notice_months=notice,
            level=read.level,
            not_level=read.not_level,
            grouping=Grouping.COUNTRY if sizes else read.grouping,
            sizes=sizes,
            corrections=(*corrections, *read_as, *read_so),
            vague_times=tuple(dict.fromkeys((*reckoned_from, *vague))),
            capitals=tuple(correction.typed for correction in read_so),
            leaving=read.leaving,
            link=read_link(folded, read.links),
            is_bare=not asks,
            title_like=title_like,
            title_worded=title_like and is_worded_as_title(folded, mentions),
            is_yes_no=yes_no,
        )

    def _codes(self, scan: Scan) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Correction, ...]]:
        """Return the codes on record, those that are none, and those read for a mistyped one."""
        unknown, known = _unknown_codes(scan), self._holdings.agreements
        few = unknown[:MOST_TYPED]
        read = {typed: code for typed in few if (code := code_meant(typed, known))}
        found = (code for *_, code in scan.codes if code)
        codes = tuple(dict.fromkeys((*found, *read.values())))
        left = tuple(typed for typed in unknown if typed not in read)
        return codes, left, tuple(starmap(Correction, read.items()))

    def _kinds(self, folded: str, mentions: list[Mention]) -> tuple[list[Mention], list[Mention]]:
        """Return what may name the kinds that are asked for, and the kinds that are left out."""
        of_kind = [m for m in mentions if m.has(Category.KIND)]
        left_out = are_left_out(folded, of_kind, correcting=False)
        if is_signed_or_not(folded):  # "signed or being negotiated" is of no kind
            talks = [m for m in of_kind if InstrumentKind.TALKS in m.ids(Category.KIND)]
            mentions = [m for m in mentions if m not in talks]
        asked = [m for m in mentions if m not in left_out]
        return asked + kinds_within_areas(mentions, self._vocabulary.kinds), left_out

    def _settled(self, scan: Scan, doubtful: list[Mention]) -> list[Mention]:
        """Give a corrected name all the senses it may have."""
        by_start = {mention.start: mention for mention in doubtful}
        settled = []
        for mention in scan.mentions:
            tie = by_start.get(mention.start)
            senses = tuple(dict.fromkeys((*mention.senses, *tie.senses))) if tie else mention.senses
            settled.append(Mention(mention.start, mention.end, mention.text, senses))
        return settled


def _unknown_codes(scan: Scan) -> tuple[str, ...]:
    """Return what is shaped like a code and is none on record, as it was typed."""
    typed = scan.original.cased
    return tuple(typed[start:end] for start, end, found in scan.codes if not found)


def _asked(asks: tuple[Ask, ...], notice: int | None) -> tuple[Ask, ...]:
    """Return what is asked for: "with a clause of six months' notice" asks for no clause."""
    return tuple(ask for ask in asks if not (notice and ask is Ask.OTHER))


def _names_group(parties: Iterable[Slot]) -> bool:
    return any(slot.group and not slot.excluded for slot in parties)


def _ids(mentions: list[Mention], category: Category) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for m in mentions for found in m.ids(category)))


def _years(phrases: list[TimePhrase]) -> tuple[int, ...]:
    """Return every year that a title names, whatever stands around it."""
    ends = (day for p in phrases for day in (p.period.start, p.period.end) if day)
    return tuple(dict.fromkeys(day.year for day in ends))
