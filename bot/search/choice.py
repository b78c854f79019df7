"""Which one of several agreements is meant: the current text, the written title, the clear leader.

"The agreement with Laos" has one answer where all but one are talks, companies' texts or replaced.
Where two remain that differ, nothing is guessed: the asker decides.
"""

from __future__ import annotations

from bot.agreements.agreement import Agreement
from bot.agreements.lineage import when_began
from bot.search.features import TITLE
from bot.search.question import Ask, Slot, Word
from bot.search.scoring import Scoring
from bot.search.traits import is_full_agreement

#: The first of several must lead the second by this factor to be taken for the one meant.
MARGIN = 1.45
#: Within a question a title must be this alike (0 to 1), and lead the second by this factor.
LIKENESS_ENOUGH, LIKENESS_MARGIN = 0.7, 1.2
#: So alike is a title that was written out: that text is meant, whatever follows it today.
WRITTEN_OUT, WRITTEN_MARGIN = 0.9, 1.08
#: A title of so many words or more that is the question's to the letter needs no margin.
TO_THE_LETTER, FEWEST_LETTERED = 0.995, 3


class Choice:
    """Chooses among the agreements that answer one question."""

    def __init__(self, scoring: Scoring) -> None:
        self._scoring = scoring
        self._question = scoring.question
        self._view = scoring.view

    def meant(self, agreements: list[Agreement], *, dates_count: bool) -> Agreement | None:
        """Return the one of several that is surely meant, or None: then the asker chooses.

        `dates_count`: a range of time narrowed them, so each of them may be meant itself.
        """
        written_out = self._alike(agreements, WRITTEN_OUT, WRITTEN_MARGIN)
        if written_out:
            return written_out
        lines: dict[str, list[Agreement]] = {}
        among = {agreement.id for agreement in agreements}
        for agreement in agreements:
            current = self._current(agreement, among, dates_count=dates_count)
            lines.setdefault(current.id, []).append(agreement)
        heads = self._scoring.visible(lines)
        if len(heads) == 1:
            return heads[0]
        titled = [a for a in heads if self._scoring.is_titled(a)] if self._scoring.units else []
        return (
            self._alike(titled or heads, LIKENESS_ENOUGH, LIKENESS_MARGIN)
            or self._named_in_full(heads)
            or self._foremost(heads)
            or self._worded(heads)
            or self._leader(lines)
        )

    def _alike(self, agreements: list[Agreement], enough: float, margin: float) -> Agreement | None:
        """Return the agreement whose title was written out within the question."""
        # A partner's name is no title, however like it to one: "Tus Holdings" to "TusStar MoU",
        # nor is a partner with a subject ("Japan ICT") the short title of one of their texts.
        question = self._question
        is_name = not self._scoring.units and len(question.concepts) == 1
        says_more = question.words or question.kinds or question.asks
        is_subject = bool(question.parties and question.areas) and not says_more
        if len(agreements) < 2 or is_name or is_subject:
            return None
        likely = self._scoring.likely(agreements)
        ranked = sorted(((self._scoring.likeness(a), a.id, a) for a in likely), reverse=True)
        first, second = ranked[0], ranked[1]
        if first[0] >= enough and first[0] >= second[0] * margin:
            return first[2]
        is_whole = len(self._question.concepts) >= FEWEST_LETTERED
        if is_whole and first[0] >= TO_THE_LETTER > second[0]:
            return first[2]
        return None

    def _named_in_full(self, heads: list[Agreement]) -> Agreement | None:
        """Return the one text whose title has an area's long name, or the words beside it."""
        scoring, text, areas = self._scoring, self._question.normal, self._question.areas
        said = [slot.written for slot in areas if len(slot.written.split()) >= FEWEST_LETTERED]
        said += [
            word.text
            for word in self._question.words
            if word.is_held and any(_are_beside(text, word, slot) for slot in areas)
        ]
        titled = [a for a in heads if all(scoring.is_said_in_title(a, words) for words in said)]
        return titled[0] if said and len(titled) == 1 else None

    def successor(self, agreement: Agreement) -> Agreement | None:
        """Return the text that replaces or amends this one, where there is one to be seen."""
        facts = self._view.facts(agreement)
        return next(iter(self._scoring.visible((*facts.replaced_by, *facts.amended_by))), None)

    def heads(self, agreements: list[Agreement]) -> set[str]:
        """Return the ids of the texts that count today in the lines of these agreements."""
        return {self._view.current(self._view.chain(a)).id for a in agreements}

    def _current(self, agreement: Agreement, among: set[str], *, dates_count: bool) -> Agreement:
        """Return the text that counts today in place of this one, unless it was asked for."""
        question = self._question
        if question.years or dates_count or question.statuses or question.codes:
            return agreement
        chain = tuple(self._scoring.visible(a.id for a in self._view.chain(agreement)))
        if chain == (agreement,):
            return agreement
        if question.asks == (Ask.REPLACED_BY,) and len(chain) > 1:
            return chain[-2] if chain[-1].id == self._view.current(chain).id else chain[-1]
        current = self._view.current(chain)
        if question.asks and agreement.id in question.names and current.id not in question.names:
            return agreement  # a field is asked for of the text that is called so
        scoring = self._scoring
        narrow = bool(question.asks or question.parties)
        subjects_differ = scoring.units and (
            current.id not in among
            # "The scam MoU" is the one of that title, not the wider text that replaced it.
            or (narrow and scoring.is_titled(agreement) and not scoring.is_titled(current))
        )
        return agreement if subjects_differ else current

    def _foremost(self, heads: list[Agreement]) -> Agreement | None:
        """Return the one signed text between public bodies, where all others are less than that.

        "The agreement with Laos" is the ministries' memorandum, not the post companies' one nor a
        text that a page mentions. Of texts about something those that carry it in their title come
        before those that mention it. With two such texts the asker decides.
        """
        if not (self._question.parties or self._scoring.units):
            return None
        own = self._scoring.own_country
        mainly = self._scoring.mainly(heads, TITLE)
        if self._scoring.units and not mainly:
            return None
        full = [a for a in mainly or heads if is_full_agreement(a, own)]
        if len(full) == 1:
            alone = not self._has_others(full[0]) or all(map(self._has_others, mainly or heads))
            return full[0] if alone else None
        return mainly[0] if len(mainly) == 1 and self._scoring.units else None

    def _worded(self, heads: list[Agreement]) -> Agreement | None:
        """Return the one text whose title says the areas asked about in the asker's own words."""
        words = [slot.written for slot in self._question.areas]
        if not words or len(heads) < 2:
            return None
        said = [a for a in heads if all(self._scoring.is_said_in_title(a, w) for w in words)]
        own = self._scoring.own_country
        full = [a for a in heads if is_full_agreement(a, own)]
        told = [a for a in full if a in said and not self._has_others(a)]
        # An older text is not meant for being called so: "ICT" in 2015, in full words in 2022.
        is_latest = bool(told) and when_began(told[0]) == max(map(when_began, full))
        return told[0] if len(told) == 1 and (is_latest or len(said) == len(heads)) else None

    def _has_others(self, agreement: Agreement) -> bool:
        """Whether it is with countries besides those named: ASEAN and China, asked for ASEAN."""
        named = [party for slot in self._question.parties for party in slot.ids]
        directory = self._view.holdings.vocabulary.directory
        expected = {self._scoring.own_country, *map(directory.country_of, named)}
        return bool(named) and not expected.issuperset(agreement.countries)

    def _leader(self, lines: dict[str, list[Agreement]]) -> Agreement | None:
        """Return the agreement that clearly fits better than all others, or None."""
        telling = any(not word.text.isdigit() for word in self._question.words)
        if not (self._scoring.units or telling):
            return None
        main = {head for head in lines if self._scoring.mainly(lines[head], TITLE)}
        best = sorted(
            (
                (max(map(self._scoring.score, members)), head)
                for head, members in lines.items()
                if not main or head in main
            ),
            reverse=True,
        )
        if len(best) == 1:
            return None
        (first, head), (second, _) = best[0], best[1]
        if first < second * MARGIN:
            return None
        return next(iter(self._scoring.visible([head])), None)


def _are_beside(text: str, word: Word, slot: Slot) -> bool:
    """Whether nothing stands between a word and the name of an area, or within it."""
    word_end, slot_end = word.start + len(word.text), slot.start + len(slot.written)
    between = (
        text[word_end : slot.start] if word.start < slot.start else text[slot_end : word.start]
    )
    return slot.start <= word.start < slot_end or not between.strip()
