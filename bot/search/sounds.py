"""How a Thai name sounds, so that one spelled by ear is known: อังกริด is อังกฤษ.

Thai has several letters for most sounds. A key of a spelling has one letter for each sound, no
tone marks and no silent letters; it is not for reading, only for comparing whole names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.agreements.text import has_thai
from bot.search.senses import Sense

#: Letters of one sound; those that end a syllable alike are one too (ด, ต, ส, จ: "-t").
_SOUNDS = {
    "ก": "ก", "ขฃคฅฆ": "ค", "จฉชฌดฎตฏถฐทฑฒธซศษส": "ด", "ญย": "ย", "ณน": "น", "บป": "บ",
    "ผพภ": "พ", "ฝฟ": "ฟ", "ฬล": "ล", "หฮ": "ห", "ใไ": "ไ", "ิี": "ิ", "ึื": "ึ", "ุู": "ุ",
}  # fmt: skip
_TABLE = str.maketrans({letter: key for letters, key in _SOUNDS.items() for letter in letters})
_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_OE = re.compile("เ([ก-ฮ])[ิื](?=[ก-ฮ]|$)")
_MARKS = re.compile("[่้๊๋็ ์]")


def sound_of(text: str) -> str:
    """Return the key of a Thai text; equal keys sound alike."""
    text = _SILENT.sub("", text).replace("ฤๅ", "รือ").replace("ฤ", "ริ").replace("รร", "ัน")
    return _OE.sub(r"เ\1อ", _MARKS.sub("", text)).translate(_TABLE)


def filed_by_sound(names: Iterable[tuple[str, tuple[Sense, ...]]], shortest: int) -> dict[str, str]:
    """File Thai names under how they sound; what two things sound like is filed under neither.

    Of several spellings of one thing the first counts that has its silent letters.
    """
    filed: dict[str, tuple[str, set[str]]] = {}
    for name, senses in names:
        if not has_thai(name) or " " in name or len(name) < shortest:
            continue
        key, ids = sound_of(name), {sense.id for sense in senses}
        known, known_ids = filed.setdefault(key, (name, ids))
        full = name if "์" in name and "์" not in known else known
        filed[key] = (full, ids) if known_ids & ids else ("", set())
    return {key: name for key, (name, _) in filed.items() if name}
