"""The words of a question that no name, date or cue explains, and which of them decide."""

from __future__ import annotations

from collections.abc import Iterable

from bot.search.holdings import Holdings
from bot.search.leftovers import (
    Leftover,
    describes,
    is_place,
    is_place_of_signature,
    is_subject,
    names_kind,
)
from bot.search.plain_thai import is_plain_thai
from bot.search.question import Word
from bot.search.scan import Scanner
from bot.search.senses import Category, Mention
from bot.search.words import stem

#: An unexplained Thai piece of this length says something that is on no record.
LONG_PIECE, SHORTEST_PIECE = 10, 4
#: An unknown Latin word of so few letters may be a slip of the finger.
LONGEST_SLIP = 4
#: A word of no dictionary that so few records hold is the name of one of them.
MOST_WITH_RARE_WORD = 3
Place = tuple[int, int]


class FreeWords:
    """Reads what is left of a question over one register."""

    def __init__(self, holdings: Holdings, scanner: Scanner) -> None:
        self._holdings = holdings
        self._vocabulary = holdings.vocabulary
        self._scanner = scanner

    def read(
        self,
        folded: str,
        left: Iterable[Leftover],
        mentions: list[Mention],
        *,
        named: bool,
        bare: bool,
    ) -> tuple[Word, ...]:
        """Return what is left to look for, each word once, and whether it decides.

        A word decides when it stands where a subject stands ("on whaling", "the whaling treaty",
        "minister of"), or when it is no ordinary word, so that it can only be a name.
        """
        kinds = [(m.start, m.end) for m in mentions if m.has(Category.KIND)]
        found: dict[str, Word] = {}
        for piece in left:
            if piece.text.isascii():
                parties = {m.start for m in mentions if m.has(Category.PARTY)}
                word = self._latin(folded, piece, kinds, parties, named=named, bare=bare)
            else:
                word = self._thai(folded, piece, kinds, mentions, bare=bare)
            found.setdefault(piece.text, word)
        return tuple(found.values())

    def _thai(
        self,
        folded: str,
        piece: Leftover,
        kinds: list[Place],
        mentions: list[Mention],
        *,
        bare: bool,
    ) -> Word:
        has_areas = any(mention.has(Category.AREA) for mention in mentions)
        held = self._scanner.is_in_register(piece.text)
        plain = is_plain_thai(piece.text, self._vocabulary.thai)
        about = is_subject(folded, piece, plain=plain)
        long = len(piece.text) >= (LONG_PIECE if not held else SHORTEST_PIECE)
        long = long and not (plain and not held)
        decides = (about or long) if not held else (about or (bare and long))
        decides = decides and not (held and has_areas)
        decides = decides or (held and names_kind(folded, piece, kinds))
        # Of a text that asks nothing, an ordinary word is all that it says.
        asks = not bare or any(mention.has(Category.CUE) for mention in mentions)
        return Word(piece.text, piece.start, held, decides, plain and not about and asks)

    def _latin(
        self,
        folded: str,
        piece: Leftover,
        kinds: list[Place],
        parties: set[int],
        *,
        named: bool,
        bare: bool,
    ) -> Word:
        held = self._holdings.index.knows(stem(piece.text))
        decides = self._latin_decides(folded, piece, named=named, bare=bare, held=held)
        decides = decides or (held and names_kind(folded, piece, kinds))
        ordinary = stem(piece.text) in self._vocabulary.english
        decides = decides and not (ordinary and describes(folded, piece, parties))
        return Word(piece.text, piece.start, held, decides)

    def _latin_decides(
        self, folded: str, piece: Leftover, *, named: bool, bare: bool, held: bool
    ) -> bool:
        """Whether a Latin word says what is asked about.

        A short word that no dictionary has and that stands nowhere in particular is a slip of the
        finger, where the question names something besides.
        """
        if len(piece.text) == 1 or (piece.text.isdigit() and not named):
            return False
        if named and not held and is_place_of_signature(folded, piece):
            return False
        if is_subject(folded, piece) or (held and is_place(folded, piece)):
            return True
        stemmed = stem(piece.text)
        ordinary = stemmed in self._vocabulary.english
        if piece.text in self._vocabulary.cities and not ordinary:
            return len(piece.text) >= LONGEST_SLIP  # a town is whom it is with
        if ordinary or held:
            is_rare = held and self._holdings.index.number_holding(stemmed) <= MOST_WITH_RARE_WORD
            return held and (bare or (is_rare and not ordinary))
        return not (named and len(piece.text) <= LONGEST_SLIP)
