"""Reads registers and questions that are kept beside the project: see README.md for their form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.agreements.agreement import Agreement
from bot.catalogue.records import read_record_file

RECORDS = "-records.jsonl"
QUERIES = "-queries*.jsonl"
NEEDED = ("id", "text", "kind", "targets")


class FolderError(Exception):
    """A folder that cannot be measured on; the text names the file and what is wrong with it."""


@dataclass(frozen=True)
class Query:
    """A question and the ids of its right answers.

    A register's kinds of questions are free words; they are told apart in the tables.
    """

    id: str
    text: str
    kind: str
    targets: frozenset[str]


@dataclass(frozen=True)
class Register:
    """A named register with the questions asked about it."""

    name: str
    agreements: tuple[Agreement, ...]
    queries: tuple[Query, ...]


def read_folder(folder: Path) -> list[Register]:
    """Return every register of a folder with its questions, by name.

    Raises FolderError for a folder without registers, a register without questions, a record
    that cannot be kept, and a question that lacks something or asks for a record that is not there.
    """
    files = sorted(folder.glob("*" + RECORDS))
    if not files:
        raise FolderError(f"{folder}: no file is called NAME{RECORDS}")
    return [_register(file) for file in files]


def _register(file: Path) -> Register:
    name = file.name.removesuffix(RECORDS)
    read = read_record_file(file)
    refused = [problem for problem in read.problems if not problem.is_warning]
    if refused:
        raise FolderError(f"{file.name}: {refused[0]}")
    queries = [q for each in sorted(file.parent.glob(name + QUERIES)) for q in _queries(each)]
    if not queries:
        raise FolderError(f"{file.name}: there are no questions in a file {name}{QUERIES}")
    known = {agreement.id for agreement in read.agreements}
    for query in queries:
        if not query.targets <= known:
            missing = min(query.targets - known)
            raise FolderError(f"{name}: question {query.id} asks for {missing}, not on record")
    return Register(name, read.agreements, tuple(queries))


def _queries(file: Path) -> Iterator[Query]:
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip():
            continue
        try:
            line: dict[str, Any] = json.loads(text)
            query_id, said, kind, targets = (line[key] for key in NEEDED)
        except (ValueError, KeyError, TypeError):
            needed = ", ".join(NEEDED)
            raise FolderError(f"{file.name}:{number}: a question needs {needed}") from None
        if not targets:
            raise FolderError(f"{file.name}:{number}: a question needs at least one target")
        yield Query(query_id, said, kind, frozenset(targets))
