"""Names of areas that end in "cooperation": the word belongs to any area it stands beside.

"City cooperation" is a name of its own, but in "smart city cooperation" it is smart cities whose
cooperation is meant, though that name is the shorter one.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.search.senses import Category, Mention

_COOPERATION = (" cooperation", " co-operation", " collaboration", " partnership", " partnerships")


def without_torn(found: Collection[Mention]) -> Collection[Mention]:
    """Leave out names made of the end of another name and "cooperation"."""
    ending = {id(m): end for m in found if (end := _end_without(m)) and m.has(Category.AREA)}
    if not ending:
        return found
    areas = [mention for mention in found if mention.has(Category.AREA)]
    return [
        mention
        for mention in found
        if not any(o.start < mention.start and o.end == ending.get(id(mention)) for o in areas)
    ]


def _end_without(mention: Mention) -> int:
    """Return where a name ends without the word, or zero."""
    written = mention.text.casefold()
    said = next((word for word in _COOPERATION if written.endswith(word)), "")
    return mention.end - len(said) if said else 0
