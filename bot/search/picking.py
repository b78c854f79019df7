"""Of several texts the older or newer one, than the one in focus or than the current one."""

from __future__ import annotations

from bot.agreements.agreement import Agreement
from bot.agreements.lineage import when_began
from bot.search.asking_form import PLURAL
from bot.search.choice import Choice
from bot.search.features import TITLE
from bot.search.question import Ask, Pick
from bot.search.scoring import Scoring


class Picker:
    """Picks for one question."""

    def __init__(self, scoring: Scoring, choice: Choice) -> None:
        self._scoring = scoring
        self._choice = choice
        self._view = scoring.view

    def picked(self, agreements: list[Agreement], pick: Pick) -> Agreement | None:
        """Return the text picked, None where none is older or newer or none is surely meant.

        What stands in one line with a text comes before what only stands beside it.
        """
        mainly = self._scoring.mainly(agreements, TITLE) or agreements
        if self._scoring.question.among and not pick.than and len(agreements) > 2:
            # The newer of two is clear; of more only where all belong to one line.
            mainly = [a for a in mainly if not a.is_talks]
            if len(self._choice.heads(mainly)) != 1:
                return None
        base = (
            self._view.holdings.get(pick.than)
            or self._choice.meant(mainly, dates_count=False)
            or self._newest(mainly)
        )
        chain = (a.id for a in self._view.chain(base) if a.id != base.id)
        line = self._scoring.visible(chain)
        beside = [a for a in mainly if a.id != base.id]
        if pick.direction < 0:
            first = min if pick.furthest else max
            before = _before(base, line) or _before(base, beside)
            return first(before, key=when_began, default=base if pick.furthest else None)
        after = _after(base, line) or _after(base, beside)
        return min(after, key=when_began, default=None) if pick.than else base

    def narrowed(self, agreements: list[Agreement]) -> list[Agreement]:
        """Return those of several that a correction, or what was added by one, can mean."""
        if Ask.ADDED in self._scoring.question.asks:
            return [a for a in agreements if a.amends or a.supersedes] or agreements
        return self._corrected(agreements)

    def _corrected(self, agreements: list[Agreement]) -> list[Agreement]:
        """Return what "no, the postal one" means: what is called so, or has it in its title.

        Of what has it only among its areas none is meant where any has it in its title.
        """
        question = self._scoring.question
        link = question.link
        # "The postal one" is called so; "only the postal ones" are all of them.
        of_these = question.among and link.anaphor and not (link.plural or link.narrowing)
        if not (question.areas and (link.correcting or of_these)):
            return agreements
        called_so = self._scoring.called_so(agreements)
        if len(called_so) == 1 and not question.link.plural and not PLURAL.search(question.normal):
            return called_so
        return self._scoring.mainly(agreements, TITLE) or agreements

    def _newest(self, agreements: list[Agreement]) -> Agreement:
        """Return the text that counts today in the line of the newest of several."""
        newest = max(agreements, key=when_began)
        chain = tuple(self._scoring.visible(a.id for a in self._view.chain(newest)))
        return self._view.current(chain)


def _before(base: Agreement, others: list[Agreement]) -> list[Agreement]:
    return [a for a in others if when_began(a) < when_began(base)]


def _after(base: Agreement, others: list[Agreement]) -> list[Agreement]:
    return [a for a in others if when_began(a) > when_began(base)]
