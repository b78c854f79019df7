"""One cue word of a question, and the words of a question that ask for a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.search.question import Ask
from bot.search.senses import Category, Mention
from bot.search.wording import Wording

#: Fields that hold a date, so that a range of time can be about them.
DATE_ASKS = frozenset(
    {
        Ask.EXPIRES,
        Ask.SIGNED,
        Ask.IN_FORCE,
        Ask.APPROVED,
        Ask.TERMINATED,
        Ask.VERIFIED,
        Ask.NOTICE_BY,
        Ask.DECIDE_BY,
    }
)
#: "How many months" asks for a length of time, not for a number of agreements.
HOW_LONG = Wording(
    r"\b(?:how ?many|what number of|number of) (?:days?|weeks?|months?|years?|yrs?)\b|"
    "กี่ ?(?:วัน|เดือน|ปี|สัปดาห์)",
    "many |number of|กี่",
)
#: "How many times can it be renewed" asks how it is renewed.
HOW_OFTEN = Wording("how many times|กี่ ?(?:ครั้ง|รอบ|หน)", "how many times|กี่")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word: its meanings and where it stands."""

    start: int
    end: int
    text: str
    meanings: tuple[str, ...]

    def named(self, group: str) -> str | None:
        """Return what it means in one group of meanings ("ask", "status"), or None."""
        prefix = group + "."
        return next((m.removeprefix(prefix) for m in self.meanings if m.startswith(prefix)), None)


def cues_of(mentions: Iterable[Mention]) -> list[Cue]:
    """Return the cue words among the mentions of a text."""
    return [
        Cue(mention.start, mention.end, mention.text.lower(), mention.ids(Category.CUE))
        for mention in mentions
        if mention.has(Category.CUE)
    ]
