"""Before → after: the fields of a change with their old and new values, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.agreements.agreement import Agreement
from bot.agreements.audit import FieldChange
from bot.agreements.changing import REMOVED
from bot.agreements.lineage import step_between
from bot.agreements.partial_date import Span
from bot.replies.dates import span_text
from bot.replies.lines import Line, bold, code, line
from bot.replies.values import LISTS, ValueWords
from bot.search.day_view import DayView

ARROW = " → "


def change_lines(changes: Iterable[FieldChange], values: ValueWords) -> Iterator[Line]:
    """Yield a line for each field; of a list only what came and what went."""
    for change in changes:
        if change.field in ("id", REMOVED):
            continue
        name = bold(f"{values.field(change.field)}:")
        if change.field in LISTS and change.old and change.new:
            came_and_went = _items(change, values)
            if came_and_went:
                yield line(name, " ", came_and_went)
                continue
        old, new = (values.stored(change.field, side) for side in (change.old, change.new))
        yield line(name, " ", old, ARROW, bold(new))


def _items(change: FieldChange, values: ValueWords) -> str:
    old, new = (values.stored_items(change.field, v) for v in (change.old, change.new))
    went = [f"− {item}" for item in old if item not in new]
    came = [f"+ {item}" for item in new if item not in old]
    return "; ".join((*went, *came))


def consequences(
    before: Agreement | None, after: Agreement, view: DayView, values: ValueWords
) -> Iterator[Line]:
    """Yield the computed dates and the status that a change makes others."""
    words = values.words
    facts = view.facts(after)
    then = facts.deadlines
    status = facts.status
    now, status_now = None, None
    if before is not None:
        facts = view.facts(before)
        now, status_now = facts.deadlines, facts.status
    pairs: tuple[tuple[str, Span | None, Span | None], ...] = (
        ("end", now.end.span if now and now.end else None, then.end.span if then.end else None),
        ("notice-by", now.notice_by if now else None, then.notice_by),
        ("decide-by", now.decide_by if now else None, then.decide_by),
    )
    for name, old, new in pairs:
        is_said = name == "end" and (after.expires or (before and before.expires))
        if old != new and not is_said:
            told = [span_text(s, words) if s else words.text("value.none") for s in (old, new)]
            yield _followed(words.text(f"follows.{name}"), told, is_new=before is None)
    if status != status_now:
        told = [words.text(f"status.{s}") if s else "" for s in (status_now, status)]
        yield _followed(words.text("follows.status"), told, is_new=before is None)


def _followed(name: str, told: list[str], *, is_new: bool) -> Line:
    return line("• ", name, ": ", *(() if is_new else (told[0], ARROW)), told[1])


def step_lines(after: Agreement, view: DayView, values: ValueWords) -> Iterator[Line]:
    """Yield how a record would follow the ones it replaces or extends: with a gap or over them."""
    for target in (*after.supersedes, *after.amends):
        before = view.holdings.get(target)
        if before is None:
            continue
        gap = step_between(before, after, view.today).gap_days
        if gap is None:
            yield values.words.line("follows.gap-unknown", id=target)
        elif gap > 1:
            yield values.words.line("follows.gap", count=gap, id=target)
        elif gap < 1:
            yield values.words.line("follows.overlap", count=1 - gap, id=target)
        else:
            yield values.words.line("follows.seamless", id=target)


def heading(key: str, agreement: Agreement, values: ValueWords) -> Line:
    """Return the first line of what is told about a change of a record."""
    words = values.words
    name = agreement.name.in_language(words.language)
    return line(words.line(key), " ", code(agreement.id or "?"), " ", name)
