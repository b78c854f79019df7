"""Takes a file of records in the interchange format apart: JSON Lines, one object, or a list."""

from __future__ import annotations

import json

from bot.importing.grids import FileForm, RawFile
from bot.importing.limits import Limits
from bot.importing.plain_tables import decoded
from bot.importing.refusals import FileRefused, Refusal


def read_record_lines(data: bytes, limits: Limits) -> RawFile:
    """Return each record as a numbered line of JSON; what is wrong with one is told later.

    The number is the line's in JSON Lines, else the record's place in the list. Raises
    FileRefused for a file that holds neither.
    """
    text = decoded(data)
    if len(text) > limits.characters:
        raise FileRefused(Refusal.TOO_MUCH_TEXT)
    whole = _whole(text)
    if whole is not None:
        lines = [(n, json.dumps(value, ensure_ascii=False)) for n, value in enumerate(whole, 1)]
    else:
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        if not any(line.lstrip().startswith("{") for _, line in lines[:20]):
            raise FileRefused(Refusal.NOT_JSON)
    if len(lines) > limits.rows:
        raise FileRefused(Refusal.TOO_MANY_ROWS, count=len(lines), most=limits.rows)
    return RawFile(FileForm.JSON, lines=tuple(lines))


def _whole(text: str) -> list[object] | None:
    """Return the records of a file that is one JSON value, or None for JSON Lines."""
    try:
        value = json.loads(text)
    except RecursionError:
        raise FileRefused(Refusal.NOT_JSON) from None
    except ValueError:
        if text.lstrip().startswith("["):
            raise FileRefused(Refusal.NOT_JSON) from None
        return None
    if isinstance(value, dict):
        return [value]
    if not isinstance(value, list):
        raise FileRefused(Refusal.NOT_JSON)
    return value
