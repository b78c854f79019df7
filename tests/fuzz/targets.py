"""What is fuzzed: each parser that reads what strangers send, and what must hold whatever comes.

A target takes bytes. It may refuse them in the one way it documents; anything else is a finding.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from telegram import Bot, Update

from bot.agreements.deadlines import LeadTimes
from bot.catalogue.records import starter_catalogue
from bot.catalogue.vocabulary import load_vocabulary
from bot.handlers.callbacks import MOST_BYTES, CallbackCodec
from bot.handlers.markup import parts_of
from bot.importing.reading import read_file
from bot.importing.refusals import FileRefused
from bot.replies.answers import reply_to
from bot.replies.lines import Action
from bot.search.asking import Desk
from bot.search.context import Context
from bot.search.holdings import Holdings
from tests.botapi.markup import parse_html

TODAY = date(2026, 11, 22)
CHAT = 1001
CODEC = CallbackCodec(b"k" * 32, lambda: ["JP-2022-ICT", "X" * 40])
BOT = Bot("777000777:TEST-SERVER-TOKEN-0123456789abcdefgh")


@dataclass(frozen=True, slots=True)
class Target:
    """A parser under attack, and inputs from which to start."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


@cache
def desk() -> Desk:
    """The starter catalogue, to be asked."""
    holdings = Holdings(load_vocabulary(), starter_catalogue().agreements)
    return Desk(holdings, LeadTimes())


def questions(data: bytes) -> None:
    """A question and a follow-up: answered in markup that Telegram can read, whatever they say."""
    first, _, second = data.decode("utf-8", "replace").partition("\n")
    context: Context | None = None
    for text in (first, second):
        answer = desk().ask(text, TODAY, context=context)
        context = Context.after(answer, context)
        for part in parts_of(reply_to(answer, desk().view(TODAY))):
            parse_html(part.html)


def callbacks(data: bytes) -> None:
    """Data of a button: only what was signed for this chat is obeyed."""
    text = data.decode("utf-8", "replace")
    action = CODEC.action(text, CHAT)
    if action is not None and CODEC.data(action, CHAT) != text:
        raise AssertionError(f"accepted though never signed: {text!r}")
    made = CODEC.data(Action("show", text[:40].replace("|", "")), CHAT)
    if CODEC.action(made, CHAT + 1) is not None:
        raise AssertionError(f"accepted in another chat: {made!r}")
    if len(made.encode()) > MOST_BYTES:
        raise AssertionError(f"longer than a button takes: {made!r}")


#: What the library may raise on JSON that is no update; the door leaves such an update aside.
LIBRARY_ERRORS = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, OSError),
)


def updates(data: bytes) -> None:
    """What is pushed to the door: read, or left; the library's errors are of these kinds."""
    try:
        body = json.loads(data)
        if isinstance(body, dict) and isinstance(body.get("update_id"), int):
            update = Update.de_json(body, BOT)
            _ = update.effective_message, update.effective_user, update.effective_chat
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        OverflowError,
        RecursionError,
        OSError,
    ):
        return


def _file(name: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        try:
            read_file(data, name)
        except FileRefused:
            return

    return run


@cache
def _workbook() -> bytes:
    """A small workbook as an office sends it."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415  only one seed needs it

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((("ID", "Title", "Signed"), ("JP-1", "A <b>", "5/8/2565"))):
            sheet.write_row(row, 0, cells)
    return held.getvalue()


@cache
def _bomb() -> bytes:
    """An archive that unpacks to far more than it holds."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("xl/workbook.xml", b" " * 50_000_000)
    return held.getvalue()


QUESTIONS = (
    "when does the Finland MoU expire?\nand Japan?",
    "ข้อตกลงกับลาวหมดอายุเมื่อไหร่\nแล้วเวียดนามล่ะ",
    "expiring between Q3 FY2569 and 31 ก.พ. 2570\nexcept China",
    "within the last 99999999999 years\nnext -1 months",
    "JP-2022-ICT history source parties\nthe second one",
    "๑ ม.ค. ๒๕๖๕ ถึง ๓๑ ธ.ค. ๒๕๗๐\n29 February 2027",
)
PERSON = '"from":{"id":1,"is_bot":false,"first_name":"A"}'
MESSAGE = (
    '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"},'
    f'{PERSON},"text":"/ask x","entities":[{{"type":"bot_command","offset":0,"length":4}}]}}}}'
)
TAP = (
    f'{{"update_id":2,"callback_query":{{"id":"1",{PERSON},"chat_instance":"1",'
    '"data":"v1|show|x||0"}}'
)
TARGETS: dict[str, Target] = {
    "questions": Target(questions, tuple(q.encode() for q in QUESTIONS)),
    "callbacks": Target(
        callbacks,
        tuple(
            CODEC.data(Action("show", i, d), CHAT).encode()
            for i, d in (("JP-2022-ICT", ""), ("X" * 40, "3"), ("", "abc.2"))
        ),
    ),
    "updates": Target(
        updates,
        (
            MESSAGE.encode(),
            TAP.encode(),
        ),
    ),
    "csv": Target(
        _file("table.csv"),
        (
            b"code,title,country,signed\nJP-1,A,Japan,5/8/2565\n",
            "รหัส;ชื่อ;ประเทศ;วันลงนาม\r\nก;ข;ลาว;๕ ส.ค. ๒๕๖๕\r\n".encode("cp874"),
            "id\ttitle\n=1+1\t@x\n".encode("utf-16"),
        ),
    ),
    "jsonl": Target(
        _file("records.jsonl"),
        (
            b'{"id":"JP-1","title":"A","kind":"mou","parties":[{"name":"Japan"}],"signed":"2022"}',
            b'[{"title":{"en":"A"},"term":{"kind":"fixed","months":60}}]',
        ),
    ),
    "workbook": Target(_file("table.xlsx"), (_workbook(), _bomb())),
}
