"""Who may do what, in words: the list of people and chats, one of them, the trail of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.agreements.text import LANGUAGES, Language
from bot.people.granting import RoleChange, Standing, Way
from bot.people.invitations import Invitation
from bot.people.roles import Role
from bot.replies.dates import short_day
from bot.replies.lines import EMPTY, Action, Button, Line, Reply, joined, line
from bot.replies.words import Words, words_in

#: Rows of a page: a phone screen.
PAGE = 8
#: Verbs of the buttons here.
LIST, ONE, CHANGES, ROLE, WITHDRAW = "people", "person", "role-changes", "role", "uninvite"
#: So much of a digest names an invitation in a button.
DIGEST_SHOWN = 12
_ALSO_CALLED = {
    "admin": Role.ADMINISTRATOR,
    "group": Role.GUEST,
    "chat": Role.GUEST,
    "channel": Role.GUEST,
    "staff": Role.READER,
}


def role_text(role: Role, words: Words) -> str:
    """Return what a role is called."""
    return words.text(f"role.{role.name.lower()}")


def role_named(text: str) -> Role | None:
    """Return the role that a word stands for, in either language."""
    folded = text.casefold()
    for role in (Role.GUEST, Role.READER, Role.EDITOR, Role.ADMINISTRATOR):
        named = [role_text(role, words_in(language)) for language in LANGUAGES]
        if folded in named:
            return role
    return _ALSO_CALLED.get(folded)


def roles_text(roles: Iterable[Role], words: Words) -> str:
    """Return several roles in a row."""
    return ", ".join(role_text(role, words) for role in roles)


class PeopleWriter:
    """Writes who may do what, in one language and in the office's days."""

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        self._words = words_in(language)
        self._zone = zone

    def day(self, moment: datetime) -> str:
        """Return the office's day of a moment."""
        return short_day(moment.astimezone(self._zone).date(), self._words)

    def listed(
        self,
        standings: list[Standing],
        invitations: list[Invitation],
        page: int = 0,
        *,
        is_open: bool = False,
    ) -> Reply:
        """Return one page of all who are admitted, each with a button; then the invitations."""
        words, first = self._words, page * PAGE
        shown = list(enumerate(standings[first : first + PAGE], first + 1))
        key = "people.heading" if standings else "people.nobody"
        lines = [words.line(key, count=len(standings))]
        if is_open:
            lines.append(words.line("people.everybody"))
        lines += [self._row(f"{number}.", standing) for number, standing in shown]
        numbers = tuple(Button(str(n), Action(ONE, "", str(s.id))) for n, s in shown)
        rows = [numbers] if numbers else []
        rows += self._turning(LIST, page, len(standings))
        if page == 0 and invitations:
            lines += [EMPTY, words.line("people.invitations")]
            lines += [self._invitation(n, one) for n, one in enumerate(invitations[:PAGE], 1)]
            rows += [(self._withdraw(n, one),) for n, one in enumerate(invitations[:PAGE], 1)]
        rows.append((Button(words.text("button.changes"), Action(CHANGES, "", "0")),))
        return Reply(tuple(lines), tuple(rows))

    def _row(self, mark: str, standing: Standing) -> Line:
        words, grant = self._words, standing.grant
        role = role_text(standing.role, words)
        parts = [words.line("people.row", mark=mark, id=standing.id, role=role)]
        if grant and grant.title:
            parts.append(words.line("people.row-title", title=grant.title))
        if standing.by_settings:
            parts.append(words.line("people.by-settings"))
        if grant:
            parts.append(words.line("people.by", by=grant.by, date=self.day(grant.at)))
        return joined(parts, "")

    def _invitation(self, number: int, invitation: Invitation) -> Line:
        words = self._words
        role, until = role_text(invitation.role, words), self.day(invitation.until)
        told = words.line("people.invitation", role=role, date=until, by=invitation.by)
        return line(f"{number}. ", told)

    def _withdraw(self, number: int, invitation: Invitation) -> Button:
        label = self._words.text("button.withdraw-invitation", number=number)
        return Button(label, Action(WITHDRAW, "", invitation.digest[:DIGEST_SHOWN]))

    def _turning(self, verb: str, page: int, count: int) -> Iterator[tuple[Button, ...]]:
        turning: list[Button] = []
        if page > 0:
            turning.append(Button(self._words.text("button.back"), Action(verb, "", str(page - 1))))
        if count > (page + 1) * PAGE:
            turning.append(Button(self._words.text("button.next"), Action(verb, "", str(page + 1))))
        if turning:
            yield tuple(turning)

    def one(self, standing: Standing, trail: list[RoleChange]) -> Reply:
        """Return one person or chat, with what was changed and buttons to change it."""
        lines = [self._row("•", standing)]
        if trail:
            lines += [EMPTY, self._words.line("people.changes")]
            lines += map(self._change, trail[:PAGE])
        rows = (*self.role_buttons(standing), (self._take(standing),)) if standing.role else ()
        back = (Button(self._words.text("button.people"), Action(LIST, "", "0")),)
        return Reply(tuple(lines), (*rows, back))

    def _take(self, standing: Standing) -> Button:
        detail = f"{standing.id}.{int(Role.NOBODY)}"
        return Button(self._words.text("button.take-away"), Action(ROLE, "", detail))

    def role_buttons(self, standing: Standing) -> tuple[tuple[Button, ...], ...]:
        """Return a row with the roles that somebody could have instead."""
        roles = (Role.GUEST,) if standing.id < 0 else tuple(role for role in Role if role)
        buttons = tuple(
            Button(role_text(role, self._words), Action(ROLE, "", f"{standing.id}.{int(role)}"))
            for role in roles
            if role is not standing.role
        )
        return (buttons,) if buttons else ()

    def changes(self, trail: list[RoleChange], page: int = 0) -> Reply:
        """Return one page of the trail, the latest change first."""
        words = self._words
        if not trail:
            return Reply((words.line("people.no-changes"),))
        shown = trail[page * PAGE : (page + 1) * PAGE]
        lines = (words.line("people.changes"), *map(self._change, shown))
        back = (Button(words.text("button.people"), Action(LIST, "", "0")),)
        return Reply(lines, (*self._turning(CHANGES, page, len(trail)), back))

    def _change(self, change: RoleChange) -> Line:
        words = self._words
        told = words.line(
            "people.change",
            date=self.day(change.at),
            id=change.id,
            before=role_text(change.before, words),
            after=role_text(change.after, words),
            by=change.by,
        )
        parts = [told]
        if change.title:
            parts.append(words.line("people.row-title", title=change.title))
        if change.way is not Way.GRANTED:
            parts.append(words.line(f"people.{change.way}"))
        return joined(parts, "")
