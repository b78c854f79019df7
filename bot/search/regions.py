"""Parts of the world: they mean their countries, and only where countries are asked for.

"Agreements with Europe" and "European countries" do; "European privacy rules" and the title of a
European convention do not, so there the words stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.search.senses import Category, Mention

_COUNTRIES = r"(?:countr(?:y|ies)|nations?|states?|partners?|neighbou?rs?|governments?)"
#: A name that says itself that countries are meant.
_OF_COUNTRIES = re.compile(rf"{_COUNTRIES}$|^(?:กลุ่ม)?(?:ประเทศ|รัฐ|ชาติ|ทวีป)|เพื่อนบ้าน")
_AFTER = re.compile(rf"^ ?(?:{_COUNTRIES}|agreements|mous|mocs|memoranda|treaties|deals)\b")
_BEFORE = re.compile(
    rf"(?:\bwith|\b{_COUNTRIES} (?:in|of|from|across)) (?:the |any |all |other |some |which )*$"
    r"|(?:กับ|ประเทศ|ทวีป|แถบ|ภูมิภาค|ชาติ)(?:ใน|แถบ|ทวีป|ภูมิภาค|กลุ่ม|ทาง|ฝั่ง| )*$"
)

#: A region that is all of a text: "only Europe".
_LEAD = re.compile(
    r"^(?:and |only |just |what about |how about |ok |in |for |the )*$|"
    "^(?:แล้ว|เอา|เฉพาะ|แค่|ขอ|ดู|ส่วน|ของ|ที่|เป็น|ฝั่ง|แถบ|ทาง|ใน| )*$"
)
_END = re.compile(r"^(?: only| then| please)*[ ?.!]*$|^(?:ล่ะ|ละ|บ้าง|เท่านั้น|อย่างเดียว|อะ|[ ?])*$")


def without_regions(folded: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return what is named in a text in normal form, without regions that mean no countries."""
    return [m for m in mentions if not m.has(Category.REGION) or _means_countries(folded, m)]


def _means_countries(folded: str, mention: Mention) -> bool:
    named, after = folded[mention.start : mention.end], folded[mention.end :]
    return bool(
        _OF_COUNTRIES.search(named)
        or _AFTER.match(after)
        or _BEFORE.search(folded[: mention.start])
        or (_LEAD.match(folded[: mention.start]) and _END.match(after))
    )
