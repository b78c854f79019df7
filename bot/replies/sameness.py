"""Whether two texts set side by side are the same one: they never are, but may be of one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.agreements.agreement import Agreement
from bot.replies.lines import Line
from bot.replies.words import Words
from bot.search.day_view import DayView
from bot.search.wording import Wording

_SAME = Wording(
    r"\b(?:the )?same (?:one|text|thing|agreement|mou|moc|document)\b|\bare they the same\b|"
    "(?:ฉบับ|เรื่อง|อัน|ตัว|เอกสาร)เดียวกัน|คนละ(?:ฉบับ|เรื่อง|อัน|ตัว|เอกสาร)",
    "same|เดียวกัน|คนละ",
)


def sameness_lines(
    folded: str, agreements: Sequence[Agreement], view: DayView, words: Words
) -> Iterator[Line]:
    """Yield, where it is asked, that two texts are two, and whether one follows the other."""
    if len(agreements) != 2 or _SAME.search(folded) is None:
        return
    first, second = agreements
    line_of = [text.id for text in view.chain(first)]
    if second.id not in line_of:
        yield words.line("compare.apart", first=first.id, second=second.id)
        return
    older, newer = sorted((first.id, second.id), key=line_of.index)
    yield words.line("compare.in-line", older=older, newer=newer)
