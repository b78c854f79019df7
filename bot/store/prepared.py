"""Rows made ready before a job puts them: the costly half of a large change, off the loop.

Why: a job runs on the loop, and 10,000 rows take seconds to encode, write out and read back.
Prepared in a thread, they cost the job a few microseconds each.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from bot.store.changes import Entry
from bot.store.collection import Collection
from bot.store.errors import StoreBadRow
from bot.store.frames import json_bytes
from bot.store.views import decoded

T = TypeVar("T")
#: So many rows are read back as one.
READ_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class PreparedRow(Generic[T]):
    """A row as it will be written, and the value that it will be read back as."""

    key: str
    entry: Entry
    value: T


def prepared(
    collection: Collection[T], values: Iterable[tuple[str, T]]
) -> Iterator[PreparedRow[T]]:
    """Yield rows for `Transaction.put_prepared`; for any thread.

    StoreBadRow: a value cannot be encoded, or could not be read after a restart.
    """
    rest = iter(values)
    while chunk := list(islice(rest, READ_TOGETHER)):
        texts = [_text(collection, key, value) for key, value in chunk]
        for (key, _), entry in zip(chunk, Entry.read_back(texts), strict=True):
            yield PreparedRow(key, entry, decoded(collection, key, entry.row))


def _text(collection: Collection[T], key: str, value: T) -> bytes:
    try:
        return json_bytes(collection.encode(value))
    except Exception as error:
        raise StoreBadRow(collection.name, key, f"it cannot be encoded ({error!r})") from error
