"""Parts of the world: they mean their countries, and only where countries are asked for.

"Agreements with Europe" and "European countries" do; "European privacy rules" and the title of a
European convention do not, so there the words stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.agreements.text import has_thai
from bot.search.asking_form import is_question
from bot.search.senses import Category, Mention

_COUNTRIES = r"(?:countr(?:y|ies)|nations?|states?|partners?|neighbou?rs?|governments?)"
#: A name that says itself that countries are meant.
_OF_COUNTRIES = re.compile(rf"{_COUNTRIES}$|^(?:กลุ่ม)?(?:ประเทศ|รัฐ|ชาติ|ทวีป)|เพื่อนบ้าน")
_AFTER = re.compile(rf"^ ?(?:{_COUNTRIES}|agreements|mous|mocs|memoranda|treaties|deals)\b")
_BEFORE = re.compile(
    r"(?:\b(?:with|outside(?: of)?|beyond|across|throughout)|"
    rf"\b{_COUNTRIES} (?:in|of|from|across)) "
    "(?:the |any |all |other |some |which )*$"
    r"|(?:กับ|ประเทศ|ทวีป|แถบ|ภูมิภาค|ชาติ|นอก)(?:ใน|แถบ|ทวีป|ภูมิภาค|กลุ่ม|ทาง|ฝั่ง| )*$"
)

#: A region that is all of a text: "only Europe".
_LEAD = re.compile(
    r"^(?:and |only |just |what about |how about |ok |in |for |the )*$|"
    "^(?:แล้ว|เอา|เฉพาะ|แค่|ขอ|ดู|ส่วน|ของ|ที่|เป็น|ฝั่ง|แถบ|ทาง|ใน| )*$"
)
#: Thai names a part of the world as a noun; only in the name of a body does it mean no countries.
_IN_A_NAME = re.compile("(?:แห่ง|สหภาพ|สภา|ธนาคาร|กองทุน|ศูนย์|สมาคม|มหาวิทยาลัย)$")
_GOES_ON = re.compile("^(?:และ|-| )*แปซิฟิก|^ ?[-–] ?")
#: "Europe including the UK": the members that follow say that countries are meant.
_MEMBERS_AFTER = re.compile(r"^,? (?:including|incl\.?|plus|except|without|but not)\b")
_END = re.compile(r"^(?: only| then| please)*[ ?.!]*$|^(?:ล่ะ|ละ|บ้าง|เท่านั้น|อย่างเดียว|อะ|[ ?])*$")


def without_regions(folded: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return what is named in a text in normal form, without regions that mean no countries."""
    kept: list[Mention] = []
    for mention in mentions:
        if not mention.has(Category.REGION) or _means_countries(folded, mention):
            kept.append(mention)
        elif mention.has(Category.PARTY):  # "companies from America" are of the country
            senses = tuple(s for s in mention.senses if s.category is not Category.REGION)
            kept.append(mention._replace(senses=senses))
    return kept


def _means_countries(folded: str, mention: Mention) -> bool:
    named, after = folded[mention.start : mention.end], folded[mention.end :]
    return bool(
        _OF_COUNTRIES.search(named)
        or _AFTER.match(after)
        or _BEFORE.search(folded[: mention.start])
        or _MEMBERS_AFTER.match(after)
        or (has_thai(named) and is_question(folded) and not _is_in_a_name(folded, mention))
        or (_LEAD.match(folded[: mention.start]) and _END.match(after))
    )


def _is_in_a_name(folded: str, mention: Mention) -> bool:
    before, after = folded[: mention.start], folded[mention.end :]
    return _IN_A_NAME.search(before) is not None or _GOES_ON.match(after) is not None
