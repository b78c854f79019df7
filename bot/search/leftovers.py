"""What of a question no name, date or cue explains: the words to look for in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.search.words import THAI_FOLLOWERS, THAI_LEADERS, Word

_ABOUT_BEFORE = re.compile(
    r"(?:\b(?:on|about|regarding|concerning|covering|covers|cover|for|re|field of|area of|"
    r"subject of|topic of|with)|w/|เรื่อง|ด้าน|เกี่ยวกับ|ว่าด้วย|สาขา|หัวข้อ|กับ|ประเทศ)"
    r"\s*(?:the |our |a |an )?\s*$"
)
_WITH_BEFORE = re.compile(r"\bwith\s+(?:the |our )?$")
#: "Signed in Beijing": a word for a place, where it is no word of the dictionary.
_PLACE_BEFORE = re.compile(r"\b(?:in|at)\s*$")
_SIGNED_IN = re.compile(r"\b(?:signed|concluded|adopted|inked|done|made) (?:in|at)\s*$")
_HEAD_NOUN_AFTER = re.compile(
    r"^\s*(?:of\b|(?:treaty|treaties|agreements?|mous?|mocs?|moas?|memorand\w+|pacts?|deals?|"
    r"accords?|conventions?|contracts?|arrangements?|protocols?|declarations?|cooperation)\b)"
)
_KIND_BEFORE_THAI = re.compile(
    r"(?:ข้อตกลง|ความตกลง|สัญญา|สนธิสัญญา|ความร่วมมือ|บันทึกความเข้าใจ|บันทึกความร่วมมือ|mou|moc|การ|ความ)\s*$"
)
_NOUN_MAKER = re.compile(r"(?:การ|ความ)$")
#: Costs of a cut: a letter left over, the start of another piece, a word without meaning used.
_LETTER, _PIECE, _IGNORED = 1.0, 3.0, 0.3
_LONGEST_IGNORED = 24


@dataclass(frozen=True, slots=True)
class Leftover:
    """A word or Thai piece that stands for something nobody has explained yet.

    `stretch`: the whole unexplained stretch of Thai it was cut from, of which short words may have
    been cut off wrongly (the first syllable of มาเลเซีย is also the word for "come").
    """

    text: str
    start: int
    end: int
    stretch: str = ""
    stretch_start: int = 0


def is_subject(folded: str, piece: Leftover, *, plain: bool = False) -> bool:
    """Return whether a word stands where a text's subject stands: "on X", "the X treaty".

    `plain`: it is an ordinary word, which การ and ความ only make a noun of ("ความถูกต้อง").
    """
    before, after = folded[: piece.start], folded[piece.end :]
    if plain:
        before = _NOUN_MAKER.sub("", before)
    if _ABOUT_BEFORE.search(before):
        return True
    if piece.text.isascii():
        return _HEAD_NOUN_AFTER.match(after) is not None
    return _KIND_BEFORE_THAI.search(before) is not None


def names_kind(folded: str, piece: Leftover, kinds: Iterable[tuple[int, int]]) -> bool:
    """Return whether a word tells which text of a kind is meant: the Tokyo statement."""
    if piece.text.isascii():
        after = len(folded) - len(folded[piece.end :].lstrip())
        return any(start == after for start, _ in kinds)
    return any(end == len(folded[: piece.start].rstrip()) for _, end in kinds)


def describes(folded: str, piece: Leftover, names: Iterable[int]) -> bool:
    """Return whether a word only describes the name after it: "with neighbour Laos".

    `names`: where the names of parties begin.
    """
    after = piece.end + len(folded[piece.end :]) - len(folded[piece.end :].lstrip())
    return _WITH_BEFORE.search(folded[: piece.start]) is not None and after in names


def is_place(folded: str, piece: Leftover) -> bool:
    """Return whether a word stands where a place stands: "in X"."""
    return piece.text.isascii() and _PLACE_BEFORE.search(folded[: piece.start]) is not None


def is_place_of_signature(folded: str, piece: Leftover) -> bool:
    """Return whether a word is taken for granted as the place of a signature: "signed in X"."""
    return piece.text.isascii() and _SIGNED_IN.search(folded[: piece.start]) is not None


def latin_leftovers(words: Iterable[Word], covered: set[int]) -> list[Leftover]:
    """Return the Latin words outside everything that was understood."""
    return [
        Leftover(word.text, word.start, word.end)
        for word in words
        if not word.is_thai and word.start not in covered
    ]


def thai_leftovers(
    words: Iterable[Word], covered: set[int], ignored: frozenset[str]
) -> list[Leftover]:
    """Return the pieces of Thai runs that neither names nor words without meaning explain."""
    found: list[Leftover] = []
    for word in words:
        if word.is_thai:
            for start, end in _free_stretches(word, covered):
                text = word.text[start - word.start : end - word.start]
                found.extend(
                    Leftover(text[a:b], start + a, start + b, text, start)
                    for a, b in _pieces(text, ignored)
                )
    return [piece for piece in found if len(piece.text) > 1]


def _free_stretches(word: Word, covered: set[int]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    start: int | None = None
    for place in range(word.start, word.end + 1):
        is_free = place < word.end and place not in covered
        if is_free and start is None:
            start = place
        elif not is_free and start is not None:
            stretches.append((start, place))
            start = None
    return stretches


def _pieces(text: str, ignored: frozenset[str]) -> list[tuple[int, int]]:
    """Cut a stretch into words without meaning and the fewest, longest other pieces."""
    length = len(text)
    # best[i]: least cost of the first i letters, ending outside (0) or inside (1) a left piece
    best = [[float("inf"), float("inf")] for _ in range(length + 1)]
    came: list[list[tuple[int, int]]] = [[(0, 0), (0, 0)] for _ in range(length + 1)]
    best[0][0] = 0.0
    for place in range(length):
        for state in (0, 1):
            cost = best[place][state]
            if cost == float("inf"):
                continue
            more = cost + _LETTER + (_PIECE if state == 0 else 0.0)
            if more < best[place + 1][1]:
                best[place + 1][1] = more
                came[place + 1][1] = (place, state)
            for end in range(place + 1, min(length, place + _LONGEST_IGNORED) + 1):
                cheaper = cost + _IGNORED < best[end][0]
                if cheaper and text[place:end] in ignored and _may_cut(text, place, end):
                    best[end][0] = cost + _IGNORED
                    came[end][0] = (place, state)
    return _walk_back(best, came, length)


def _may_cut(text: str, start: int, end: int) -> bool:
    """Whether a word can stand here: no syllable is torn at its ends."""
    if end < len(text) and text[end] in THAI_FOLLOWERS:
        return False
    return start == 0 or (text[start - 1] not in THAI_LEADERS)


def _walk_back(
    best: list[list[float]], came: list[list[tuple[int, int]]], length: int
) -> list[tuple[int, int]]:
    place, state = length, 0 if best[length][0] <= best[length][1] else 1
    pieces: list[tuple[int, int]] = []
    end: int | None = None
    while place > 0:
        before, before_state = came[place][state]
        if state == 1 and end is None:
            end = place
        if state == 1 and before_state == 0 and end is not None:
            pieces.append((before, end))
            end = None
        place, state = before, before_state
    return pieces[::-1]
