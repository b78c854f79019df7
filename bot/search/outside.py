"""What is outside a region or bloc, and who is named besides one: นอกเอเชีย, ยุโรปรวมอังกฤษด้วย."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.search.question import Slot
from bot.search.vocabulary import Vocabulary
from bot.search.wording import Wording

_OUTSIDE = Wording(
    r"(?:\boutside(?: of)?|\bbeyond|\bnot (?:in|from))(?: the)?\s+$|"
    r"นอก(?:เขต|ภูมิภาค|ทวีป|กลุ่ม|วง|ประเทศ)*\s*$",
    "outside|beyond|not |นอก",
)
#: "Europe including the UK": whoever is named so is one of those asked about.
_BESIDES = re.compile(
    r"^\s*[,(]?\s*(?:including|incl|inclusive of|plus|as well as|along with|together with)\.?\s+"
    r"(?:the\s+)?$|^\s*(?:โดย)?(?:ที่)?(?:รวม|นับ|บวก)(?:ถึง|ทั้ง|กับ|เอา)?\s*$"
)
#: "DSIT (formerly DCMS)": what was signed under the former name is meant too.
_FORMERLY = re.compile(
    r"^\s*[(,/]?\s*(?:เมื่อก่อน|แต่ก่อน|เดิม|ชื่อเดิม|อดีต|formerly|previously|former|ex)"
    r"(?:คือ|ชื่อ|เป็น|ใช้ชื่อ| called| known as| the)*[ -]*$"
)
#: No wording of "outside" is longer (characters).
LONGEST = 40


def is_outside(folded: str, start: int) -> bool:
    """Return whether what begins at a place is what the others lie outside of."""
    return _OUTSIDE.search(folded[max(0, start - LONGEST) : start]) is not None


def outside(slot: Slot, vocabulary: Vocabulary) -> Slot:
    """Return a slot that leaves out a region or bloc with its members and the blocs within it."""
    directory = vocabulary.directory
    group = slot.group or (slot.ids[0] if directory.members_of(slot.ids[0]) else "")
    members = {*slot.ids, *directory.members_of(group), vocabulary.own_country}
    within = [
        party.id
        for party in directory
        if party.members and party.type != "region" and members.issuperset(party.members)
    ]
    ids = dict.fromkeys((*slot.ids, *directory.members_of(group), *within))
    ids.pop(vocabulary.own_country, None)
    return replace(slot, ids=tuple(ids), any_of=True, excluded=True, group=group)


def is_named_besides(between: str) -> bool:
    """Return whether the words between two parties add the second to the first."""
    return _BESIDES.match(between) is not None or _FORMERLY.match(between) is not None


def add_besides(slots: list[Slot], slot: Slot, between: str, vocabulary: Vocabulary) -> None:
    """Add a party to the last one of a question, a former name to the last body named."""
    place = len(slots) - 1
    if _FORMERLY.match(between):
        country_of = vocabulary.directory.country_of
        bodies = [n for n, s in enumerate(slots) if country_of(s.ids[0]) != s.ids[0]]
        place = bodies[-1] if bodies else place
    slots[place] = with_another(slots[place], slot)


def with_another(group: Slot, other: Slot) -> Slot:
    """Return those of a group and one more; one who belongs to it anyway changes nothing."""
    ids = tuple(dict.fromkeys((*group.ids, *other.ids)))
    if ids == group.ids:
        return group
    return replace(
        group, ids=ids, written=f"{group.written} / {other.written}", any_of=True, group=""
    )
