"""The interchange format: one agreement as a JSON object, read with every problem named.

Why problems are values: an import of 10,000 rows has to tell all that is wrong at once, and a
line with a warning is still kept. `read_record` therefore returns both, and never raises for
what the record says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.agreements.agreement import (
    Agreement,
    Evidence,
    Owner,
    Party,
    Renewal,
    StoredFile,
    Term,
    Verified,
)
from bot.agreements.checks import problems_within
from bot.agreements.errors import Problem, Reason, shown
from bot.agreements.fields import FieldReader, Json, both_languages
from bot.agreements.kinds import (
    InstrumentKind,
    PartyType,
    RenewalMode,
    TermKind,
    Visibility,
)
from bot.agreements.text import Text

LONGEST_ID = 40
_ID = re.compile(r"[\w][\w.\-]*")
#: No file that is kept is longer: Telegram hands out 20 MB, other ways may come.
MOST_FILE_BYTES = 2**40
_SHA256 = re.compile(r"[0-9a-f]{64}")

KEYS = (
    "id", "title", "short_title", "aliases", "kind", "binding", "parties", "scope_areas",
    "summary", "notes", "signed", "in_force", "expires", "terminated", "approved", "term",
    "renewal", "termination_notice_months", "supersedes", "amends", "implements", "related",
    "owner", "visibility", "evidence", "verified",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """What came of reading a record: the agreement where it could be kept, and all problems."""

    agreement: Agreement | None
    problems: tuple[Problem, ...]


def read_line(line: str, number: int | None = None) -> ReadRecord:
    """Read one JSON line; `number` is told with each problem."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        return ReadRecord(None, (Problem(Reason.NOT_JSON, value=shown(line, 60), line=number),))
    return read_record(value, number)


def read_record(record: Mapping[str, Json], number: int | None = None) -> ReadRecord:
    """Read a record; a missing id is left empty for the register to give one."""
    reader = FieldReader(record)
    agreement = _agreement(reader)
    reader.problems.found.extend(problems_within(agreement))
    name = agreement.id or shown(agreement.title.in_language("en"), 40)
    problems = tuple(problem.at(name, number) for problem in reader.problems.found)
    refused = any(not problem.is_warning for problem in problems)
    return ReadRecord(None if refused else agreement, problems)


def is_id(text: str) -> bool:
    """Return whether people can type it as a code: letters, digits, '-', '_' and '.'."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def _text(value: FieldReader | str) -> Text | None:
    text = Text.of(value) if isinstance(value, str) else both_languages(value)
    return text or None


def _party(value: FieldReader | str) -> Party | None:
    if isinstance(value, str):
        return Party(Text.of(value)) if value else None
    value.unknown_keys(("name", "abbreviation", "country", "type", "formerly"))
    name = value.text("name") or Text.of(value.string("abbreviation") or value.string("country"))
    if not name:
        value.problems.add(Reason.MISSING, value.prefix + "name")
        return None
    country = value.string("country").upper()
    if country and not re.fullmatch(r"[A-Z]{2}", country):
        value.problems.add(Reason.UNKNOWN_COUNTRY, value.prefix + "country", country)
        country = ""
    kind = value.choice("type", PartyType)
    return Party(name, value.string("abbreviation"), country, kind, value.strings("formerly"))


def _term(reader: FieldReader) -> Term:
    reader.unknown_keys(("kind", "months"))
    months = reader.number("months")
    kind = reader.choice("kind", TermKind)
    return Term(kind or (TermKind.FIXED if months else TermKind.UNKNOWN), months)


def _renewal(reader: FieldReader) -> Renewal:
    reader.unknown_keys(("mode", "period_months", "notice_months", "approval_days", "times"))
    return Renewal(
        reader.choice("mode", RenewalMode) or RenewalMode.UNKNOWN,
        reader.number("period_months"),
        reader.number("notice_months"),
        reader.number("approval_days", most=3_660),
        reader.number("times"),
    )


def _owner(reader: FieldReader) -> Owner:
    reader.unknown_keys(("unit", "contact"))
    return Owner(reader.string("unit"), reader.string("contact"))


def _evidence(value: FieldReader | str) -> Evidence | None:
    if isinstance(value, str):
        return Evidence(source=value) if value else None
    value.unknown_keys(("field", "value", "source", "locator", "note", "file"))
    return Evidence(
        value.string("field"),
        value.string("value"),
        value.string("source"),
        value.text("locator"),
        value.text("note"),
        value.one("file", _file, None),
    )


def _file(reader: FieldReader) -> StoredFile | None:
    reader.unknown_keys(("sha256", "size"))
    sha256, size = reader.string("sha256").casefold(), reader.number("size", most=MOST_FILE_BYTES)
    if not _SHA256.fullmatch(sha256) or size is None:
        expected = "64 hexadecimal digits, and a size"
        reader.problems.add(Reason.WRONG_TYPE, reader.prefix + "sha256", sha256, expected)
        return None
    return StoredFile(sha256, size)


def _verified(reader: FieldReader) -> Verified | None:
    reader.unknown_keys(("on", "by"))
    on, by = reader.date("on"), reader.string("by")
    if by and not on and not reader.record.get("on"):
        reader.problems.add(Reason.INCOMPLETE, reader.prefix + "on", by)
    return Verified(on, by) if on else None


def _agreement(reader: FieldReader) -> Agreement:
    reader.unknown_keys(KEYS)
    title = reader.text("title")
    if not title:
        reader.problems.add(Reason.MISSING, "title")
    return Agreement(
        id=_id(reader),
        title=title,
        short_title=reader.text("short_title"),
        aliases=reader.strings("aliases"),
        kind=reader.choice("kind", InstrumentKind) or InstrumentKind.OTHER,
        binding=reader.boolean("binding"),
        parties=reader.many("parties", _party),
        scope_areas=reader.many("scope_areas", _text),
        summary=reader.text("summary"),
        notes=reader.text("notes"),
        signed=reader.date("signed"),
        in_force=reader.date("in_force"),
        expires=reader.date("expires"),
        terminated=reader.date("terminated"),
        approved=reader.date("approved"),
        term=reader.one("term", _term, Term()),
        renewal=reader.one("renewal", _renewal, Renewal()),
        termination_notice_months=reader.number("termination_notice_months"),
        supersedes=reader.strings("supersedes"),
        amends=reader.strings("amends"),
        implements=reader.strings("implements"),
        related=reader.strings("related"),
        owner=reader.one("owner", _owner, Owner()),
        visibility=reader.choice("visibility", Visibility) or Visibility.PUBLIC,
        evidence=reader.many("evidence", _evidence),
        verified=reader.one("verified", _verified, None),
    )


def _id(reader: FieldReader) -> str:
    value = reader.string("id")
    if value and not is_id(value):
        reader.problems.add(Reason.BAD_ID, "id", value)
        return ""
    return value
