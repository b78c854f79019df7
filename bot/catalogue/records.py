"""Reads records in the interchange format from a file, each line by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.agreements.agreement import Agreement
from bot.agreements.checks import problems_on
from bot.agreements.errors import Problem, Reason
from bot.agreements.record import read_line
from bot.catalogue.files import data_folder

STARTER = "agreements.jsonl"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The records that can be kept, in order, and everything that is wrong with the lines."""

    agreements: tuple[Agreement, ...]
    problems: tuple[Problem, ...]


def read_records(lines: Iterable[str]) -> ReadFile:
    """Read JSON lines; a code used twice keeps the first. Good lines load whatever the others."""
    agreements: dict[str, Agreement] = {}
    unnamed: list[Agreement] = []
    problems: list[Problem] = []
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        read = read_line(text, number)
        problems.extend(read.problems)
        if read.agreement is None:
            continue
        agreement = read.agreement
        if not agreement.id:
            unnamed.append(agreement)
        elif agreement.id.casefold() in agreements:
            problems.append(Problem(Reason.DUPLICATE_ID, "id", agreement.id, "", "", number))
        else:
            agreements[agreement.id.casefold()] = agreement
    return ReadFile((*agreements.values(), *unnamed), tuple(problems))


def read_record_file(path: Path) -> ReadFile:
    """Read a file of JSON lines (UTF-8, with or without a byte order mark)."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return read_records(file)


def starter_catalogue(folder: Path | None = None) -> ReadFile:
    """Read the starter catalogue."""
    return read_record_file((folder or data_folder()) / STARTER)


def problems_between(agreements: Iterable[Agreement]) -> Iterator[Problem]:
    """Yield what is wrong between records: names of codes that are not there, circles."""
    by_id = {agreement.id: agreement for agreement in agreements}
    for agreement in by_id.values():
        for link in ("supersedes", "amends", "implements", "related"):
            for target in getattr(agreement, link):
                if target not in by_id:
                    yield Problem(Reason.DANGLING_ID, link, target, record=agreement.id)
        if _returns(agreement, by_id):
            yield Problem(Reason.CIRCULAR, "supersedes", agreement.id, record=agreement.id)


def _returns(agreement: Agreement, by_id: dict[str, Agreement]) -> bool:
    waiting, seen = list(agreement.supersedes), set[str]()
    while waiting:
        current = waiting.pop()
        if current == agreement.id:
            return True
        if current not in seen and current in by_id:
            seen.add(current)
            waiting.extend(by_id[current].supersedes)
    return False


def all_problems(read: ReadFile, today: date) -> list[Problem]:
    """Return the problems of the lines, of each record on a day, and between records."""
    problems = list(read.problems)
    for agreement in read.agreements:
        problems.extend(problem.at(agreement.id) for problem in problems_on(agreement, today))
    problems.extend(problems_between(read.agreements))
    return problems
