"""A question as understood: what is asked, of which agreements, following on what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.agreements.kinds import InstrumentKind
from bot.agreements.text import Language
from bot.search.links import Link
from bot.search.time.period import Period

#: Fields of a date filter that are no field of a record: verified last before a day; in force on
#: any day of a range; a decision, a notice or an end falls into it.
NOT_VERIFIED_SINCE = "not_verified_since"
RUNNING = "running"
DUE = "due"
#: What is missing of a text that nothing replaced or extended.
FOLLOWED = "followed"


class Ask(StrEnum):
    """A field of a record that a question asks for."""

    EXPIRES = "expires"
    DAYS_LEFT = "days_left"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    APPROVED = "approved"
    TERMINATED = "terminated"
    PARTIES = "parties"
    SIGNATORIES = "signatories"
    SCOPE_AREAS = "scope_areas"
    ADDED = "added"
    STATUS = "status"
    REPLACED_BY = "replaced_by"
    SUPERSEDES = "supersedes"
    RELATED = "related"
    GAP = "gap"
    SOURCE = "source"
    NOTICE_BY = "notice_by"
    DECIDE_BY = "decide_by"
    RENEWAL = "renewal"
    TERM = "term"
    OWNER = "owner"
    BINDING = "binding"
    SUMMARY = "summary"
    VERIFIED = "verified"
    KIND = "kind"
    TITLE = "title"
    OTHER = "other"


class Mode(StrEnum):
    """The shape of answer that a question wants; OPEN leaves it to what is found."""

    OPEN = "open"
    LIST = "list"
    COUNT = "count"
    COMPARE = "compare"
    HISTORY = "history"
    DUE = "due"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    ELSEWHERE = "elsewhere"
    CHANGE = "change"
    MEANING = "meaning"


#: What asks for nothing on record.
NOT_ASKED = frozenset(
    {Mode.HELP, Mode.GREETING, Mode.THANKS, Mode.ELSEWHERE, Mode.CHANGE, Mode.MEANING}
)


class StatusFilter(StrEnum):
    """A filter on the status; the value is what stands in the cue words."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    EXPIRING = "expiring"
    OVERDUE = "overdue"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    REPLACED = "replaced"
    TERMINATED = "terminated"
    OPEN_ENDED = "open_ended"
    NOTHING_SIGNED = "nothing_signed"
    CONCLUDED = "concluded"
    RENEWS_ITSELF = "renews_itself"
    BINDING = "binding"
    NOT_BINDING = "not_binding"
    NOT_RENEWING_ITSELF = "not_renewing_itself"
    NOT_TERMINATED = "not_terminated"
    NOT_OPEN_ENDED = "not_open_ended"
    NOT_OVERDUE = "not_overdue"
    NOT_EXPIRING = "not_expiring"


class Order(StrEnum):
    """How a list is sorted when the question says so; `ENDING` keeps what has ended already."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SOONEST = "soonest"
    LAST_TO_END = "last-to-end"
    ENDING = "ending"
    DECIDING = "deciding"
    LONGEST = "longest"
    SHORTEST = "shortest"


class Level(StrEnum):
    """Whether an agreement is with companies or between public bodies."""

    COMPANY = "company"
    PUBLIC = "public"


class Grouping(StrEnum):
    """What a count is broken down by."""

    COUNTRY = "country"
    OWN_BODY = "own-body"
    KIND = "kind"
    STATUS = "status"
    YEAR = "year"
    SCOPE = "scope"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Slot:
    """A party or area that was named: the ids it may stand for, and the words it was named with.

    Several ids are alternatives that only the register, or the asker, can tell apart (Korea: KR
    or KP), unless `any_of` says that each of them is meant ("Japan or Korea", "ASEAN countries").
    `excluded`: "except Japan". `group`: the bloc or region whose countries the ids are.
    """

    ids: tuple[str, ...]
    written: str
    start: int = 0
    any_of: bool = False
    excluded: bool = False
    group: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Whether it may stand for different things."""
        return len(self.ids) > 1 and not self.any_of


