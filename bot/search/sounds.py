"""How a Thai name sounds, so that one spelled by ear is known: อังกริด is อังกฤษ.

Thai has several letters for most sounds. A key of a spelling has one letter for each sound, no
tone marks and no silent letters; it is not for reading, only for comparing whole names.
"""

from __future__ import annotations

import re

#: Letters of one sound; those that end a syllable alike are one too (ด, ต, ส, จ: "-t").
_SOUNDS = {
    "ก": "ก", "ขฃคฅฆ": "ค", "จฉชฌดฎตฏถฐทฑฒธซศษส": "ด", "ญย": "ย", "ณน": "น", "บป": "บ",
    "ผพภ": "พ", "ฝฟ": "ฟ", "ฬล": "ล", "หฮ": "ห", "ใไ": "ไ", "ิี": "ิ", "ึื": "ึ", "ุู": "ุ",
}  # fmt: skip
_TABLE = str.maketrans({letter: key for letters, key in _SOUNDS.items() for letter in letters})
_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_MARKS = re.compile("[่้๊๋็ ์]")


def sound_of(text: str) -> str:
    """Return the key of a Thai text; equal keys sound alike."""
    text = _SILENT.sub("", text).replace("ฤๅ", "รือ").replace("ฤ", "ริ").replace("รร", "ัน")
    return _MARKS.sub("", text).translate(_TABLE)
