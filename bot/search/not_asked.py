"""What asks for nothing on record: small talk, other matters, what a word means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.agreements.kinds import InstrumentKind
from bot.search.cue import Cue
from bot.search.other_matters import is_other_matter
from bot.search.question import Ask, Mode
from bot.search.senses import Category, Mention

_OF_A_WORD = re.compile(
    r"\b(?:mean|means|meaning|definition|define|stands? for|same (?:thing )?as|equal to|"
    r"equivalent to|different from)\b|แปลว่า|หมายความว่า|หมายถึง|ย่อมาจาก|คำเต็ม|นิยาม|เหมือนกับ"
)
_WHAT_IS = re.compile(
    r"^(?:so |and |ok )?(?:what(?:s| is| are| exactly is)|define|explain)"
    r"(?: (?:an?|the (?:term|word)))? $"
)
_WHAT_IT_IS = re.compile(r"^ ?(?:คืออะไร|คือ ?อะไร|หมายถึงอะไร|แปลว่าอะไร)")


def kinds_explained(
    folded: str, mentions: Iterable[Mention], mode: Mode
) -> tuple[InstrumentKind, ...]:
    """Return the kinds of instrument whose meaning is asked for, where nothing else is named."""
    kinds = [m for m in mentions if m.has(Category.KIND)]
    found = tuple(dict.fromkeys(InstrumentKind(i) for m in kinds for i in m.ids(Category.KIND)))
    if not found:
        return ()
    first, last = kinds[0], kinds[-1]
    alone = not folded[last.end :].strip(" ?.!")
    is_word = (alone and _WHAT_IS.search(folded[: first.start])) or (
        not folded[: first.start].strip() and _WHAT_IT_IS.match(folded[last.end :])
    )
    compares = mode is Mode.COMPARE and len(found) > 1
    return found if is_word or compares or _OF_A_WORD.search(folded) else ()


def talk_meant(
    folded: str, mode: Mode, cues: Sequence[Cue], mentions: Sequence[Mention], *, named: bool
) -> Mode:
    """Return what a question is for: talk, when it asks for nothing on record."""
    said = {name for cue in cues if (name := cue.named("talk"))}
    is_text = any(m.has(Category.AGREEMENT) for m in mentions)
    of_kind = named and any(m.has(Category.KIND) for m in mentions)
    of_signing = named and any(cue.named("ask") == Ask.SIGNATORIES for cue in cues)
    of_agreements = is_text or of_kind or of_signing
    if not of_agreements and is_other_matter(folded, mentions):
        return Mode.ELSEWHERE
    order = (Mode.ELSEWHERE, Mode.HELP, Mode.THANKS, Mode.GREETING)
    talk = next((talk for talk in order if talk in said), None)
    if talk is Mode.ELSEWHERE:
        return mode if of_agreements else talk
    return talk if talk and not named else mode