@dataclass(frozen=True, slots=True)
class Word:
    """A word that no name or cue explains.

    `is_held`: some record has it. `is_decisive`: it says what is asked about ("the whaling
    treaty"), so a record without it is no answer; other words only rank. `is_plain`: it is an
    ordinary word of a question in Thai, about which nothing is to be said.
    """

    text: str
    start: int = 0
    is_held: bool = True
    is_decisive: bool = True
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class DateFilter:
    """A range that a date must lie in. `guessed`: the question did not say which date.

    `denied`: it must lie elsewhere ("not signed in 2022"). `naming`: it only says which text.
    `month`: of whatever year it has to be in this month (1 to 12) instead.
    """

    field: str
    period: Period
    guessed: bool = False
    denied: bool = False
    month: int = 0
    naming: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that was read as another one."""

    typed: str
    read: str


@dataclass(frozen=True, slots=True)
class Pick:
    """Of several texts the next older (-1) or newer (1) one, than a text or than the current.

    `furthest`: not the next of its line but the first (or last) of all.
    """

    direction: int
    than: str = ""
    furthest: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood. Empty means: not said.

    `not_kinds`: "except MoUs". `term_months`: "with a term of five years", `notice_months`: "with
    six months' notice". `owners`: who is to look after them. `sizes`: of the groups of a count,
    those with so many (from, to). `among`: only these agreements are meant (a follow-up).
    `rejected`: what was told before and is not meant ("no, the cloud one"). `pick`: of those that
    remain the older or newer one. `mentions_texts`: a word for agreements stands in
    it. `normal`: the text in normal form, to which the places of slots and words refer. `words`:
    what is left to look for. `terms`: the features (stems, trigrams, concepts) to rank by, with
    weights. `capitals`: those that were read as their countries. `vague_times`: times that nobody
    can put a date to ("since covid"), so they filter nothing. `concepts`: the whole text as
    concepts, to compare with titles. `is_bare`: nothing is asked, only named ("EU Japan").
    `title_like`: it reads like the title of a text, so names and years in it rank but do not
    filter; `title_worded`: it is worded as titles are. `kinds_written`: the words the kinds were
    named with. `is_yes_no`: a yes or no is asked for. `leaving`: the day on which notice to end it
    would be given.
    """

    text: str
    language: Language
    mode: Mode = Mode.OPEN
    asks: tuple[Ask, ...] = ()
    parties: tuple[Slot, ...] = ()
    areas: tuple[Slot, ...] = ()
    kinds: tuple[InstrumentKind, ...] = ()
    kinds_written: tuple[str, ...] = ()
    not_kinds: tuple[InstrumentKind, ...] = ()
    not_areas: tuple[Slot, ...] = ()
    not_words: tuple[str, ...] = ()
    owners: tuple[Slot, ...] = ()
    statuses: tuple[StatusFilter, ...] = ()
    dates: tuple[DateFilter, ...] = ()
    missing: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    unknown_codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    rejected: str = ""
    pick: Pick | None = None
    mentions_texts: bool = False
    words: tuple[Word, ...] = ()
    normal: str = ""
    terms: dict[str, float] = field(default_factory=dict)
    concepts: tuple[str, ...] = ()
    order: Order | None = None
    sort: Order | None = None
    term_months: int | None = None
    notice_months: int | None = None
    level: Level | None = None
    not_level: Level | None = None
    grouping: Grouping | None = None
    sizes: tuple[int, int] | None = None
    corrections: tuple[Correction, ...] = ()
    capitals: tuple[str, ...] = ()
    vague_times: tuple[str, ...] = ()
    leaving: date | None = None
    link: Link = field(default_factory=Link)
    is_bare: bool = False
    title_like: bool = False
    title_worded: bool = False
    is_yes_no: bool = False

    @property
    def names_something(self) -> bool:
        """Whether it says by itself which agreements are meant."""
        return bool(
            self.parties
            or self.areas
            or self.codes
            or self.names
            or self.unknown_codes
            or any(word.is_decisive for word in self.words)
        )

    def says(self, slot: Slot) -> bool:
        """Whether a slot stands in this very text, not in the one before."""
        return self.normal[slot.start :].startswith(slot.written.lower())

    @property
    def filters_something(self) -> bool:
        """Whether it narrows the register in any way."""
        what = (self.kinds, self.owners, self.level)
        left_out = (self.not_kinds, self.not_areas, self.not_words, self.not_level)
        dated = (self.statuses, self.dates, self.years, self.term_months, self.notice_months)
        held = (self.missing, self.recorded, self.among)
        return self.names_something or any((*what, *left_out, *dated, *held))
