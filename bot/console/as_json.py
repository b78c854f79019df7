"""An answer as the JSON object that the command line's contract promises."""

from __future__ import annotations

from typing import Any

from bot.console.conversation import Turn
from bot.register import AgreementRegister
from bot.replies.plain import plain_text
from bot.search.answer import Answer
from bot.search.question import DateFilter, Question

#: More matches than this are not printed; `total` tells how many there are.
MOST_PRINTED = 1_000


def turn_as_json(register: AgreementRegister, turn: Turn) -> dict[str, Any]:
    """Return question, understanding, kind, matches and the answer's text."""
    answer = turn.answer
    question = answer.question
    return {
        "question": question.text,
        "language": question.language,
        "understood": _understood(question),
        "kind": answer.kind.value,
        "total": answer.total,
        "matches": _matches(register, answer),
        "answer": plain_text(turn.reply),
    }


def _understood(question: Question) -> dict[str, Any]:
    statuses = [status.value.replace("_", "-") for status in question.statuses]
    understood: dict[str, Any] = {
        "parties": [i for slot in question.parties if not slot.excluded for i in slot.ids],
        "scope_areas": [i for slot in question.areas for i in slot.ids],
        "kinds": [kind.value for kind in question.kinds],
        "status": statuses[0] if statuses else None,
        "dates": [_date(wanted) for wanted in question.dates],
        "asks": [ask.value for ask in question.asks],
        "words": [word.text for word in question.words],
        "mode": question.mode.value,
    }
    more = {
        "without": [i for slot in question.parties if slot.excluded for i in slot.ids],
        "missing": list(question.missing),
        "years": list(question.years),
        "codes": list(question.codes),
        "corrections": [{"typed": c.typed, "read": c.read} for c in question.corrections],
    }
    return understood | {key: value for key, value in more.items() if value}


def _date(wanted: DateFilter) -> dict[str, Any]:
    """Return a range of dates; with a month of any year, and whether it is denied."""
    start, end = wanted.period.start, wanted.period.end
    told: dict[str, Any] = {
        "field": wanted.field,
        "from": start.isoformat() if start else None,
        "to": end.isoformat() if end else None,
    }
    more = {"month": wanted.month, "denied": wanted.denied}
    return told | {key: value for key, value in more.items() if value}


def _matches(register: AgreementRegister, answer: Answer) -> list[dict[str, Any]]:
    printed = []
    for match in answer.matches[:MOST_PRINTED]:
        agreement = register.agreements.get(match.id)
        title = agreement.title.in_language(answer.question.language) if agreement else ""
        row: dict[str, Any] = {
            "id": match.id,
            "title": title,
            "score": match.score,
            "because": list(match.because),
        }
        if match.nearest:
            row["nearest"] = True
        if match.possibly:
            row["possibly"] = True
        printed.append(row)
    return printed
