"""Reads what follows /subscribe and /follow: what about, and how to be told; pure.

`/subscribe Japan cyber security hour 8 tiers 365 180 30 lang th escalate -1001234567890 after 3`
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.agreements.text import LANGUAGES, Language
from bot.agreements.tiers import Tiers
from bot.reminders.subscriptions import (
    DEFAULT_PATIENCE,
    EARLIEST_HOUR,
    LATEST_HOUR,
    Interest,
)
from bot.reminders.working_days import UnknownHolidaysError, working_days
from bot.search.question import Question

LONGEST_TIER = 1_000
MOST_TIERS = 20
_EVERYTHING = frozenset({"", "all", "everything", "ทั้งหมด", "ทุกฉบับ", "ทุกเรื่อง"})
_OPTION = re.compile(
    r"(?:^|\s)(?P<name>hour|tiers|notice|expiry|lang|language|zone|holidays|weekly|escalate|chat"
    r"|owner|เวลา|ล่วงหน้า|แจ้ง|สิ้นสุด|ภาษา|วันหยุด|รายสัปดาห์)[ :=]",
    re.IGNORECASE,
)
_NAMES = {
    "เวลา": "hour",
    "ล่วงหน้า": "tiers",
    "แจ้ง": "notice",
    "สิ้นสุด": "expiry",
    "ภาษา": "lang",
    "language": "lang",
    "วันหยุด": "holidays",
    "รายสัปดาห์": "weekly",
}
_WEEKDAYS = {
    name: number
    for names in (
        "mon tue wed thu fri sat sun",
        "monday tuesday wednesday thursday friday saturday sunday",
        "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์",
    )
    for number, name in enumerate(names.split())
}
LONGEST_PATIENCE = 60
_LANGUAGES: dict[str, Language] = {
    **{language: language for language in LANGUAGES},
    "english": "en",
    "thai": "th",
    "ไทย": "th",
    "อังกฤษ": "en",
}


class WishError(Exception):
    """A wish that cannot be kept: the key of the message that says why, and its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody typed: what it is about, and the options that were given."""

    about: str
    hour: int | None = None
    tiers: Tiers = ()
    notice_tiers: Tiers = ()
    expiry_tiers: Tiers = ()
    language: Language | None = None
    zone: str = ""
    holidays: str = ""
    weekday: int = 0
    escalate_to: int | None = None
    patience: int = DEFAULT_PATIENCE
    chat_id: int | None = None
    owners: tuple[str, ...] = ()


def read_wish(text: str) -> Wish:
    """Return the wish that a text states. Raises WishError where an option makes no sense."""
    options = list(_OPTION.finditer(text))
    wish = Wish(text[: options[0].start()].strip() if options else text.strip())
    ends = [*(option.start() for option in options[1:]), len(text)]
    for option, end in zip(options, ends, strict=False):
        name = option["name"].casefold()
        value = text[option.end() : end].strip()
        wish = _READERS[_NAMES.get(name, name)](wish, value)
    return wish


def _hour(wish: Wish, value: str) -> Wish:
    if not value.isdecimal() or not EARLIEST_HOUR <= int(value) <= LATEST_HOUR:
        raise WishError("bad-hour", first=EARLIEST_HOUR, last=LATEST_HOUR)
    return replace(wish, hour=int(value))


def _days(value: str) -> Tiers:
    parts = re.split(r"[\s,/]+", value)
    if not all(part.isdecimal() and int(part) <= LONGEST_TIER for part in parts):
        raise WishError("bad-tiers")
    days = sorted(set(map(int, parts)), reverse=True)
    if not 0 < len(days) <= MOST_TIERS:
        raise WishError("bad-tiers")
    return tuple(days)


def _language(wish: Wish, value: str) -> Wish:
    language = _LANGUAGES.get(value.casefold())
    if language is None:
        raise WishError("bad-language")
    return replace(wish, language=language)


def _zone(wish: Wish, value: str) -> Wish:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WishError("bad-zone", zone=value[:60]) from None
    return replace(wish, zone=value)


def _holidays(wish: Wish, value: str) -> Wish:
    country = value if value.casefold() == "none" else value.upper()
    try:
        working_days(country)
    except UnknownHolidaysError:
        raise WishError("bad-holidays", country=value[:60]) from None
    return replace(wish, holidays=country)


def _weekly(wish: Wish, value: str) -> Wish:
    weekday = _WEEKDAYS.get(value.casefold().removeprefix("วัน"))
    if weekday is None:
        raise WishError("bad-weekday")
    return replace(wish, weekday=weekday)


def _escalate(wish: Wish, value: str) -> Wish:
    to, _, patience = value.partition(" after ")
    wish = replace(wish, escalate_to=_number(to.strip(), "bad-escalation"))
    if not patience:
        return wish
    if not patience.strip().isdecimal() or not 1 <= int(patience) <= LONGEST_PATIENCE:
        raise WishError("bad-patience", most=LONGEST_PATIENCE)
    return replace(wish, patience=int(patience))


def _chat(wish: Wish, value: str) -> Wish:
    return replace(wish, chat_id=_number(value, "bad-chat"))


def _owner(wish: Wish, value: str) -> Wish:
    return replace(wish, owners=tuple(part.strip() for part in value.split(",") if part.strip()))


def _number(value: str, refusal: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,19}", value):
        raise WishError(refusal)
    return int(value)


_READERS: dict[str, Callable[[Wish, str], Wish]] = {
    "hour": _hour,
    "tiers": lambda wish, value: replace(wish, tiers=_days(value)),
    "notice": lambda wish, value: replace(wish, notice_tiers=_days(value)),
    "expiry": lambda wish, value: replace(wish, expiry_tiers=_days(value)),
    "lang": _language,
    "zone": _zone,
    "holidays": _holidays,
    "weekly": _weekly,
    "escalate": _escalate,
    "chat": _chat,
    "owner": _owner,
}


def interest_of(wish: Wish, understand: Callable[[str], Question]) -> Interest:
    """Return which agreements a wish is about.

    Raises WishError where a word is not understood: a subscription to something else than was
    meant would miss reminders in silence.
    """
    if wish.about.casefold() in _EVERYTHING:
        return Interest(owners=wish.owners)
    question = understand(wish.about)
    strange = [*(word.text for word in question.words if word.is_decisive), *question.unknown_codes]
    interest = Interest(
        tuple(_ids(question, "parties")),
        tuple(_ids(question, "areas")),
        question.kinds,
        wish.owners,
        question.codes,
    )
    narrows = (interest.parties, interest.areas, interest.kinds, interest.agreements)
    if strange or question.statuses or question.dates or not any(narrows):
        raise WishError("not-understood", words=" ".join(strange) or wish.about[:60])
    return interest


def _ids(question: Question, slots: str) -> Iterator[str]:
    for slot in getattr(question, slots):
        if not slot.excluded:
            yield from slot.ids
