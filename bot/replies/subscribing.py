"""Subscriptions in words: what a chat is told of, when, how often, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.agreements.milestones import Milestone, MilestoneKind
from bot.agreements.text import Language
from bot.reminders.planning import Planner, upcoming
from bot.reminders.subscriptions import Audience, Interest, Subscription
from bot.replies.filter_words import kind_family
from bot.replies.lines import Action, Button, Line, Reply, joined
from bot.replies.naming import area_name, party_name
from bot.replies.reminding import Reminding
from bot.replies.words import Words, words_in
from bot.search.vocabulary import Vocabulary

#: How far the confirmation of a subscription looks (days), and how much of it is shown.
LOOK_AHEAD, DATES_SHOWN = 730, 3


def interest_text(interest: Interest, vocabulary: Vocabulary, words: Words) -> str:
    """Return which agreements are meant, in words."""
    language = words.language
    parts: list[str] = []
    either = words.text("filter.or")
    if interest.parties:
        names = either.join(party_name(p, vocabulary, language) for p in interest.parties)
        parts.append(words.text("filter.party", party=names))
    if interest.areas:
        names = either.join(area_name(a, vocabulary, language) for a in interest.areas)
        parts.append(words.text("filter.about", areas=names))
    if interest.owners:
        parts.append(words.text("filter.owner", unit=either.join(interest.owners)))
    kinds = either.join(kind_family(kind, vocabulary, words) for kind in interest.kinds)
    narrowing = " ".join(parts)
    if narrowing:
        narrowing = (
            f"{kinds} {narrowing}"
            if kinds
            else words.text("subscribe.agreements", filter=narrowing)
        )
    ids = either.join(interest.agreements)
    told = ", ".join(part for part in (narrowing or kinds, ids) if part)
    return told or words.text("subscribe.everything")


class Subscribing:
    """Writes what is said about subscriptions."""

    def __init__(self, planner: Planner, language: Language, zone: ZoneInfo) -> None:
        self._planner = planner
        self._words = words_in(language)
        self._zone = zone

    def about(self, subscription: Subscription) -> str:
        """Return what a subscription is about."""
        vocabulary = self._planner.view.holdings.vocabulary
        return interest_text(subscription.interest, vocabulary, self._words)

    def confirmed(self, subscription: Subscription, key: str) -> Reply:
        """Return what a chat that has just subscribed is told. `key` says who it is."""
        words = self._words
        audience = Audience((subscription,))
        view = self._planner.view
        covered = [a for a in view.holdings if self._planner.wanted(audience, a)]
        done = words.line(
            f"subscribe.done-{key}", about=self.about(subscription), chat=subscription.chat_id
        )
        lines = [done]
        if covered:
            tiers = subscription.tiers_for(MilestoneKind.DECIDE_BY)
            covers = {
                "count": len(covered),
                "tiers": ", ".join(map(str, tiers)),
                "hour": subscription.hour,
                "zone": subscription.time_zone or self._zone.key,
            }
            lines.append(words.line("subscribe.covers", **covers))
        else:
            lines.append(words.line("subscribe.nothing-yet"))
        until = view.today.fromordinal(view.today.toordinal() + LOOK_AHEAD)
        coming: list[Milestone] = [m for m, _ in upcoming(self._planner, covered, until)]
        if coming:
            lines.append(words.line("subscribe.next"))
            lines += Reminding(view, words.language).rows(coming[:DATES_SHOWN])
        lines.append(words.line("subscribe.change"))
        return Reply(tuple(lines))

    def listed(self, subscriptions: list[Subscription], *, elsewhere: bool) -> Reply:
        """Return the subscriptions, each with a button to remove it."""
        words = self._words
        if not subscriptions:
            return Reply((words.line("subscribe.none"),))
        lines = [words.line("subscribe.heading", count=len(subscriptions))]
        buttons = []
        for number, subscription in enumerate(subscriptions, 1):
            lines.append(self._row(number, subscription, elsewhere=elsewhere))
            label = words.text("button.unsubscribe", number=number)
            buttons.append(Button(label, Action("unsubscribe", "", subscription.id)))
        rows = tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))
        return Reply(tuple(lines), rows)

    def _row(self, number: int, subscription: Subscription, *, elsewhere: bool) -> Line:
        words = self._words
        values = {
            "number": number,
            "about": self.about(subscription),
            "hour": subscription.hour,
            "zone": subscription.time_zone or self._zone.key,
            "language": words_in(subscription.language).text("language.name"),
        }
        parts = [words.line("subscribe.row", **values)]
        more: tuple[tuple[object, Callable[[], Line]], ...] = (
            (
                subscription.tiers,
                lambda: words.line(
                    "subscribe.row-tiers", tiers=", ".join(map(str, subscription.tiers))
                ),
            ),
            (
                subscription.notice_tiers,
                lambda: words.line(
                    "subscribe.row-notice", tiers=", ".join(map(str, subscription.notice_tiers))
                ),
            ),
            (
                subscription.expiry_tiers,
                lambda: words.line(
                    "subscribe.row-expiry", tiers=", ".join(map(str, subscription.expiry_tiers))
                ),
            ),
            (
                subscription.holidays,
                lambda: words.line("subscribe.row-holidays", country=subscription.holidays),
            ),
            (
                subscription.escalate_to,
                lambda: words.line(
                    "subscribe.row-escalate",
                    chat=subscription.escalate_to,
                    days=subscription.patience,
                ),
            ),
            (
                subscription.thread_id,
                lambda: words.line("subscribe.row-topic", topic=subscription.thread_id),
            ),
            (elsewhere, lambda: words.line("subscribe.row-chat", chat=subscription.chat_id)),
            (subscription.inactive, lambda: self._resting(subscription)),
        )
        return joined([*parts, *(write() for wanted, write in more if wanted)], "")

    def _resting(self, subscription: Subscription) -> Line:
        reason = self._words.text(f"gone.{subscription.inactive}")
        return self._words.line("subscribe.row-resting", reason=reason)
