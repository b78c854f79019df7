"""Files made to harm, and files that do not arrive: refused in words, nothing changed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.bench.imports import LongestTurn
from tests.botapi.faults import Kind
from tests.botapi.server import BotApiServer
from tests.conftest import RunningBot
from tests.handlers.filing.conftest import Sender
from tests.handlers.filing.test_importing import CSV, count

#: Seconds of the processor for one turn of the loop: reading the file there would take several,
#: a crowded machine takes some by itself. The tenth that is promised is measured by make bench.
LONGEST = 0.5


# -- T33: hostile files --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.csv", "a\x00b.csv", "C:\\x\\y.csv", "<b>.csv", "x" * 200, None]
)
async def test_whatever_a_file_is_called_it_is_only_read(
    bot: RunningBot, first: Sender, name: str | None, tmp_path: Path
) -> None:
    told = await first.sends(name, CSV.encode())

    assert "New 2" in told
    assert list(tmp_path.glob("**/*.csv")) == []  # noqa: ASYNC240  # a test waits for nobody


async def test_a_file_too_large_by_its_own_word_is_not_even_fetched(
    server: BotApiServer, bot: RunningBot, first: Sender
) -> None:
    told = await first.sends("a.csv", b"Title\nMoU\n", claimed_size=21 * 1024 * 1024)

    assert "20" in told
    assert not [call for call in server.calls if call.method == "getFile"]


async def test_a_file_larger_than_it_says_is_refused(bot: RunningBot, first: Sender) -> None:
    told = await first.sends("a.csv", b"x" * (21 * 1024 * 1024), claimed_size=100)

    assert "20" in told


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"%PDF-1.7 text", "no spreadsheet"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "older kind"),
        (b"caf\xe9,na\xefve\n", "encoding"),
        (b"one,two\nthree,four\n", "No row of headings"),
    ],
)
async def test_what_is_no_list_of_agreements_is_refused_with_the_reason(
    bot: RunningBot, first: Sender, content: bytes, words: str
) -> None:
    before = count(bot)

    assert words in await first.sends("a.csv" if content else "b.csv", content)
    assert count(bot) == before


def bomb() -> bytes:
    """Return a workbook of four megabytes whose sheet unpacks to 600 MB.

    Most of it is blank: unpacking alone takes seconds, looking at as many tags would take more.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write((b"<row/>" + b" " * 994) * 1_020)
    return buffer.getvalue()


async def test_t33_a_million_rows_and_a_bomb_are_refused_and_the_loop_stays_free(
    bot: RunningBot, first: Sender
) -> None:
    rows, packed = b"Title,Signed\n" + b"MoU,2022\n" * 1_000_000, bomb()

    with LongestTurn() as longest:
        await first.sends("rows.csv", rows)
        assert first.seen is not None
        assert "at most 100000 are read" in (await first.seen.edited(60)).text
        await first.sends("bomb.xlsx", packed)
        assert "larger than 500 MB" in (await first.seen.edited(60)).text

    assert longest.seconds < LONGEST
    assert len(packed) > 300_000


# -- T35: what fails on the way ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "kind", "code"),
    [
        ("getFile", "error", 400),
        ("getFile", "error", 500),
        ("getFile", "drop", 400),
        ("download", "error", 404),
        ("download", "drop", 400),
        ("download", "raw", 502),
    ],
)
async def test_a_file_that_cannot_be_fetched_is_told_and_nothing_is_imported(
    server: BotApiServer, bot: RunningBot, first: Sender, method: str, kind: Kind, code: int
) -> None:
    before = count(bot)
    server.faults.add(method, kind, code=code)

    told = await first.sends("a.csv", CSV.encode())

    assert "Read a table" not in told
    assert first.buttons == []
    assert count(bot) == before
    assert "New 2" in await first.sends("a.csv", CSV.encode())


async def test_a_file_that_is_gone_when_it_is_confirmed_can_be_confirmed_later(
    server: BotApiServer, bot: RunningBot, first: Sender
) -> None:
    before = count(bot)
    await first.sends("a.csv", CSV.encode())
    server.faults.add("download", "drop")

    await first.taps("Import 2")

    assert count(bot) == before
    assert first.buttons == ["Confirm", "Cancel"]
    assert await first.taps("Confirm") == "✅ Imported 2 records: 2 new, 0 changed."
