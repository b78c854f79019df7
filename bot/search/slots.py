"""The parties and areas a question names: of several meanings the ones that fit each other."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.search.negation import are_left_out
from bot.search.outside import add_besides, is_named_besides, is_outside, outside
from bot.search.question import Slot
from bot.search.senses import Category, Mention
from bot.search.vocabulary import Vocabulary
from bot.search.wording import Wording

_OR = re.compile(r"^\s*(?:,\s*)?(?:or|or with|and/or|หรือ|หรือกับ)\s*(?:the\s+)?$")
_MEMBERS_AFTER = re.compile(
    r"^\s*(?:'s\s*)?(?:member\s+(?:state|countrie|country|nation)s?|members?|countries|nations|states|neighbou?rs)\b"
)
_MEMBERS_BEFORE = Wording(
    r"(?:members?|member states?|countries|nations)\s+(?:of|in)\s+(?:the\s+)?$"
    "|(?:ประเทศ|รัฐ)?สมาชิก(?:ของ)?\\s*$|ประเทศ(?:ใน)?(?:กลุ่ม)?\\s*$|ชาติ\\s*$",
    "member|countries|nations|สมาชิก|ประเทศ|ชาติ",
)
#: "Which countries have we nothing with in ASEAN".
_WHICH_OF = re.compile(
    r"\b(?:which|what) (?:countries|members|states|nations)\b.{0,50}\b(?:in|of|within) (?:the )?$"
)
#: A name of a bloc that says itself that its members are meant: "CLMV countries".
_MEMBERS_NAMED = re.compile(r"\b(?:countries|members|member states)$|^(?:กลุ่มประเทศ|สมาชิก)")


def party_slots(folded: str, mentions: list[Mention], vocabulary: Vocabulary) -> tuple[Slot, ...]:
    """Return one slot for each party that narrows; the own country never does."""
    named = [m for m in mentions if _is_party(m) and not m.has(Category.AGREEMENT)]
    countries = {
        ids[0]
        for m in named
        if len(ids := m.ids(Category.PARTY)) == 1
        and ids[0] == vocabulary.directory.country_of(ids[0])
    }
    left_out = are_left_out(folded, named, correcting=False)
    slots: list[Slot] = []
    last_end = 0
    for mention in named:
        ids = _fitting(mention.ids(Category.PARTY), countries, vocabulary)
        region = mention.ids(Category.REGION)
        if not (ids or region):
            continue
        slot = Slot(ids or region, mention.text, mention.start)
        if region or _asks_for_members(folded, mention):
            slot = of_members(slot, vocabulary)
        between = folded[last_end : mention.start]
        if is_outside(folded, mention.start):
            slot = outside(slot, vocabulary)
        elif mention in left_out:
            slot = replace(slot, excluded=True)
        if slots and is_named_besides(between):
            add_besides(slots, slot, between, vocabulary)
        elif slots and _OR.match(between):
            slots[-1] = _either(slots[-1], slot)
        else:
            slots.append(slot)
        last_end = mention.end
    own = vocabulary.own_country
    return tuple(_distinct([slot for slot in slots if slot.ids != (own,)]))


def _fitting(ids: tuple[str, ...], countries: set[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Of bodies that share a name keep those of a country that is named too ("MIC Japan").

    Where countries are named and none of them has such a body in the parties file, the name is
    somebody else's ("Ministry of the Environment of Belarus") and says nothing.
    """
    directory = vocabulary.directory
    if len(ids) < 2 or all(directory.country_of(i) == i for i in ids):
        return ids
    fitting = tuple(i for i in ids if directory.country_of(i) in countries)
    return () if countries and not fitting else fitting or ids


def _is_party(mention: Mention) -> bool:
    return mention.has(Category.PARTY) or mention.has(Category.REGION)


def _asks_for_members(folded: str, mention: Mention) -> bool:
    """Read "ASEAN countries" as the members, "ASEAN" as the bloc."""
    named, before = folded[mention.start : mention.end], folded[: mention.start]
    return bool(
        _MEMBERS_AFTER.match(folded[mention.end :])
        or _MEMBERS_BEFORE.search(before)
        or _WHICH_OF.search(before)
        or _MEMBERS_NAMED.search(named)
    )


def of_members(slot: Slot, vocabulary: Vocabulary) -> Slot:
    """Return the members of a bloc or region in its place; itself where none are known."""
    if len(slot.ids) != 1:
        return slot
    own = vocabulary.own_country
    members = tuple(m for m in vocabulary.directory.members_of(slot.ids[0]) if m != own)
    return replace(slot, ids=members, any_of=True, group=slot.ids[0]) if members else slot


def _either(first: Slot, second: Slot) -> Slot:
    ids = tuple(dict.fromkeys((*first.ids, *second.ids)))
    written = f"{first.written} / {second.written}"
    return replace(first, ids=ids, written=written, any_of=True, group="")


def _distinct(slots: list[Slot]) -> list[Slot]:
    """Drop repetitions ("Italian fishermen ... Italy")."""
    kept: list[Slot] = []
    for slot in slots:
        if any(slot.ids == other.ids and slot.excluded == other.excluded for other in kept):
            continue
        kept.append(slot)
    return kept


def area_slots(mentions: list[Mention]) -> tuple[Slot, ...]:
    """Return one slot for each area that is named, each once."""
    found: dict[tuple[str, ...], Slot] = {}
    for mention in mentions:
        ids = mention.ids(Category.AREA)
        if ids and not mention.has(Category.AGREEMENT):
            found.setdefault(ids, Slot(ids, mention.text, mention.start))
    return tuple(found.values())
