"""The register, or the last list, as a file: the same when read back, and nothing too much."""

from __future__ import annotations

import pytest

from bot.agreements.agreement import Agreement, Owner
from bot.agreements.audit import Actor
from bot.agreements.kinds import Visibility
from bot.agreements.text import Text
from bot.importing.comparing import Comparison, OnRecord, Outcome, compare
from bot.importing.reading import read_file
from bot.importing.records_in import records_in
from bot.people.roles import Role
from bot.search.vocabulary import Vocabulary
from tests.botapi.server import BotApiServer
from tests.conftest import RunningBot
from tests.handlers.filing.conftest import FIRST, PATIENCE, Sender


def count(bot: RunningBot) -> int:
    return len(bot.desk.register.agreements)


def exported(person: Sender, vocabulary: Vocabulary, bot: RunningBot) -> Comparison:
    """Return what the exported file is to the register it came from."""
    assert person.seen is not None
    name, data = person.seen.file
    known = OnRecord(dict(bot.desk.register.agreements))
    return compare(records_in(read_file(data, name or ""), vocabulary), known, vocabulary)


@pytest.mark.parametrize(("word", "form"), [("", "xlsx"), ("csv", "csv"), ("jsonl", "jsonl")])
async def test_the_register_is_exported_and_reads_back_the_same(
    bot: RunningBot, reader: Sender, vocabulary: Vocabulary, word: str, form: str
) -> None:
    told = await reader.says(f"/export {word}")

    assert f"{count(bot)} records" in told
    assert reader.seen is not None
    assert reader.seen.file[0] == f"agreements-2026-11-22.{form}"
    assert exported(reader, vocabulary, bot).count(Outcome.SAME) == count(bot)


async def test_the_last_list_is_exported(
    bot: RunningBot, reader: Sender, vocabulary: Vocabulary
) -> None:
    await reader.says("agreements with Japan")

    told = await reader.says("/export list csv")

    assert told.startswith("The last list: ")
    records = [item.after for item in exported(reader, vocabulary, bot).items]
    assert records
    assert all(record and "JP" in record.countries for record in records)


async def test_without_a_list_none_is_exported(bot: RunningBot, reader: Sender) -> None:
    assert "no list" in await reader.says("/export list")
    assert "/export csv" in await reader.says("/export me please")


async def test_nothing_private_and_no_contact_or_note_is_exported_to_a_group(
    server: BotApiServer, bot: RunningBot, first: Sender
) -> None:
    register = bot.desk.register
    owner = Owner("Digital desk", "desk@example.org")
    base = Agreement("PUB-1", Text("MoU on Open Things"), owner=owner, notes=Text("say nothing"))
    await register.save(base, Actor(), based_on=None)
    for code, visibility in (("STA-1", Visibility.STAFF), ("PRI-1", Visibility.PRIVATE)):
        record = base.changed(id=code, title=Text(f"MoU {code}"), visibility=visibility)
        await register.save(record, Actor(), based_on=None)
    group = server.group("Office", members=[first.person])
    await bot.desk.access.grant(group.chat.id, Role.READER, FIRST, "Office")

    for form in ("csv", "jsonl"):
        await first.person.says(f"/export {form}", room=group)
        reply = await group.next_reply(PATIENCE)
        text = reply.file[1].decode("utf-8-sig")
        assert "MoU on Open Things" in text
        for hidden in ("STA-1", "PRI-1", "desk@example.org", "say nothing"):
            assert hidden not in text

    await first.says("/export jsonl")
    assert first.seen is not None
    own = first.seen.file[1].decode()
    assert all(word in own for word in ("STA-1", "PRI-1", "desk@example.org", "say nothing"))
