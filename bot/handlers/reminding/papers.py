"""/calendar and /timeline: the dates one may see, as a calendar file and as a picture.

Both are made in a thread, for a picture takes some tenths of a second in which others may ask.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from bot.access import Access
from bot.agreements.agreement import Agreement
from bot.agreements.text import Language
from bot.documents.calendar import CalendarFile, calendar_file
from bot.documents.pictures import can_draw
from bot.documents.timeline import draw_timeline, timeline_of
from bot.handlers.asked import Asked
from bot.handlers.hall import Hall
from bot.handlers.places import Place
from bot.handlers.tapped import Tapped
from bot.people.roles import Viewer
from bot.reminders.subscriptions import Subscription
from bot.reminders.wish_reading import Wish, WishError, interest_of
from bot.reminders.wishes import Wishes
from bot.replies.lines import Reply
from bot.replies.subscribing import interest_text
from bot.replies.words import Words, words_in
from bot.search.day_view import DayView

_EVERYTHING = frozenset({"all", "everything", "ทั้งหมด"})
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Which agreements are meant, and what they are called together."""

    agreements: tuple[Agreement, ...]
    about: str
    file_name: str


class PaperHandlers:
    """Makes calendar files and pictures of dates."""

    def __init__(self, hall: Hall, wishes: Wishes) -> None:
        self._hall = hall
        self._wishes = wishes

    @property
    def _access(self) -> Access:
        return self._hall.desk.access

    async def calendar(self, asked: Asked) -> None:
        """Send a calendar file: of what is named, of what this chat is told of, or of all."""
        try:
            chosen = self._chosen(asked)
        except WishError as refused:
            await self._refuse(asked, refused)
            return
        await self._send_calendar(asked.place, asked.viewer, asked.language, chosen)

    async def calendar_tapped(self, tapped: Tapped) -> str:
        """Send the calendar file of the agreement on a card or reminder."""
        agreement = self._hall.desk.register.get(tapped.action.agreement_id)
        if agreement is None or not tapped.viewer.may_see(agreement):
            return tapped.words.text("tap.gone")
        chosen = _Chosen((agreement,), agreement.id, agreement.id)
        await self._send_calendar(tapped.place, tapped.viewer, tapped.language, chosen)
        return ""

    async def timeline(self, asked: Asked) -> None:
        """Send a picture of the coming 24 months."""
        if not can_draw():
            await self._say(asked.place, asked.words, "paper.cannot-draw")
            return
        try:
            chosen = self._chosen(asked)
        except WishError as refused:
            await self._refuse(asked, refused)
            return
        view = self._view(asked.viewer)
        heading = chosen.about if asked.text else ""
        timeline = timeline_of(chosen.agreements, view, asked.language, heading=heading)
        if not timeline.rows:
            await self._say(asked.place, asked.words, "paper.nothing-to-draw")
            return
        picture = await asyncio.to_thread(draw_timeline, timeline)
        count = len(timeline.rows)
        caption = asked.words.line("paper.timeline", count=count, about=chosen.about)
        await self._hall.sender.send_photo(asked.place, picture, Reply((caption,)))

    # -- which agreements -----------------------------------------------------------------------

    def _view(self, viewer: Viewer) -> DayView:
        return self._hall.desk.register.view(self._hall.desk.today(), viewer.may_see)

    def _chosen(self, asked: Asked) -> _Chosen:
        """Return what is named; without words what this chat is told of, else everything.

        Raises WishError where a word is not understood.
        """
        view = self._view(asked.viewer)
        mine = [] if asked.text else self._subscriptions(asked)
        if mine:
            about = "; ".join(self._about(s, view, asked.words) for s in mine)
            covered = (a for a in view.holdings if any(_covers(s, a, view) for s in mine))
            return _Chosen(tuple(covered), about, "agreements")
        if not asked.text or asked.text.casefold() in _EVERYTHING:
            about = asked.words.text("subscribe.everything")
            return _Chosen(tuple(view.holdings), about, "agreements")
        today = self._hall.desk.today()
        understand, allowed = self._hall.desk.register.understand, asked.viewer.may_see
        interest = interest_of(
            Wish(asked.text), lambda text: understand(text, today, allowed=allowed)
        )
        features = view.holdings.index.features_of
        found = tuple(a for a in view.holdings if interest.covers(a, features(a.id)))
        about = interest_text(interest, view.holdings.vocabulary, asked.words)
        name = found[0].id if len(found) == 1 else "agreements"
        return _Chosen(found, about, name)

    def _subscriptions(self, asked: Asked) -> list[Subscription]:
        found = self._wishes.of_chat(asked.place.chat_id)
        return [s for s in found if s.thread_id == asked.place.thread_id]

    def _about(self, subscription: Subscription, view: DayView, words: Words) -> str:
        return interest_text(subscription.interest, view.holdings.vocabulary, words)

    # -- sending --------------------------------------------------------------------------------

    async def _send_calendar(
        self, place: Place, viewer: Viewer, language: Language, chosen: _Chosen
    ) -> None:
        desk, words = self._hall.desk, words_in(language)
        view, now = self._view(viewer), desk.clock()
        zone = desk.time_zone.key

        def made() -> CalendarFile:
            return calendar_file(chosen.agreements, view, language, now, zone)

        file = await asyncio.to_thread(made)
        if not file.events:
            await self._say(place, words, "paper.no-dates", about=chosen.about)
            return
        lines = [words.line("paper.calendar", count=file.events, about=chosen.about)]
        if file.without_dates and len(chosen.agreements) > 1:
            lines.append(words.line("paper.without-dates", count=len(file.without_dates)))
        name = _NOT_IN_A_NAME.sub("-", chosen.file_name).strip("-.") or "agreements"
        await self._hall.sender.send_document(
            place, file.content, f"{name}.ics", Reply(tuple(lines))
        )

    async def _say(self, place: Place, words: Words, key: str, **values: object) -> None:
        await self._hall.sender.send(place, Reply((words.line(key, **values),)))

    async def _refuse(self, asked: Asked, refused: WishError) -> None:
        line = asked.words.line(f"subscribe.{refused.key}", **refused.values)
        await self._hall.sender.send(asked.place, Reply((line,)))


def _covers(subscription: Subscription, agreement: Agreement, view: DayView) -> bool:
    features = view.holdings.index.features_of(agreement.id)
    return subscription.interest.covers(agreement, features)
