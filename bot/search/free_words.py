"""The words of a question that no name, date or cue explains, and which of them decide."""

from __future__ import annotations

from bot.search.holdings import Holdings
from bot.search.leftovers import (
    Leftover,
    describes,
    is_place,
    is_place_of_signature,
    is_subject,
    names_kind,
)
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


class FreeWords:
    """Tells what is left to look for in one register."""

    def __init__(self, holdings: Holdings, scanner: Scanner) -> None:
        self._holdings = holdings
        self._vocabulary = holdings.vocabulary
        self._scanner = scanner

    def read(
        self,
        folded: str,
        left: list[Leftover],
        mentions: list[Mention],
        *,
        named: bool,
        bare: bool,
    ) -> tuple[Word, ...]:
        """Return what is left to look for, each word once, and whether it decides.

        A word decides when it stands where a subject stands ("on whaling", "the whaling treaty",
        "minister of"), or when it is no ordinary word, so that it can only be a name.
        """
        has_areas = any(mention.has(Category.AREA) for mention in mentions)
        kinds = [(m.start, m.end) for m in mentions if m.has(Category.KIND)]
        parties = {m.start for m in mentions if m.has(Category.PARTY)}
        found: dict[str, Word] = {}
        for piece in left:
            if piece.text.isascii():
                held = self._holdings.index.knows(stem(piece.text))
                decides = self._latin_decides(folded, piece, named=named, bare=bare, held=held)
                decides = decides or (held and names_kind(folded, piece, kinds))
                ordinary = stem(piece.text) in self._vocabulary.english
                decides = decides and not (ordinary and describes(folded, piece, parties))
            else:
                held = self._scanner.is_in_register(piece.text)
                about = is_subject(folded, piece)
                long = len(piece.text) >= (LONG_PIECE if not held else SHORTEST_PIECE)
                decides = (about or long) if not held else (about or (bare and long))
                decides = decides and not (held and has_areas)
                decides = decides or (held and names_kind(folded, piece, kinds))
            word = Word(piece.text, piece.start, held, decides)
            found.setdefault(piece.text, word)
        return tuple(found.values())

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
