"""Who looks after an agreement: "which is depa responsible for" narrows by the owner unit."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.agreements.agreement import Agreement
from bot.search.normal_form import normal
from bot.search.question import Slot
from bot.search.vocabulary import Vocabulary
from bot.search.wording import Wording

#: Somebody is said to look after agreements: which ones is asked, not by whom.
_LOOKS_AFTER = re.compile(
    r"\bresponsible for\b|\bis responsible\b|\bin charge of\b|\bowned by\b|\bowns?\b|"
    r"\blooks? after\b|\blooked after by\b|\bhandles?\b|\bhandled by\b|\bmanage[sd]?(?: by)?\b|"
    r"\bunder the responsibility of\b|\bas (?:the |its |their )?(?:owner|lead|responsible)\b|"
    r"รับผิดชอบ|ดูแล|เป็นเจ้าของเรื่อง"
)
_BY_WHOM = re.compile(
    r"\bwho\b|\bwhom\b|\bwhose\b|\b(?:which|what) (?:unit|office|division|bureau|department|agency|"
    r"ministry)\b|ใคร|(?:หน่วยงาน|หน่วย|กอง|สำนัก|ฝ่าย|กรม|กระทรวง)(?:ใด|ไหน|อะไร)"
)
#: "Those handled by depa": several are asked about, whatever the shape of the question.
_HANDLED_BY = Wording(
    r"\b(?:owned|handled|managed|looked after) by\b|(?:ดูแล|รับผิดชอบ|ดำเนินการ)โดย",
    "owned by|handled by|managed by|after by|โดย",
)


def apart(
    folded: str, parties: tuple[Slot, ...], vocabulary: Vocabulary, *, several: bool
) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """Return the slots that are parties, and those that are owners.

    Only a body of the own country looks after an agreement of the office.
    """
    several = several or folded.startswith(("what ", "which "))
    several = several or _HANDLED_BY.search(folded) is not None
    if not several or not _LOOKS_AFTER.search(folded) or _BY_WHOM.search(folded):
        return parties, ()
    own = vocabulary.own_country
    country_of = vocabulary.directory.country_of
    owners = tuple(
        replace(slot, any_of=False)
        for slot in parties
        if not slot.excluded and all(country_of(i) == own for i in slot.ids)
    )
    return tuple(slot for slot in parties if slot not in owners), owners


def is_owned_by(agreement: Agreement, owner: Slot, vocabulary: Vocabulary) -> bool:
    """Return whether the unit that looks after an agreement is, or belongs to, a body."""
    unit = agreement.owner.unit
    if not unit:
        return False
    ids = vocabulary.directory.ids_named(unit)
    return not ids.isdisjoint(owner.ids) or normal(owner.written) in normal(unit)
