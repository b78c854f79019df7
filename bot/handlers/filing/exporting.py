"""/export: the register, or the last list, as a file; only what the asker may see."""

from __future__ import annotations

import asyncio
from functools import partial

from bot.agreements.agreement import Agreement
from bot.agreements.text import Text
from bot.documents.export import Export, Form, export
from bot.handlers.asked import Asked
from bot.handlers.hall import Hall
from bot.replies.dates import day_text
from bot.replies.lines import Line, Reply

#: Words after the command: a form, or what is wanted.
_FORMS = {"xlsx": Form.XLSX, "excel": Form.XLSX, "csv": Form.CSV, "jsonl": Form.JSONL,
          "json": Form.JSONL}  # fmt: skip
_ALL = frozenset({"all", "ทั้งหมด"})
_LIST = frozenset({"list", "รายการ"})


class Exporting:
    """Gives the register out as files."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    async def command(self, asked: Asked) -> None:
        """Send what is asked for as a file."""
        said = asked.text.casefold().split()
        if set(said) - _FORMS.keys() - _ALL - _LIST:
            await self._say(asked, asked.words.line("export.how"))
            return
        form = next((_FORMS[word] for word in said if word in _FORMS), Form.XLSX)
        is_list = any(word in _LIST for word in said)
        chosen = self._last_list(asked) if is_list else self._everything(asked)
        if not chosen:
            key = "export.no-list" if is_list else "export.nothing"
            await self._say(asked, asked.words.line(key))
            return
        await self._send(asked, chosen, form, is_list=is_list)

    def _everything(self, asked: Asked) -> list[Agreement]:
        holdings = self._hall.desk.register.holdings
        return [_shown(record, asked) for record in holdings if asked.viewer.may_see(record)]

    def _last_list(self, asked: Asked) -> list[Agreement]:
        """Return what the last answer told, as far as it is still to be seen."""
        context = self._hall.conversations.context((*asked.place.key, asked.user.id))
        agreements = self._hall.desk.register.agreements
        found = (agreements.get(code) for code in (context.told if context else ()))
        return [_shown(r, asked) for r in found if r is not None and asked.viewer.may_see(r)]

    async def _send(
        self, asked: Asked, chosen: list[Agreement], form: Form, *, is_list: bool
    ) -> None:
        desk = self._hall.desk
        now = desk.clock().astimezone(desk.time_zone)
        make = partial(
            export,
            chosen,
            form,
            desk.register.holdings.vocabulary,
            made=now,
            view=desk.register.view(now.date(), asked.viewer.may_see),
            contacts=asked.viewer.is_inside,
        )
        made = await asyncio.to_thread(make)
        name = f"agreements-{now:%Y-%m-%d}.{form}"
        await self._hall.sender.send_document(
            asked.place, made.data, name, self._caption(asked, made, is_list=is_list)
        )

    def _caption(self, asked: Asked, made: Export, *, is_list: bool) -> Reply:
        words = asked.words
        key = "export.of-list" if is_list else "export.caption"
        date = day_text(self._hall.desk.today(), words)
        lines = [words.line(key, count=made.count, date=date)]
        if made.left_out:
            codes = ", ".join(dict.fromkeys(left.agreement_id for left in made.left_out[:10]))
            lines.append(words.line("export.left-out", codes=codes))
        return Reply(tuple(lines))

    async def _say(self, asked: Asked, line: Line) -> None:
        await self._hall.sender.send(asked.place, Reply((line,)))


def _shown(record: Agreement, asked: Asked) -> Agreement:
    """Return a record as it may leave: notes are for the office's people, in private."""
    return record if asked.viewer.is_inside else record.changed(notes=Text())
