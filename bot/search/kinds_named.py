"""The kinds of instrument that a question names, less those by which any text is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.agreements.kinds import InstrumentKind
from bot.agreements.text import has_thai
from bot.search.senses import Category, Mention, Sense
from bot.search.vocabulary import KnownKind
from bot.search.wording import Wording

#: Kinds by which people mean any agreement: they rank, they do not filter.
GENERAL_KINDS = frozenset({InstrumentKind.AGREEMENT, InstrumentKind.OTHER})
#: "Only the MoUs" is said on purpose, so no MoC is meant.
_ONLY_MOUS = Wording(
    "(?:เฉพาะ|เอาแค่|ขอแค่|เอาแต่)(?:ที่เป็น|ที่|ตัว|ฉบับ)* ?(?:mous?|เอ็มโอยู)",
    "เฉพาะ|เอาแค่|ขอแค่|เอาแต่",
)
#: Kinds that the name of an area may have in it.
_KINDS_IN_AREAS = frozenset({InstrumentKind.TREATY, InstrumentKind.PROTOCOL})


def names_any_text(mention: Mention) -> bool:
    """Whether it is "agreements", by which any text is meant: it says nothing of which one."""
    kinds = mention.ids(Category.KIND)
    return bool(kinds) and all(kind in GENERAL_KINDS for kind in kinds)


def kinds_named(mentions: Iterable[Mention]) -> tuple[InstrumentKind, ...]:
    """Return the kinds that narrow, each once; "memorandum" beside MoU or MoC adds nothing."""
    found = (InstrumentKind(kind) for m in mentions for kind in m.ids(Category.KIND))
    kinds = list(dict.fromkeys(kind for kind in found if kind not in GENERAL_KINDS))
    if len(kinds) > 1 and InstrumentKind.MEMORANDUM in kinds:
        kinds.remove(InstrumentKind.MEMORANDUM)
    return tuple(kinds)


def kinds_within_areas(
    mentions: Iterable[Mention], kinds: Mapping[InstrumentKind, KnownKind]
) -> list[Mention]:
    """Return the kinds that stand within the names of areas: "extradition treaty"."""
    areas = [m for m in mentions if m.has(Category.AREA) and not m.has(Category.KIND)]
    names = [
        (name.lower(), kind)
        for kind in _KINDS_IN_AREAS
        if areas and kind in kinds
        for name in (*kinds[kind].name.wordings, *kinds[kind].aliases)
    ]
    return [
        Mention(m.start, m.end, name, (Sense(Category.KIND, kind),))
        for m in areas
        for name, kind in names
        if m.text.lower().endswith(" " + name) or (has_thai(name) and m.text.startswith(name))
    ]


def kinds_left_aside(folded: str, kinds: Iterable[InstrumentKind]) -> tuple[InstrumentKind, ...]:
    """Return the kinds that "เอาเฉพาะที่เป็น MOU" leaves out, of those that an MoU stands for."""
    only = tuple(kinds) == (InstrumentKind.MOU,) and _ONLY_MOUS.search(folded) is not None
    return (InstrumentKind.MOC,) if only else ()


def words_for(mentions: Iterable[Mention], kinds: Iterable[InstrumentKind]) -> tuple[str, ...]:
    """Return the words that kinds were named with."""
    wanted = set(kinds)
    named = (m.text for m in mentions if wanted.intersection(m.ids(Category.KIND)))
    return tuple(dict.fromkeys(named))
