"""Why a file as a whole is refused, as values that every language can word."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Refusal(StrEnum):
    """Each has a sentence in the message catalogues (`import.refused.…`)."""

    EMPTY = "empty"
    TOO_BIG = "too-big"
    UNPACKS_TOO_BIG = "unpacks-too-big"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    TOO_MANY_CELLS = "too-many-cells"
    TOO_MUCH_TEXT = "too-much-text"
    CELL_TOO_LONG = "cell-too-long"
    NOT_A_TABLE = "not-a-table"
    OLD_WORKBOOK = "old-workbook"
    OTHER_WORKBOOK = "other-workbook"
    PASSWORD = "password"  # noqa: S105  # a reason, no secret
    DAMAGED = "damaged"
    UNKNOWN_ENCODING = "unknown-encoding"
    NOT_JSON = "not-json"
    NO_HEADINGS = "no-headings"
    TOO_LONG_TO_READ = "too-long-to-read"


class FileRefused(Exception):  # noqa: N818  # it reads as what happened: the file was refused
    """Nothing of the file was taken. `values` fill the sentence of `reason`."""

    def __init__(self, reason: Refusal, **values: str | int) -> None:
        super().__init__(reason.value, values)
        self.reason = reason
        self.values: Mapping[str, str | int] = values
