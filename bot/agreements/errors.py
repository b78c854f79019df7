"""What can be wrong with a record or a change, as data that every language can word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why something was refused or reported; each has a sentence in the message catalogues."""

    NO_SUCH_DAY = "no-such-day"
    BUDDHIST_YEAR = "buddhist-year"
    NOT_A_DATE = "not-a-date"
    NOT_A_LENGTH = "not-a-length"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_CHOICE = "unknown-choice"
    UNKNOWN_KEY = "unknown-key"
    WRONG_TYPE = "wrong-type"
    NEGATIVE = "negative"
    TOO_LARGE = "too-large"
    INCOMPLETE = "incomplete"
    MISSING = "missing"
    BAD_ID = "bad-id"
    DUPLICATE_ID = "duplicate-id"
    DANGLING_ID = "dangling-id"
    SELF_REFERENCE = "self-reference"
    END_BEFORE_START = "end-before-start"
    TERMINATED_BEFORE_START = "terminated-before-start"
    TERM_DISAGREES = "term-disagrees"
    SIGNED_IN_FUTURE = "signed-in-future"
    TALKS_WITH_SIGNATURE = "talks-with-signature"
    NO_SOURCE = "no-source"
    NOT_JSON = "not-json"
    UNKNOWN_COUNTRY = "unknown-country"
    NAME_CLAIMED_TWICE = "name-claimed-twice"
    NOT_KNOWN = "not-known"
    CIRCULAR = "circular"
    TOO_LONG = "too-long"
    STALE = "stale"
    NOT_FOUND = "not-found"
    NOT_ALLOWED = "not-allowed"


#: Problems that are worth telling but that do not keep a record out of the register.
WARNINGS = frozenset(
    {
        Reason.UNKNOWN_KEY,
        Reason.INCOMPLETE,
        Reason.DANGLING_ID,
        Reason.TERMINATED_BEFORE_START,
        Reason.TERM_DISAGREES,
        Reason.SIGNED_IN_FUTURE,
        Reason.NO_SOURCE,
        Reason.UNKNOWN_COUNTRY,
    }
)

_SENTENCES: dict[Reason, str] = {
    Reason.NO_SUCH_DAY: "there is no such day: {value}",
    Reason.BUDDHIST_YEAR: "{value} looks like a Buddhist year; write {expected}",
    Reason.NOT_A_DATE: "{value} is not a date; write 2022, 2022-08 or 2022-08-05",
    Reason.NOT_A_LENGTH: "{value} is not a length of time; write 5 years or 18 months",
    Reason.UNKNOWN_KIND: "{value} is not a kind of instrument; one of {expected}",
    Reason.UNKNOWN_CHOICE: "{value} is not one of {expected}",
    Reason.UNKNOWN_KEY: "the key {value} is not known; it was not taken over",
    Reason.WRONG_TYPE: "{value} should be {expected}",
    Reason.NEGATIVE: "{value} should be a whole number of 0 or more",
    Reason.TOO_LARGE: "{value} is more than {expected}",
    Reason.INCOMPLETE: "it is missing; {value} was not taken over without it",
    Reason.MISSING: "it is missing",
    Reason.BAD_ID: "{value} cannot be a code: use letters, digits, '-', '_' and '.', at most 40",
    Reason.DUPLICATE_ID: "the code {value} is used twice",
    Reason.DANGLING_ID: "it names {value}, which is not in the register",
    Reason.SELF_REFERENCE: "it names itself",
    Reason.END_BEFORE_START: "it ends ({value}) before it starts ({expected})",
    Reason.TERMINATED_BEFORE_START: "terminated ({value}) before its start ({expected})",
    Reason.TERM_DISAGREES: "the recorded end {value} is not the computed one, {expected}",
    Reason.SIGNED_IN_FUTURE: "the day {value} has not come yet",
    Reason.TALKS_WITH_SIGNATURE: "talks are not signed, yet {value} is given",
    Reason.NO_SOURCE: "no source is recorded for {value}",
    Reason.NOT_JSON: "this is not a JSON object: {value}",
    Reason.UNKNOWN_COUNTRY: "{value} is not a country code (two letters, ISO 3166-1)",
    Reason.NOT_KNOWN: "{value} does not stand for one known thing: {expected}",
    Reason.NAME_CLAIMED_TWICE: "the name {value} is claimed by {expected}",
    Reason.CIRCULAR: "the chain comes back to itself: {value}",
    Reason.TOO_LONG: "it is longer than {expected} characters",
    Reason.STALE: "it was changed meanwhile: yours {value}, now {expected}",
    Reason.NOT_FOUND: "there is no agreement {value}",
    Reason.NOT_ALLOWED: "this is not allowed: {value}",
}


#: What would break a sentence's line or steer a terminal, and halves of characters.
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_LONGEST_SHOWN = 80


def shown(value: object, longest: int = _LONGEST_SHOWN) -> str:
    """Return a value as a sentence may hold it: one line, short, however hostile it is."""
    # The cut comes first: a value may be of many megabytes.
    text = str(value)[: longest * 4]
    text = _UNSHOWABLE.sub(" ", text).strip()
    return text if len(text) <= longest else f"{text[:longest]}…"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (record, field), why, and the values that show it."""

    reason: Reason
    field: str = ""
    value: str = ""
    expected: str = ""
    record: str = ""
    line: int | None = None

    @property
    def is_warning(self) -> bool:
        """Whether the record can be kept all the same."""
        return self.reason in WARNINGS

    def at(self, record: str, line: int | None = None) -> Problem:
        """Return the same problem, told with the record (and line) where it stands."""
        return Problem(self.reason, self.field, self.value, self.expected, record, line)

    def __str__(self) -> str:
        """One English sentence: place, then reason."""
        place = [f"line {self.line}"] if self.line is not None else []
        place += [part for part in (self.record, self.field) if part]
        sentence = _SENTENCES[self.reason].format(value=self.value, expected=self.expected)
        return f"{', '.join(place)}: {sentence}" if place else sentence


class AgreementError(Exception):
    """A refusal whose text may be shown: it holds the problems found, at least one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems

    @property
    def problem(self) -> Problem:
        """The first problem: the one to show where there is room for one."""
        return self.problems[0]


@dataclass
class ProblemList:
    """Collects problems while a record is read, so that all are told at once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, reason: Reason, field: str = "", value: object = "", expected: str = "") -> None:
        """Note a problem; a hostile field or value can neither flood nor break a reply."""
        self.found.append(Problem(reason, shown(field), shown(value), expected))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a record out."""
        return tuple(p for p in self.found if not p.is_warning)
