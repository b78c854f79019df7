"""One normal form for questions and records: case, width, digits, Thai spelling; no meaning.

Why our own and not rapidfuzz's `default_process`: that one turns every Thai vowel sign and tone
mark into a space. The repairs here are those that make two spellings of one Thai word equal:
NFKC splits sara am (so it is joined again), two sara e stand for sara ae, a tone mark may have
been typed before its vowel.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

#: Consonants, vowels, tone marks and digits; not the baht sign.
THAI = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59"
#: Marks a flag's letters so that they are one word of their own: 🇯🇵 becomes ⚑jp.
FLAG = "⚑"

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\ufe0f]")
_SARA_AM = re.compile("([\u0e48-\u0e4b]?)\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_TONE_FIRST = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])")
_TONE_AFTER_AM = re.compile("\u0e33([\u0e48-\u0e4b])")
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
#: More rounds of repair than any text was seen to need.
_MOST_ROUNDS = 8
_FIRST_FLAG_LETTER = 0x1F1E6
_SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019`\u02bc\u00b4", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_POSSESSIVE = re.compile(r"(?<=\w)'s?\b|(?<=s)'(?=\s)", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
#: ฯ and ๆ carry no meaning of their own; a point after a Thai letter marks an abbreviation.
_THAI_POINT = re.compile(f"(?<=[{THAI}])[.ฯ]+|ๆ")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
#: Two letters that people take for one another: ปฎิญญา, กฏหมาย.
_LIKE_LETTERS = str.maketrans("ฎ", "ฏ")
_LATIN_MARKS = (0x300, 0x36F)
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "s", "æ": "e",
     "Æ": "E", "œ": "e", "Œ": "E"}
)  # fmt: skip


#: Whatever a repair may be for: all but plain Latin, and Thai whose marks stand in order.
_DOUBTFUL = re.compile(
    "[^ -~\u0e01-\u0e2e\u0e30-\u0e39\u0e40-\u0e45\u0e47-\u0e4c]|['`]|เเ|"
    "[A-Za-z]\\.[A-Za-z]\\.|[\u0e01-\u0e4c]\\.|"
    "[\u0e48-\u0e4c][\u0e31\u0e34-\u0e39\u0e47]|\u0e33[\u0e48-\u0e4b]"
)


class NormalText(NamedTuple):
    """A text in normal form; `cased` is the same, character by character, in its own case."""

    folded: str
    cased: str


def normal_text(text: str) -> NormalText:
    """Return the normal form; `folded` and `cased` have the same length, so spans fit both."""
    cased = _repaired(text) if _is_doubtful(text) else " ".join(text.split())
    return NormalText(_folded(cased).translate(_LIKE_LETTERS), cased)


def _is_doubtful(text: str) -> bool:
    """Whether there may be something to repair: hardly ever in plain Latin without such signs."""
    plain = text.isascii() and text.isprintable()
    signs = not plain or "'" in text or "`" in text or "." in text
    return signs and _DOUBTFUL.search(text) is not None


@lru_cache(maxsize=16_384)
def normal(text: str) -> str:
    """Return the normal form in lower case."""
    return normal_text(text).folded


def repair_thai(text: str) -> str:
    """Return Thai text in its one right spelling (order of marks, sara am, sara ae)."""
    text = text.replace("เเ", "แ")
    text = _TONE_FIRST.sub(r"\2\1", text)
    text = _SARA_AM.sub("\\1\\2\u0e33", text)
    return _TONE_AFTER_AM.sub("\\1\u0e33", text)


def _repaired(text: str) -> str:
    """Repair until nothing changes any more: one repair may call for another before it."""
    for _ in range(_MOST_ROUNDS):
        again = _repaired_once(text)
        if again == text:
            break
        text = again
    return text


def _repaired_once(text: str) -> str:
    text = _FLAG.sub(_flag_word, text.translate(_SIGNS))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_SIGNS)
        text = repair_thai(text).translate(_THAI_DIGITS)
        text = _without_latin_marks(text).translate(_PLAIN)
        text = _THAI_POINT.sub("", text)
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    text = _POSSESSIVE.sub("", text)
    return " ".join(_CONTROL.sub(" ", text).split())


def _flag_word(match: re.Match[str]) -> str:
    letters = (chr(ord("A") + ord(letter) - _FIRST_FLAG_LETTER) for letter in match.groups())
    return f" {FLAG}{''.join(letters)} "


def _without_latin_marks(text: str) -> str:
    first, last = _LATIN_MARKS
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in decomposed if not first <= ord(c) <= last)
    return unicodedata.normalize("NFC", kept)


def _folded(text: str) -> str:
    """Return the text in lower case, as long as it was; a sigma is the same one at a word's end."""
    lower = text.lower()
    if len(lower) == len(text) and "Σ" not in text:
        return lower
    return "".join(map(_fold, text))


def _fold(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character
