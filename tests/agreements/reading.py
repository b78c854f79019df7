"""Reads a record as the tests of records do: taken whole, or refused with its only problem."""

from __future__ import annotations

from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.errors import Problem
from bot.agreements.record import ReadRecord, read_record

Fields = dict[str, Any]


def read(**fields: Any) -> ReadRecord:
    return read_record({"id": "JP-1", "title": "A text"} | fields, 7)


def kept(**fields: Any) -> Agreement:
    """Return the agreement of a record in which nothing is wrong."""
    result = read(**fields)
    assert result.agreement is not None, sentences(result)
    assert result.problems == ()
    return result.agreement


def sentences(result: ReadRecord) -> list[str]:
    return [str(problem) for problem in result.problems]


def refused(**fields: Any) -> Problem:
    """Return the only problem of a record that is refused."""
    result = read(**fields)
    assert result.agreement is None
    (problem,) = result.problems
    return problem
