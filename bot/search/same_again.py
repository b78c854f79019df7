"""The same told again: in the other language, in another order, or in full."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.agreements.text import Language
from bot.search.context import Context
from bot.search.question import Mode, Question

_PLEASE = r"(?: ?(?:please|pls|thanks|ครับ|ค่ะ|คะ|หน่อย|ด้วย|ที|นะ))*[ ?.!]*$"
_IN_LANGUAGE = re.compile(
    r"(?:and |ok |now |again )?(?:can you |could you )?"
    rf"(?:(?:say|tell|give|show)(?: me| it| that)* )?in (?P<english>english|thai){_PLEASE}|"
    r"(?:ขอ|ตอบ|บอก|แปล|เอา|เป็น|แบบ|เวอร์ชัน)*(?:ภาษา)?(?P<thai>ไทย|อังกฤษ)" + _PLEASE
)
_LANGUAGES: dict[str, Language] = {"english": "en", "thai": "th", "อังกฤษ": "en", "ไทย": "th"}
#: "The list", with nothing said of what: of what was just counted.
_THE_LIST = re.compile(
    r"(?:and |ok )?(?:(?:can i |could i )?(?:see|show|give|list|name)(?: me| us)?(?: the)? ?"
    rf"(?:list|names|them)?|the (?:list|names)|names|list){_PLEASE}|"
    rf"(?:ขอ|แสดง|ดู|เอา)*(?:รายชื่อ|รายการ|ชื่อ)(?:มา)?{_PLEASE}"
)


def told_again(question: Question, context: Context) -> Question | None:
    """Return the question before, told in another language; None where that is not asked."""
    found = _IN_LANGUAGE.fullmatch(question.normal)
    if found is None:
        return None
    language = _LANGUAGES[found["english"] or found["thai"]]
    return replace(context.question, text=question.text, language=language)


def is_list_of_these(question: Question, context: Context) -> bool:
    """Return whether the list, or an order, of what was just told is asked for."""
    if len(context.told) < 2 or question.filters_something or question.asks:
        return False
    sorts = question.sort is not None and not question.mentions_texts
    lists = question.mode in (Mode.LIST, Mode.OPEN) and _THE_LIST.fullmatch(question.normal)
    return sorts or bool(lists)
