"""The question bank as tables: how often Sanya is right, by language and by form of question."""

from __future__ import annotations

from collections.abc import Iterable

from bot.search.asking import Desk
from tests.bench.question_bank import BANK, Score, Verdict, measure, read_bank
from tests.bench.tables import Cell, Column, Table

COLUMNS = (
    Column("questions of"),
    Column("asked", "d"),
    Column("right", ".3f"),
    Column("wrong agreement", ".3f"),
    Column("on record", "d"),
    Column("refused", ".3f"),
)
NOTES = (
    "right: everything the bank says about the answer holds (kind, first, list, total, words)",
    "wrong agreement: given as right though it is not what was asked for",
    "refused: nothing told though it is on record, as a share of those on record",
)
#: More of a question is not printed.
LONGEST_QUESTION = 70
LANGUAGES = {"en": "English", "th": "Thai"}


def bank_tables(desk: Desk, *, failures: bool = False) -> list[Table]:
    """Ask the whole bank; `failures` adds a table of every question that was not right."""
    verdicts = measure(desk, read_bank(BANK)).verdicts
    tables = [score_table(verdicts)]
    if failures:
        tables.append(failure_table(verdicts))
    return tables


def score_table(verdicts: list[Verdict]) -> Table:
    """Return shares for all questions, each language and each form of question."""
    rows = [_row("all", verdicts), *_aside_rows(verdicts)]
    for code, name in LANGUAGES.items():
        rows.append(_row(name, [v for v in verdicts if v.line["language"] == code]))
    rows += [
        _row(f"  {form}", [v for v in verdicts if v.line["form"] == form])
        for form in sorted({v.line["form"] for v in verdicts})
    ]
    return Table("Question bank on the starter catalogue", COLUMNS, rows, NOTES)


def aside_table(desk: Desk) -> Table:
    """Return shares for the questions that were kept aside, which nothing was tuned on.

    They follow up on each other alone, so the others need not be asked.
    """
    verdicts = measure(desk, [line for line in read_bank(BANK) if line.get("aside")]).verdicts
    title = "Questions of the bank that were kept aside, on the starter catalogue"
    return Table(title, COLUMNS, _aside_rows(verdicts), NOTES)


def _aside_rows(verdicts: list[Verdict]) -> list[list[Cell]]:
    aside = [v for v in verdicts if v.line.get("aside")]
    return [_row("kept aside", aside)] if aside else []


def _row(name: str, verdicts: list[Verdict]) -> list[Cell]:
    on_record = [v for v in verdicts if v.line.get("first") or v.line.get("all")]
    score = Score(verdicts)
    refused = score.refused if on_record else None
    return [name, len(verdicts), score.right, score.wrong_agreement, len(on_record), refused]


def failure_table(verdicts: Iterable[Verdict]) -> Table:
    """Return every question that was not right, with what was answered and what is wrong.

    What is kept aside is not shown: whoever reads its failures tunes on it.
    """
    columns = (
        Column("question"),
        Column("form", is_text=True),
        Column("answered", is_text=True),
        Column("what is wrong", is_text=True),
    )
    shown = (v for v in verdicts if v.faults and not v.line.get("aside"))
    rows = [_failure(verdict) for verdict in shown]
    return Table("Questions of the bank that were not answered rightly", columns, rows)


def _failure(verdict: Verdict) -> list[Cell]:
    line, answer = verdict.line, verdict.answer
    given = " ".join((answer.kind.value, *(match.id for match in answer.found[:2])))
    said = f"{line['id']} {line['text']}"[:LONGEST_QUESTION]
    return [said, line["form"], given, "; ".join(verdict.faults)]
