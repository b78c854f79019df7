"""The questions that speed is measured with, in a fixed order, and the clock that times them.

The clock counts the processor time of this thread. Answering waits for nothing, so on an idle
machine that is the time that passes, and on a busy one it leaves out what others took.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import thread_time

from bot.search.answer import Answer
from bot.search.asking import Desk
from bot.search.context import Context
from tests.bench.folder import read_folder
from tests.bench.question_bank import BANK, BANK_DAY, read_bank

#: What the bank's questions are called in tables.
BANK_NAME = "bank"
#: So many matches are looked at, with the nearest among them where there are fewer.
LOOKED_AT = 10


@dataclass(frozen=True)
class Asked:
    """A question, where it comes from, and the earlier one it follows up on, if any."""

    id: str
    text: str
    source: str
    after: str = ""


@dataclass(frozen=True)
class Times:
    """Milliseconds of each question: the first time it was asked, and the median afterwards."""

    first: tuple[float, ...]
    usual: tuple[float, ...]


def question_mix(folder: Path | None = None) -> list[Asked]:
    """Return all questions of the bank and of a folder's registers."""
    asked = [
        Asked(line["id"], line["text"], BANK_NAME, line.get("after", ""))
        for line in read_bank(BANK)
    ]
    for register in read_folder(folder) if folder else ():
        asked += [Asked(query.id, query.text, register.name) for query in register.queries]
    return asked


def timed(desk: Desk, mix: Sequence[Asked], rounds: int) -> Times:
    """Ask everything once, then `rounds` times again.

    On the clock is `Desk.ask` with the scores and reasons of a page of matches, since an answer
    works those out when somebody looks.
    """
    contexts: dict[str, Context | None] = {}
    first: list[float] = []
    for asked in mix:
        before = contexts.get(asked.after)
        begun = thread_time()
        answer = _answer(desk, asked, before)
        first.append((thread_time() - begun) * 1e3)
        contexts[asked.id] = Context.after(answer, before)
    again = [_asked_again(desk, mix, contexts) for _ in range(rounds)]
    return Times(tuple(first), tuple(map(statistics.median, zip(*again, strict=True))))


def _asked_again(
    desk: Desk, mix: Sequence[Asked], contexts: dict[str, Context | None]
) -> list[float]:
    times: list[float] = []
    for asked in mix:
        before = contexts.get(asked.after)
        begun = thread_time()
        _answer(desk, asked, before)
        times.append((thread_time() - begun) * 1e3)
    return times


def _answer(desk: Desk, asked: Asked, before: Context | None) -> Answer:
    answer = desk.ask(asked.text, BANK_DAY, context=before)
    for match in answer.matches[:LOOKED_AT]:
        _ = match.score, match.because
    return answer
