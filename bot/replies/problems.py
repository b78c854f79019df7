"""What is wrong with a record or a change, as sentences of the reader's language."""

from __future__ import annotations

from bot.agreements.errors import AgreementError, Problem, Reason
from bot.agreements.partial_date import PartialDate
from bot.replies.dates import partial_text
from bot.replies.lines import Line, bold, line
from bot.replies.values import ValueWords, cut

LONGEST = 120


def problem_line(problem: Problem, values: ValueWords) -> Line:
    """Return one problem: the field, then what is wrong with it."""
    words = values.words
    key = f"problem.{problem.reason}"
    field = problem.field.partition("[")[0].partition(".")[0]
    told = words.line(
        key if key in words else "problem.cannot-be-kept",
        value=_shown(problem.value, problem, values),
        expected=_shown(problem.expected, problem, values),
    )
    is_named = field and problem.reason is not Reason.NOT_FOUND
    return line(bold(f"{values.field(field)}: "), told) if is_named else told


def problem_lines(error: AgreementError, values: ValueWords) -> list[Line]:
    """Return all problems of a refusal."""
    return [problem_line(problem, values) for problem in error.problems]


def _shown(value: str, problem: Problem, values: ValueWords) -> str:
    """Return a value as the reader writes it: dates in words, stored values read out."""
    if problem.reason is Reason.STALE and problem.field != "revision":
        return values.stored(problem.field, value or None)
    if problem.reason not in (Reason.NO_SUCH_DAY, Reason.NOT_A_DATE, Reason.BUDDHIST_YEAR):
        try:
            return partial_text(PartialDate.parse(value), values.words)
        except AgreementError:
            pass
    return cut(value, LONGEST)
