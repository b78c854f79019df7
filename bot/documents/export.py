"""An export of agreements to be sent or saved: workbook, CSV or JSON Lines, by one call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.agreements.agreement import Agreement
from bot.agreements.record_writing import write_line
from bot.agreements.text import Text
from bot.catalogue.columns import load_columns
from bot.documents.rows import LeftOut, RowWriter, sheet_columns
from bot.documents.separated import write_separated
from bot.documents.workbook import write_workbook
from bot.search.day_view import DayView
from bot.search.vocabulary import Vocabulary


class Form(StrEnum):
    """The forms of an export; the value is the ending of the file's name."""

    XLSX = "xlsx"
    CSV = "csv"
    JSONL = "jsonl"

    @classmethod
    def of_name(cls, name: str) -> Form:
        """Return the form that the ending of a name asks for; JSON Lines for any other."""
        ending = name.rpartition(".")[2].casefold()
        return cls(ending) if ending in set(cls) else cls.JSONL


@dataclass(frozen=True, slots=True)
class Export:
    """The file's bytes, how many records it holds, and what had no room in it."""

    form: Form
    data: bytes
    count: int
    left_out: tuple[LeftOut, ...] = ()


def export(
    agreements: Iterable[Agreement],
    form: Form,
    vocabulary: Vocabulary,
    *,
    made: datetime,
    view: DayView | None = None,
    contacts: bool = False,
) -> Export:
    """Return the agreements as a file.

    The caller passes only what the reader may see. `contacts`: with the office's contacts, notes
    and who verified it (never for a group; a sheet without them leaves them alone when it is read
    back, JSON Lines are whole records and take them away). `view`: adds status and deadlines on its
    day to a sheet. Takes about a second for 2,000 agreements, so a front end calls it in a thread.
    """
    chosen = tuple(agreements)
    if form is Form.JSONL:
        shown = chosen if contacts else map(_for_outside, chosen)
        lines = "".join(f"{write_line(agreement)}\n" for agreement in shown)
        return Export(form, lines.encode(), len(chosen))
    wordings = load_columns()
    columns = sheet_columns(wordings, contacts=contacts, worked_out=view is not None)
    writer = RowWriter(wordings, vocabulary, view, formulas=form is Form.CSV)
    if form is Form.CSV:
        data = write_separated(chosen, columns, writer)
    else:
        data = write_workbook(chosen, columns, writer, made)
    return Export(form, data, len(chosen), tuple(writer.left_out))


def _for_outside(agreement: Agreement) -> Agreement:
    """Return a record without what is for the office's people alone."""
    verified = agreement.verified and replace(agreement.verified, by="")
    owner = replace(agreement.owner, contact="")
    return agreement.changed(owner=owner, notes=Text(), verified=verified)
