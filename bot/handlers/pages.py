"""Lists that can be turned page by page, also after a restart: their ids rest in the store."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.agreements.agreement import Agreement
from bot.agreements.text import Language
from bot.replies.lines import Reply
from bot.search.answer import Answer, AnswerKind
from bot.search.holdings import Allowed
from bot.search.question import Ask, Question
from bot.store import Collection, Store, Transaction

#: A list older than this is asked for anew.
KEPT_FOR = timedelta(days=30)
MOST_LISTED = 2_000


@dataclass(frozen=True, slots=True)
class ListedPage:
    """What a list showed: its heading, the ids in order, the field asked for, who asked where."""

    heading: str
    ids: tuple[str, ...]
    language: Language
    ask: str
    undetermined: int
    at: datetime


def _encode(page: ListedPage) -> dict[str, Any]:
    return {
        "heading": page.heading,
        "ids": list(page.ids),
        "language": page.language,
        "ask": page.ask,
        "undetermined": page.undetermined,
        "at": page.at.isoformat(),
    }


def _decode(row: Mapping[str, Any]) -> ListedPage:
    return ListedPage(
        row["heading"],
        tuple(row["ids"]),
        row["language"],
        row["ask"],
        row["undetermined"],
        datetime.fromisoformat(row["at"]),
    )


LISTS: Collection[ListedPage] = Collection("lists", _encode, _decode)


class Lists:
    """Keeps lists that have more than one page."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def keep(self, answer: Answer, heading: str, language: Language) -> str:
        """Keep a list; returns the short key that its buttons carry."""
        key = secrets.token_urlsafe(6)
        ask = next(iter(answer.question.asks), "")
        ids = answer.ids[:MOST_LISTED]
        page = ListedPage(heading, ids, language, ask, len(answer.undetermined), self._clock())

        def job(transaction: Transaction) -> None:
            oldest = self._clock() - KEPT_FOR
            expired = [k for k, kept in transaction.items(LISTS) if kept.at < oldest]
            for old in expired:
                transaction.delete(LISTS, old)
            transaction.put(LISTS, key, page)

        await self._store.commit(job)
        return key

    def answer(
        self, key: str, allowed: Allowed, agreements: Mapping[str, Agreement]
    ) -> Answer | None:
        """Return a kept list as an answer, or None where it is too old or never was.

        What is gone meanwhile, or not for this viewer to see, is left out.
        """
        kept = self._store.get(LISTS, key)
        if kept is None:
            return None
        ids = tuple(i for i in kept.ids if i in agreements and allowed(agreements[i]))
        asks = tuple(ask for ask in Ask if ask == kept.ask)
        question = Question("", kept.language, asks=asks)
        return Answer(
            question,
            AnswerKind.LIST,
            self._clock().date(),
            ids,
            len(ids),
            undetermined=("",) * kept.undetermined,
            heading=kept.heading,
        )


def with_key(reply: Reply, key: str) -> Reply:
    """Return a reply whose page buttons carry the key of the list they turn."""
    rows = tuple(
        tuple(
            replace(button, action=replace(button.action, detail=f"{key}.{button.action.detail}"))
            if button.action.verb == "page"
            else button
            for button in row
        )
        for row in reply.buttons
    )
    return replace(reply, buttons=rows)


def has_pages(reply: Reply) -> bool:
    """Return whether a reply has buttons that turn pages."""
    return any(button.action.verb == "page" for row in reply.buttons for button in row)
