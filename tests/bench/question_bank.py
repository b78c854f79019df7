"""Measures answers over a bank of questions with known right answers.

What a line of the bank may say: `kinds` (acceptable kinds of answer), `first` (acceptable first
matches), `all` and `may` (the right ones of a list, and those neither right nor wrong), `never`
(would be wrong as the answer), `total`, `answer_has` (one of each group must stand in the text),
`answer_hasnt`, `after` (the line it follows up on), `aside` (nothing was ever changed because of
its answer, so it shows how good Sanya is on what nobody has seen). A line counts as right when
everything it says holds; as a wrong agreement when one of `never`, or for one answer something
else than `first`, is given as right; as refused when nothing is told though something is on record.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.replies.answers import reply_to
from bot.replies.plain import plain_text
from bot.search.answer import Answer, AnswerKind
from bot.search.asking import Desk
from bot.search.context import Context

BANK = Path(__file__).parent / "questions.jsonl"
BANK_DAY = date(2026, 11, 22)
#: A list of more right answers than this may be told in part.
LONGEST_LIST = 10
Line = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What is wrong with one answer; nothing when it is right."""

    line: Line
    faults: tuple[str, ...]
    is_wrong_agreement: bool
    is_refusal: bool
    answer: Answer
    text: str


@dataclass
class Score:
    """Counts over a bank."""

    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def right(self) -> float:
        return sum(not v.faults for v in self.verdicts) / len(self.verdicts)

    @property
    def wrong_agreement(self) -> float:
        return sum(v.is_wrong_agreement for v in self.verdicts) / len(self.verdicts)

    @property
    def refused(self) -> float:
        """The share refused of those that have something on record."""
        asked = [v for v in self.verdicts if _has_answer(v.line)]
        return sum(v.is_refusal for v in asked) / len(asked)

    def by_form(self) -> dict[str, tuple[int, int]]:
        """Return right and all by form of question."""
        right, everything = Counter[str](), Counter[str]()
        for verdict in self.verdicts:
            everything[verdict.line["form"]] += 1
            right[verdict.line["form"]] += not verdict.faults
        return {form: (right[form], count) for form, count in sorted(everything.items())}


def read_bank(path: Path) -> list[Line]:
    """Return the lines of a bank."""
    return [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines() if text]


def measure(desk: Desk, lines: Iterable[Line], day: date = BANK_DAY) -> Score:
    """Ask every question and judge every answer."""
    contexts: dict[str, Context | None] = {}
    score = Score()
    for line in lines:
        before = contexts.get(line.get("after", ""))
        answer = desk.ask(line["text"], day, context=before)
        contexts[line["id"]] = Context.after(answer, before)
        text = plain_text(reply_to(answer, desk.view(day)))
        score.verdicts.append(judge(line, answer, text))
    return score


def judge(line: Line, answer: Answer, text: str) -> Verdict:
    """Return what is wrong with an answer."""
    faults = tuple(_faults(line, answer, text))
    given = [match.id for match in answer.found]
    wrong = bool(set(line.get("never", ())) & set(_presented(answer)))
    if line.get("first") and answer.kind is AnswerKind.ONE:
        wrong = wrong or given[0] not in line["first"]
    refusal = _has_answer(line) and not given
    return Verdict(line, faults, wrong, refusal, answer, text)


def _presented(answer: Answer) -> list[str]:
    """Return what is presented as the answer; what else is on record beside one is not."""
    found = [match.id for match in answer.found]
    return found[:1] if answer.kind is AnswerKind.ONE else found


def _has_answer(line: Line) -> bool:
    return bool(line.get("first") or line.get("all"))


def _faults(line: Line, answer: Answer, text: str) -> Iterator[str]:
    given = [match.id for match in answer.found]
    is_zero = line.get("all") == [] and not given
    if line.get("kinds") and answer.kind.value not in line["kinds"] and not is_zero:
        yield f"kind {answer.kind.value}, not {'/'.join(line['kinds'])}"
    if line.get("first") and given[:1] and given[0] not in line["first"]:
        yield f"first {given[0]}, not {'/'.join(line['first'])}"
    if line.get("first") and not given:
        yield "nothing told"
    never = set(line.get("never", ())) & set(_presented(answer))
    if never:
        yield f"never {sorted(never)[:4]}"
    if "all" in line:
        yield from _list_faults(line, given, answer)
    if "total" in line and answer.kind is not AnswerKind.ONE and not is_zero:
        totals = line["total"] if isinstance(line["total"], list) else [line["total"]]
        if answer.total not in totals:
            yield f"total {answer.total}, not {totals}"
    yield from _text_faults(line, text)


def _list_faults(line: Line, given: list[str], answer: Answer) -> Iterator[str]:
    right, neither = set(line["all"]), set(line.get("may", ()))
    shown = set(_presented(answer))
    if answer.kind is AnswerKind.ONE and len(right) <= 1:
        shown &= right | neither
    extra = set(shown) - right - neither
    if extra:
        yield f"too many {sorted(extra)[:4]}"
    missing = right - set(given)
    if missing:
        yield f"missing {sorted(missing)[:4]}"


def _text_faults(line: Line, text: str) -> Iterator[str]:
    said = text.replace("\u00a0", " ").casefold()
    for group in line.get("answer_has", ()):
        if not any(wanted.casefold() in said for wanted in group):
            yield f"says none of {group}"
    for unwanted in line.get("answer_hasnt", ()):
        if unwanted.casefold() in said:
            yield f"says {unwanted}"
