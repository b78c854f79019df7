"""Which date each range of time in a question is about: the nearest cue word says it.

"Signed in 2022" is about the signature; "in force in 2020" about whether a text ran on any of
those days; "not verified since 2025" about the last check. A year that no cue is near only tells
which text is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.search.cue import HOW_LONG, Cue
from bot.search.date_wording import is_done_then, is_put, month_of_any_year, neighbour_asked
from bot.search.dated_cues import (
    AS_OF,
    FROM_THEN_ON,
    field_of,
    is_in_force,
    is_past,
    is_renewal,
    is_review,
    is_unsigned,
    may_be_dated,
)
from bot.search.naming_times import (
    is_month_of_text,
    is_the_one_of,
    is_whole_year,
    is_year_of_text,
    two_years,
    was_made,
)
from bot.search.negation import is_date_denied
from bot.search.question import DUE, NOT_VERIFIED_SINCE, RUNNING, Ask, DateFilter, Mode
from bot.search.time.days import LAST_PART, third
from bot.search.time.grammar import TimePhrase
from bot.search.time.period import ONE_DAY, Period, Unit, moved

#: Dates that lie behind, so that "in March" is the last March.
_LOOKING_BACK = frozenset({"signed", "in_force", "approved", "terminated", "verified"})
_SURELY_PAST = re.compile(r"(?:expired|ended|lapsed|terminated|finished)$|แล้ว$")
#: "Still in force" is said of today, whatever year stands before it.
_STILL = re.compile(r"\bstill\b|\bcurrent|ยัง|ปัจจุบัน")
_UNTIL = re.compile(r"(?:until|till|til|up until|up to|through)\b|จน|ถึง|ไปจน")
#: Dates by which something is to be done: no year that lies behind is meant for one.
_AHEAD = frozenset({Ask.NOTICE_BY, Ask.DECIDE_BY})
#: A range that begins so early in a text frames the whole question: "in 2020, which ...".
_FRAME = 3
#: A bare year this many words after a cue still belongs to it.
_NEAR = 2
#: What may stand before "the 2022 memorandum"; times have been taken out of the text by then.
_OF_A_TEXT, _THE_YEAR = frozenset({"from", "of", "under"}), " the 2022"


class DateReader:
    """Reads the time phrases of one question; `spent` are the cues that ranges have taken."""

    def __init__(
        self,
        folded: str,
        cues: Sequence[Cue],
        phrases: Sequence[TimePhrase],
        today: date,
        *,
        named: bool,
        when: bool,
        one: bool,
        compares: bool = False,
        yet: bool = False,
    ) -> None:
        """Set what is read.

        `named`: the question says which agreements it is about. `when`: it asks for a date.
        `one`: it may be about a single agreement that it names. `compares`: it sets texts side by
        side, so that two years joined tell which two. `yet`: it asks whether something has come
        about.
        """
        self._folded = folded
        self._cues = cues
        self._phrases = phrases
        self._today = today
        self._named = named
        self._when = when
        self._one = one
        self._compares = compares
        self._yet = yet
        self._is_due = any(cue.named("mode") == Mode.DUE for cue in cues)
        self._asks_both = {cue.named("ask") for cue in cues} >= _AHEAD
        self.spent: set[Cue] = set()
        self.years: list[int] = []
        self.is_soon = False
        self.leaving: date | None = None
        self.neighbour: Ask | None = None

    def filters(self) -> Iterator[DateFilter]:
        """Yield the ranges that dates must lie in."""
        chosen = [(phrase, self._cue_for(phrase)) for phrase in self._phrases]
        yield from self._not_verified(chosen)
        for phrase, cue in chosen:
            if cue and is_review(cue):
                continue
            of_title = self._one and cue is None and not phrase.counted
            if (self._compares or of_title) and cue is None and (two := two_years(phrase)):
                self.years.extend(two)
            elif self._is_beside_a_text(phrase) or self._is_of_leaving(phrase):
                continue
            elif phrase.is_age:
                yield from self._aged(phrase, cue)
            elif self._is_a_year(phrase, cue) and phrase.period.start:
                self.years.append(phrase.period.start.year)
            elif phrase.is_soon and self._folded[: phrase.start].endswith("how "):
                continue  # "how soon must it go in"
            elif phrase.is_soon and (cue is None or field_of(cue) == Ask.EXPIRES):
                self.is_soon = True
                self.spent.update([cue] if cue else [])
            elif self._says_more(phrase, cue):
                yield self._naming(phrase) or self._filter(phrase, cue)

    def _is_beside_a_text(self, phrase: TimePhrase) -> bool:
        """Whether the text of a year is named, and what came before or after it is asked."""
        asked = neighbour_asked(self._folded[: phrase.start], phrase) if self._named else None
        if not asked or phrase.inner is None or phrase.inner.start is None:
            return False
        self.neighbour = asked
        self.years.append(phrase.inner.start.year)
        return True

    def _is_of_leaving(self, phrase: TimePhrase) -> bool:
        """Whether it is the day on which notice would be given: "if we cancel it tomorrow"."""
        day = phrase.period.start
        leaves = any(cue.named("ask") in (Ask.NOTICE_BY, Ask.TERMINATED) for cue in self._cues)
        if day is None or day != phrase.period.end or not leaves:
            return False
        if self._one and is_put(self._folded):
            self.leaving = day
        return self.leaving is not None

    def _says_more(self, phrase: TimePhrase, cue: Cue | None) -> bool:
        """Whether it narrows anything: "in force today" says no more than "in force"."""
        is_today = phrase.period.start == phrase.period.end == self._today
        since_today = phrase.inner == Period(self._today, self._today)
        if is_today and (self._yet or len(self._phrases) > 1):
            return False  # "ตอนนี้หมดยัง", "what is there now to be decided by May"
        return not ((is_today or since_today) and (cue is None or is_in_force(cue)))

    # -- verification -----------------------------------------------------------------------------

    def _not_verified(self, chosen: list[tuple[TimePhrase, Cue | None]]) -> Iterator[DateFilter]:
        """Yield the day since which a record was not verified: a year ago, unless it is said."""
        review = next((cue for cue in self._cues if is_review(cue)), None)
        if review is None:
            return
        self.spent.add(review)
        phrase = next((phrase for phrase, cue in chosen if cue is review), None)
        since: date | None = None
        if phrase and phrase.is_age:
            since = phrase.period.end
        elif phrase and phrase.counted:
            gone = phrase.if_past or phrase.period
            since = gone.start or gone.end
        elif phrase and phrase.period.start:
            since = phrase.period.start - ONE_DAY
        since = since or moved(self._today, Unit.YEAR, -1)
        yield DateFilter(NOT_VERIFIED_SINCE, Period(None, since))

    # -- which cue --------------------------------------------------------------------------------

    def _cue_for(self, phrase: TimePhrase) -> Cue | None:
        """Return the cue that says which date a range is about: the nearest, before it rather."""
        if was_made(self._folded[: phrase.start]):
            return None
        until = _UNTIL.match(phrase.opener) is not None  # "renewed until 2027" tells its end
        dated = [c for c in self._cues if may_be_dated(c) or (until and is_renewal(c))]
        before = [cue for cue in dated if cue.end <= phrase.start]
        after = [cue for cue in dated if cue.start >= phrase.end and self._may_follow(cue, phrase)]
        if before and not self._is_of_a_year(phrase, before):
            nearest = max(before, key=lambda cue: cue.end)
            if field_of(nearest) != Ask.SIGNED and is_done_then(
                self._folded[nearest.end : phrase.start]
            ):
                return None
            far = len(self._folded[nearest.end : phrase.start].split())
            if not phrase.bare or far <= _NEAR:
                return self._in_time(nearest, before, phrase)
        if after and not phrase.bare:
            return min(after, key=lambda cue: cue.start)
        return None

    def _is_of_a_year(self, phrase: TimePhrase, before: list[Cue]) -> bool:
        """Whether "of 2018" and "from 2018" belong to the word before: expired MoUs from 2018."""
        if phrase.opener not in ("of", "from") or not is_whole_year(phrase):
            return False
        return bool(self._folded[max(cue.end for cue in before) : phrase.start].strip())

    def _may_follow(self, cue: Cue, phrase: TimePhrase) -> bool:
        """Whether a cue after a range may be what it is about.

        "Those of 2020 still in force" are of 2020; "in 2020, which were in force" ran then.
        """
        if not is_in_force(cue):
            return True
        return phrase.start <= _FRAME and not _STILL.search(cue.text)

    def _in_time(self, nearest: Cue, before: list[Cue], phrase: TimePhrase) -> Cue:
        """Take a date that may lie ahead for a range that does: to submit for approval by 2027."""
        period = phrase.period
        ahead = period.start is not None and period.start > self._today
        ahead = ahead or (phrase.limit and period.end is not None and period.end > self._today)
        if not ahead or field_of(nearest) not in _LOOKING_BACK:
            return nearest
        others = [cue for cue in before if field_of(cue) not in _LOOKING_BACK]
        return max(others, key=lambda cue: cue.end, default=nearest)

    def _is_the_year(self, phrase: TimePhrase, cue: Cue) -> bool:
        """Whether a year names a text: "the 2022 MoU", or one long past beside a deadline."""
        end = phrase.period.end
        is_past = end is not None and end < self._today and field_of(cue) in _AHEAD
        length = phrase.end - phrase.start
        if phrase.opener in _OF_A_TEXT and length >= len(phrase.opener + _THE_YEAR):
            return True  # "walk away from the 2022 Lao memorandum"
        bare = phrase.bare or phrase.opener == "ปี"
        return bare and (phrase.opener == "the" or is_past)

    def _is_left_out(self, phrase: TimePhrase) -> bool:
        return not (self._one or self._when) and is_date_denied(self._folded, phrase.start)

    def _is_a_year(self, phrase: TimePhrase, cue: Cue | None) -> bool:
        """Whether a year only tells which text is meant: "when does the one of 2025 end"."""
        if not is_whole_year(phrase) or self._is_left_out(phrase):
            return False
        of_text = is_the_one_of(self._folded[: phrase.start])
        if cue is None:
            if of_text and not any(map(is_in_force, self._cues)):
                return True
            named = phrase.bare or self._when or self._one or self._compares
            return named or phrase.opener in ("of", "from")
        of_text = of_text or is_year_of_text(self._folded, phrase, cue)
        if self._one and (of_text or self._is_the_year(phrase, cue)):
            return True  # "how much notice for the 2022 MoU", "ถ้าจะเลิกฉบับปี 65"
        one_value = self._when or (self._one and self._yet)
        one_value = one_value or HOW_LONG.search(self._folded) is not None
        several = self._named and len(self._phrases) > 1
        return cue.start >= phrase.end and (one_value or several)

    # -- the range --------------------------------------------------------------------------------

    def _aged(self, phrase: TimePhrase, cue: Cue | None) -> Iterator[DateFilter]:
        """Yield "signed over ten years ago" where no "ago" is said: ลงนามเกิน 10 ปีแล้ว."""
        if cue is None or phrase.inner is None:
            return
        if is_in_force(cue):
            yield DateFilter(Ask.IN_FORCE, phrase.inner)
        elif field_of(cue) in _LOOKING_BACK or is_past(cue):
            self.spent.add(cue)
            yield DateFilter(field_of(cue), phrase.inner)

    def _naming(self, phrase: TimePhrase) -> DateFilter | None:
        """Return the filter of a time that only names the text, None where it says more."""
        if not (self._one and is_month_of_text(self._folded, phrase)):
            return None
        return DateFilter(Ask.SIGNED, phrase.if_past or phrase.period, guessed=True, naming=True)

    def _filter(self, phrase: TimePhrase, cue: Cue | None) -> DateFilter:
        if cue and is_in_force(cue) and not phrase.is_left:
            return self._while_in_force(phrase, cue)
        if cue:
            self.spent.add(cue)
        name = field_of(cue) if cue else self._guessed_field(phrase)
        if name in _AHEAD and not self._named and self._asks_both:
            name = DUE  # "what must be notified or decided within six months"
        if denied := self._is_left_out(phrase):  # the day, not the signature
            self.spent.update(filter(is_unsigned, self._cues))
        if any_year := month_of_any_year(self._folded, phrase):
            name = Ask.SIGNED if cue is None else name
            anytime = Period(None, None)
            return DateFilter(name, anytime, cue is None, denied, any_year)
        if phrase.is_left:
            name = Ask.EXPIRES
        past = name in _LOOKING_BACK or (cue is not None and is_past(cue))
        period = phrase.if_past if past and phrase.if_past else phrase.period
        if name == Ask.EXPIRES and not past and period.start is None and phrase.limit:
            period = replace(period, start=self._today)
        if phrase.end_of and not self._one:
            # "What ends at the end of next year" means until then, not that one day.
            around = third(phrase.end_of, LAST_PART, "end of")
            period = around if past else self._until(phrase.period)
        begun = period.start is None or period.start <= self._today
        if name == Ask.EXPIRES and cue and _SURELY_PAST.search(cue.text) and begun:
            period = replace(period, end=min(period.end or self._today, self._today))
        return DateFilter(name, period, cue is None, denied)

    def _while_in_force(self, phrase: TimePhrase, cue: Cue) -> DateFilter:
        """Return "in force in 2020" as days on which a text ran; "since 2020" as its first day."""
        said = phrase.opener
        if FROM_THEN_ON.match(said) and phrase.period.end is None:
            return DateFilter(Ask.IN_FORCE, phrase.period)
        self.spent.add(cue)
        period = phrase.period
        if phrase.inner and (AS_OF.match(said) or _UNTIL.match(said)):
            period = phrase.inner
        if phrase.counted > 0 and period.end:
            period = Period(period.end, period.end)
        return DateFilter(RUNNING, period)

    def _until(self, period: Period) -> Period:
        ahead = period.end is not None and period.end > self._today
        return Period(self._today, period.end) if ahead else period

    def _guessed_field(self, phrase: TimePhrase) -> str:
        period = phrase.period
        if self._is_due:
            return DUE
        ahead = period.start is not None and period.start > self._today
        runs_ahead = phrase.counted > 0 or (period.end is not None and period.end > self._today)
        if ahead or (runs_ahead and phrase.counted >= 0 and period.start is not None):
            return Ask.EXPIRES if ahead or phrase.counted > 0 else Ask.SIGNED
        return Ask.SIGNED
