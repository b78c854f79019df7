"""A record out of a text that somebody pasted: JSON, lines with headings, or free lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from bot.agreements.agreement import Agreement, Party
from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.kinds import InstrumentKind
from bot.agreements.record import read_line
from bot.agreements.text import Text
from bot.catalogue.columns import Holds
from bot.importing.name_cells import NameReader
from bot.search.normal_form import normal_text
from bot.search.senses import Category
from bot.search.vocabulary import Vocabulary
from bot.upkeep.amending import Amender
from bot.upkeep.field_names import FieldName, field_and_value, field_named

_EMPTY = Agreement("", Text())
_CODE_LINE = re.compile(r"\s*(?:code|id|รหัส)\s*[:=]\s*(?P<code>\S+)\s*", re.IGNORECASE)
#: What begins a further item of the field above.
_ITEM = re.compile(r"\s*(?:[-–•·*]|\(?\d{1,2}[.)])\s*\S")
#: A free line that names its field without a colon has it at its beginning, and a value after it.
_DATED = frozenset({Holds.DATE, Holds.TERM, Holds.RENEWAL, Holds.MONTHS})


def is_json(text: str) -> bool:
    """Return whether a text is meant to be a record in the interchange format."""
    return text.lstrip("\ufeff \n\t").startswith(("{", "["))


def record_in_json(text: str) -> Agreement:
    """Return the record of a JSON object, or of a list of one. Raises AgreementError."""
    line = text.lstrip("\ufeff \n\t").strip()
    if line.startswith("["):
        line = _only_item(line)
    read = read_line(line)
    if read.agreement is None:
        raise AgreementError(*(p for p in read.problems if not p.is_warning))
    return read.agreement


def _only_item(line: str) -> str:
    try:
        items = json.loads(line)
    except (ValueError, RecursionError):
        items = None
    if not isinstance(items, list) or len(items) != 1:
        raise AgreementError(Problem(Reason.NOT_JSON, value=line[:60]))
    return json.dumps(items[0], ensure_ascii=False)


def record_in_text(text: str, amender: Amender) -> Agreement:
    """Return what the lines of a text say. Raises AgreementError, with all that cannot be read."""
    record = _EMPTY
    problems: list[Problem] = []
    free: list[str] = []
    for name, value in _told(text, free):
        try:
            if isinstance(name, str):
                record = record.changed(id=value)
            else:
                record = amender.amended(record, name, value)
        except AgreementError as error:
            problems.extend(error.problems)
    if problems:
        raise AgreementError(*problems)
    if not record.title and free:
        record = record.changed(title=Text.of(free.pop(0)))
    return _completed(record, free, amender.vocabulary)


def _told(text: str, free: list[str]) -> Iterator[tuple[FieldName | str, str]]:
    """Yield each field that lines name, with its value; other lines go to `free`."""
    name: FieldName | None = None
    values: list[str] = []
    for line in text.splitlines():
        found = _named(line)
        code = _CODE_LINE.fullmatch(line)
        if (found or code or not line.strip()) and name is not None:
            yield name, "\n".join(values)
            name, values = None, []
        if code:
            yield "id", code["code"]
        elif found:
            name, values = found[0], [found[1]] if found[1] else []
        elif name is not None and (not values or _ITEM.match(line)):
            # A bullet is no sign that something is to be taken away.
            values.append(re.sub(r"^\s*[-–•·*]\s*", "", line).strip())
        elif line.strip():
            if name is not None:
                yield name, "\n".join(values)
                name, values = None, []
            free.append(line.strip())
    if name is not None:
        yield name, "\n".join(values)


def _named(line: str) -> tuple[FieldName, str] | None:
    """Return the field and value of a line: before a colon, or where a date or term follows."""
    label, colon, value = line.partition(":")
    if colon:
        field = field_named(re.sub(r"^[\s\-–•·*]+", "", label))
        return (field, value.strip()) if field else None
    found = field_and_value(line.strip())
    is_dated = found is not None and found[0].column.holds in _DATED and bool(found[1])
    return found if is_dated and any(c.isdigit() for c in line) else None


def _completed(record: Agreement, free: list[str], vocabulary: Vocabulary) -> Agreement:
    """Add what the free lines name: the kind at the title's beginning, and known parties."""
    title = record.title.en or record.title.th
    if record.kind is InstrumentKind.OTHER:
        mentions = vocabulary.lexicon.scan(normal_text(title))
        kinds = mentions[0].ids(Category.KIND) if mentions and mentions[0].start == 0 else ()
        if len(kinds) == 1:
            record = record.changed(kind=InstrumentKind(kinds[0]))
    if not record.parties:
        record = record.changed(parties=tuple(_parties([title, *free], vocabulary)))
    rest = "\n".join(free)
    return record.changed(notes=Text.of(rest)) if rest and not record.notes else record


def _parties(lines: list[str], vocabulary: Vocabulary) -> Iterator[Party]:
    """Yield the parties that lines name, each once; what may be several is left to a person."""
    names, seen = NameReader(vocabulary), set[str]()
    for line in lines:
        for mention in vocabulary.lexicon.scan(normal_text(line)):
            ids = mention.ids(Category.PARTY)
            known = vocabulary.directory.get(ids[0]) if len(ids) == 1 else None
            if known is not None and known.id not in seen:
                seen.add(known.id)
                yield names.state(known)
