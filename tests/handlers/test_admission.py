"""Roles given, taken and invited in the chat: confirmed, written down, and nobody else's to do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.agreements.agreement import Agreement
from bot.people.granting import Way
from bot.people.roles import NO_PERSON, Role
from bot.search.vocabulary import Vocabulary
from tests.botapi.driver import Person
from tests.botapi.driver_messages import Reply
from tests.botapi.server import BotApiServer
from tests.conftest import FakeClock, RunningBot, running_bot

CHIEF, CLERK = 9001, 1001


@pytest.fixture
async def bot(
    server: BotApiServer, vocabulary: Vocabulary, starter: tuple[Agreement, ...], clock: FakeClock
) -> AsyncIterator[RunningBot]:
    async with running_bot(
        server, vocabulary, starter, clock, administrators=str(CHIEF), open_to_all="no"
    ) as running:
        yield running


@pytest.fixture
def chief(server: BotApiServer) -> Person:
    return server.user(CHIEF, "Chief", language_code="en", started=True)


@pytest.fixture
def clerk(server: BotApiServer) -> Person:
    return server.user(CLERK, "Clerk", language_code="en", started=True)


async def heard(person: Person) -> Reply:
    return await person.private_chat().next_reply()


async def told(person: Person, text: str) -> Reply:
    """Say something in private and return what is answered."""
    await person.says(text)
    return await heard(person)


async def confirmed(person: Person, text: str, label: str = "Confirm") -> Reply:
    """Give a command, confirm it, and return what is said then."""
    await told(person, text)
    await (await person.taps(label)).answer()
    return await heard(person)


async def link_from(chief: Person, text: str = "/invite reader") -> str:
    """Have a link made; returns the payload that it carries."""
    reply = await confirmed(chief, text, "Make the link")
    return reply.text.rpartition("?start=")[2]


# -- giving --------------------------------------------------------------------------------------


async def test_a_role_is_given_after_a_confirmation_and_the_person_is_told(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    question = await told(chief, f"/grant {CLERK} editor Legal Division")
    assert question.text.splitlines() == [
        "Give 1001 the role editor? Now: not admitted.",
        "Unit or name: Legal Division",
    ]
    assert bot.desk.access.role_of(CLERK) is Role.NOBODY

    await chief.taps("Confirm")

    assert "is now editor" in (await heard(chief)).text
    assert (await heard(clerk)).text.startswith("You are now: editor.")
    assert bot.desk.access.role_of(CLERK) is Role.EDITOR
    assert bot.desk.access.grants()[0].title == "Legal Division"


async def test_what_was_not_confirmed_is_not_given(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    await told(chief, f"/grant {CLERK} reader")
    await chief.taps("Cancel")

    assert "Nothing was changed" in (await heard(chief)).text
    assert bot.desk.access.role_of(CLERK) is Role.NOBODY


async def test_without_a_role_the_roles_are_offered_as_buttons(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    offered = await told(chief, f"/grant {CLERK}")
    assert [b.text for b in offered.buttons] == ["guest", "reader", "editor", "administrator"]

    await chief.taps("reader")
    await heard(chief)
    await chief.taps("Confirm")
    await heard(chief)

    assert bot.desk.access.role_of(CLERK) is Role.READER


async def test_a_role_may_be_named_in_thai_and_the_answer_is_thai(
    server: BotApiServer, bot: RunningBot, clerk: Person
) -> None:
    chief = server.user(CHIEF, "Chief", language_code="th", started=True)

    question = await told(chief, f"/grant {CLERK} ผู้แก้ไข กองกฎหมาย")
    await chief.taps("ยืนยัน")

    assert question.text.startswith("ให้สิทธิ์ ผู้แก้ไข แก่ 1001 หรือไม่")
    assert (await heard(chief)).text.startswith("เรียบร้อย 1001 มีสิทธิ์ ผู้แก้ไข")
    assert bot.desk.access.grants()[0].title == "กองกฎหมาย"


@pytest.mark.parametrize("nobody", sorted(NO_PERSON))
async def test_a_number_that_everybody_may_have_is_given_nothing(
    bot: RunningBot, chief: Person, nobody: int
) -> None:
    assert "stands for no person" in (await told(chief, f"/grant {nobody} reader")).text
    assert bot.desk.access.grants() == []


@pytest.mark.parametrize(
    "text", ["/grant", "/grant clerk", "/grant @clerk reader", "/grant 1001 boss", "/grant reader"]
)
async def test_what_is_no_number_and_role_is_answered_with_how_to_write_it(
    bot: RunningBot, chief: Person, text: str
) -> None:
    assert (await told(chief, text)).text.startswith("Write the number, the role")
    assert bot.desk.access.grants() == []


async def test_a_group_is_admitted_as_guest_and_as_nothing_more(
    server: BotApiServer, bot: RunningBot, chief: Person, clerk: Person
) -> None:
    group = server.supergroup("Office", [clerk])
    refused = await told(chief, f"/grant {group.chat_id} editor")
    assert "only be admitted as guest" in refused.text

    await confirmed(chief, f"/grant {group.chat_id} guest Office")
    await group.says(clerk, "/ask Finland")

    assert "FI-2022-ICT" in (await group.next_reply()).text


async def test_who_never_pressed_start_gets_the_role_and_the_giver_is_told_so(
    server: BotApiServer, bot: RunningBot, chief: Person
) -> None:
    server.user(2002, "New", started=False)

    done = await confirmed(chief, "/grant 2002 reader")

    assert "a private chat with me has to be opened first" in done.text
    assert bot.desk.access.role_of(2002) is Role.READER


async def test_a_confirmation_waits_through_a_restart(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
    tmp_path: Path,
    chief: Person,
    clerk: Person,
) -> None:
    values = {"administrators": str(CHIEF), "open_to_all": "no"}
    path = tmp_path / "register"
    async with running_bot(server, vocabulary, starter, clock, path=path, **values):
        await told(chief, f"/grant {CLERK} reader")
    async with running_bot(server, vocabulary, starter, clock, path=path, **values) as again:
        await chief.taps("Confirm")
        await heard(chief)

        assert again.desk.access.role_of(CLERK) is Role.READER


async def test_two_who_decide_at_once_do_not_overwrite_each_other(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    await told(chief, f"/grant {CLERK} reader")
    await bot.desk.access.grant(CLERK, Role.EDITOR, 9002)

    await chief.taps("Confirm")

    assert "Somebody changed this meanwhile" in (await heard(chief)).text
    assert bot.desk.access.role_of(CLERK) is Role.EDITOR


# -- taking --------------------------------------------------------------------------------------


async def test_a_role_is_taken_away_after_a_confirmation(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    await bot.desk.access.grant(CLERK, Role.READER, CHIEF)

    done = await confirmed(chief, f"/revoke {CLERK}", "Take away")

    assert done.text == "Done: 1001 is now not admitted (before: reader)."
    assert "You are not admitted yet" in (await told(clerk, "Finland")).text


async def test_the_bot_leaves_a_group_that_is_no_longer_admitted(
    server: BotApiServer, bot: RunningBot, chief: Person, clerk: Person
) -> None:
    group = server.supergroup("Office", [clerk])
    await bot.desk.access.grant(group.chat_id, Role.GUEST, CHIEF)

    await confirmed(chief, f"/revoke {group.chat_id}", "Take away")

    assert (await server.next_call("leaveChat"))["chat_id"] == group.chat_id
    assert not bot.desk.access.is_admitted(group.chat_id)


@pytest.mark.parametrize("text", [f"/revoke {CHIEF}", f"/grant {CHIEF} reader"])
async def test_an_administrator_of_the_settings_cannot_be_lowered_by_anybody(
    server: BotApiServer, bot: RunningBot, text: str
) -> None:
    await bot.desk.access.grant(9002, Role.ADMINISTRATOR, CHIEF)
    second = server.user(9002, "Second", language_code="en", started=True)

    assert "named this number in the settings" in (await told(second, text)).text
    assert bot.desk.access.role_of(CHIEF) is Role.ADMINISTRATOR


async def test_the_last_administrator_cannot_leave_the_office_without_one(
    server: BotApiServer, vocabulary: Vocabulary, starter: tuple[Agreement, ...], clock: FakeClock
) -> None:
    async with running_bot(server, vocabulary, starter, clock, open_to_all="no") as bot:
        await bot.desk.access.grant(9002, Role.ADMINISTRATOR, 0)
        last = server.user(9002, "Last", language_code="en", started=True)

        for text in ("/revoke 9002", "/grant 9002 reader"):
            assert "You are the last administrator" in (await told(last, text)).text
        assert bot.desk.access.administrators == {9002}


async def test_of_two_who_remove_each_other_at_once_one_stays(
    server: BotApiServer, vocabulary: Vocabulary, starter: tuple[Agreement, ...], clock: FakeClock
) -> None:
    async with running_bot(server, vocabulary, starter, clock, open_to_all="no") as bot:
        people = []
        for number in (9002, 9003):
            await bot.desk.access.grant(number, Role.ADMINISTRATOR, 0)
            people.append(server.user(number, "One", language_code="en", started=True))
        await told(people[0], "/revoke 9003")
        await told(people[1], "/revoke 9002")

        taps = [await person.taps("Take away") for person in people]
        for pending in taps:
            await pending.answer()

        assert len(bot.desk.access.administrators) == 1


async def test_what_was_never_given_cannot_be_taken(bot: RunningBot, chief: Person) -> None:
    assert "never given a role" in (await told(chief, "/revoke 5")).text


# -- by whom -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.GUEST, Role.READER, Role.EDITOR])
@pytest.mark.parametrize(
    "text", ["/grant 1001 administrator", "/revoke 9001", "/people", "/invite editor"]
)
async def test_nobody_but_an_administrator_may(
    bot: RunningBot, clerk: Person, role: Role, text: str
) -> None:
    await bot.desk.access.grant(CLERK, role, CHIEF)

    assert (await told(clerk, text)).text == "Only administrators may do this."
    assert bot.desk.access.role_of(CLERK) is role


async def test_who_is_not_admitted_is_only_told_that(bot: RunningBot, clerk: Person) -> None:
    for text in ("/grant 1001 administrator", "/revoke 9001", "/people", "/invite editor"):
        assert (await told(clerk, text)).text.startswith("You are not admitted yet")


async def test_in_a_group_not_even_an_administrator_sees_who_is_admitted(
    server: BotApiServer, bot: RunningBot, chief: Person
) -> None:
    group = server.supergroup("Office", [chief])
    await bot.desk.access.grant(group.chat_id, Role.GUEST, CHIEF)

    await group.says(chief, "/people")

    assert (await group.next_reply()).text == "Please write this to me in a private chat."


async def test_a_tap_by_somebody_else_changes_nothing(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    """With a modified app a button can be sent from anywhere."""
    await bot.desk.access.grant(CLERK, Role.EDITOR, CHIEF)
    question = await told(chief, f"/grant {CLERK} administrator")
    listed = await told(chief, "/people")
    own = await told(clerk, "Finland")

    for button in (*question.buttons, *listed.buttons):
        answer = await (await own.tapped("", clerk, data=button.data)).answer()
        assert answer.text == "This button is from before. Please ask again."

    assert bot.desk.access.role_of(CLERK) is Role.EDITOR


async def test_a_tap_of_one_who_is_no_administrator_any_more_changes_nothing(
    server: BotApiServer, bot: RunningBot, clerk: Person
) -> None:
    await bot.desk.access.grant(9002, Role.ADMINISTRATOR, CHIEF)
    former = server.user(9002, "Former", language_code="en", started=True)
    await told(former, f"/grant {CLERK} reader")
    await told(former, "/people")
    await bot.desk.access.revoke(9002)
    await bot.desk.access.grant(9002, Role.READER, CHIEF)

    for label in ("Confirm", "Changes", "1"):
        assert (await (await former.taps(label)).answer()).text == "This is not for you."

    assert bot.desk.access.role_of(CLERK) is Role.NOBODY


# -- the list ------------------------------------------------------------------------------------


async def test_the_list_tells_who_is_admitted_by_whom_and_when(
    bot: RunningBot, chief: Person
) -> None:
    await bot.desk.access.grant(CLERK, Role.EDITOR, CHIEF, "Legal Division")
    await bot.desk.access.grant(-100123, Role.GUEST, CHIEF, "Office")

    listed = (await told(chief, "/people")).text.splitlines()

    assert listed == [
        "3 people and chats are admitted",
        "1. 9001 administrator · by the settings",
        "2. 1001 editor Legal Division · by 9001, 22 Nov 2026",
        "3. -100123 guest Office · by 9001, 22 Nov 2026",
    ]


async def test_from_the_list_one_is_opened_and_another_role_given(
    bot: RunningBot, chief: Person
) -> None:
    await bot.desk.access.grant(CLERK, Role.READER, CHIEF, "Legal Division")
    listed = await told(chief, "/people")

    await chief.taps("2")
    opened = await listed.edited()
    assert opened.text.splitlines()[0] == "• 1001 reader Legal Division · by 9001, 22 Nov 2026"
    assert "22 Nov 2026: 1001 not admitted → reader, by 9001 Legal Division" in opened.text
    await chief.taps("editor")
    await heard(chief)
    await chief.taps("Confirm")
    await heard(chief)

    assert bot.desk.access.role_of(CLERK) is Role.EDITOR
    assert bot.desk.access.grants()[0].title == "Legal Division"


async def test_a_long_list_has_pages(bot: RunningBot, chief: Person) -> None:
    for number in range(1, 20):
        await bot.desk.access.grant(number, Role.READER, CHIEF)

    listed = await told(chief, "/people")
    await chief.taps("Next")

    assert "9. 8 reader" in (await listed.edited()).text


async def test_every_change_is_in_the_trail(bot: RunningBot, chief: Person, clerk: Person) -> None:
    await confirmed(chief, f"/grant {CLERK} reader")
    await confirmed(chief, f"/grant {CLERK} editor")
    await confirmed(chief, f"/revoke {CLERK}", "Take away")
    listed = await told(chief, "/people")

    await chief.taps("Changes")

    assert (await listed.edited()).text.splitlines()[1:] == [
        "22 Nov 2026: 1001 editor → not admitted, by 9001",
        "22 Nov 2026: 1001 reader → editor, by 9001",
        "22 Nov 2026: 1001 not admitted → reader, by 9001",
    ]


async def test_what_somebody_wrote_as_a_title_is_shown_as_it_is(
    bot: RunningBot, chief: Person
) -> None:
    await confirmed(chief, "/grant 7 reader <b>Legal</b> & **bold**")

    assert "<b>Legal</b> & **bold**" in (await told(chief, "/people")).text


# -- invitations ---------------------------------------------------------------------------------


async def test_an_invitation_admits_the_first_who_opens_it_and_nobody_after(
    server: BotApiServer, bot: RunningBot, chief: Person, clerk: Person
) -> None:
    payload = await link_from(chief)
    assert payload.startswith("invite-")
    assert len(payload) <= 64

    await clerk.starts(payload)
    assert (await heard(clerk)).text.startswith("Welcome. You are now: reader.")
    assert "opened your invitation" in (await heard(chief)).text
    second = server.user(2002, "Second", language_code="en")
    await second.starts(payload)

    assert (await heard(second)).text.startswith("This invitation cannot be used any more.")
    assert bot.desk.access.role_of(CLERK) is Role.READER
    assert bot.desk.access.role_of(2002) is Role.NOBODY
    assert bot.desk.access.trail()[0].way is Way.INVITED


async def test_of_many_who_open_it_at_once_one_is_admitted(
    server: BotApiServer, bot: RunningBot, chief: Person
) -> None:
    payload = await link_from(chief)
    people = [server.user(3000 + n, "Quick", language_code="en") for n in range(6)]

    for person in people:
        await person.starts(payload)
    for person in people:
        await heard(person)

    admitted = [p for p in people if bot.desk.access.role_of(p.id) is Role.READER]
    assert len(admitted) == 1


async def test_an_invitation_lapses(
    bot: RunningBot, chief: Person, clerk: Person, clock: FakeClock
) -> None:
    payload = await link_from(chief, "/invite reader 2")
    clock.advance(days=2, minutes=1)

    await clerk.starts(payload)

    assert (await heard(clerk)).text.startswith("This invitation cannot be used any more.")
    assert bot.desk.access.role_of(CLERK) is Role.NOBODY


async def test_an_invitation_can_be_withdrawn_from_the_list(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    payload = await link_from(chief)
    listed = await told(chief, "/people")
    assert "1. reader, until 29 Nov 2026 · by 9001" in listed.text

    assert (await (await chief.taps("Withdraw 1")).answer()).text == "The invitation is withdrawn."
    await clerk.starts(payload)

    assert (await heard(clerk)).text.startswith("This invitation cannot be used any more.")


async def test_an_invitation_falls_with_the_rights_of_its_maker(
    server: BotApiServer, bot: RunningBot, clerk: Person
) -> None:
    await bot.desk.access.grant(9002, Role.ADMINISTRATOR, CHIEF)
    maker = server.user(9002, "Maker", language_code="en", started=True)
    payload = await link_from(maker)
    await bot.desk.access.revoke(9002)

    await clerk.starts(payload)

    assert (await heard(clerk)).text.startswith("This invitation cannot be used any more.")


async def test_who_may_do_that_already_does_not_use_it_up(
    bot: RunningBot, chief: Person, clerk: Person
) -> None:
    payload = await link_from(chief)
    await chief.starts(payload)
    assert (await heard(chief)).text.startswith("Thank you, but you may do that already")

    await clerk.starts(payload)

    assert (await heard(clerk)).text.startswith("Welcome.")


@pytest.mark.parametrize(
    "text", ["/invite", "/invite administrator", "/invite reader 0", "/invite reader 31"]
)
async def test_a_link_gives_no_more_and_lasts_no_longer_than_it_should(
    bot: RunningBot, chief: Person, text: str
) -> None:
    assert (await told(chief, text)).text.startswith("Write the role and for how many days")
    assert bot.bot.admission.invitations.all_open() == []


@pytest.mark.parametrize(
    "payload",
    [
        "invite-", "invite-" + "x" * 57, "invite-" + "x" * 500, "invite-../../etc", "nonsense",
        "INVITE-x", "-", "invite-<b>", "invite-\u202e", "invite-'; drop",
    ],
)  # fmt: skip
async def test_any_other_payload_is_a_plain_start_and_leaves_no_trace(
    bot: RunningBot,
    chief: Person,
    clerk: Person,
    payload: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", logger="bot")
    await link_from(chief)

    await clerk.starts(payload)

    assert "You are not admitted yet" in (await heard(clerk)).text
    assert bot.desk.access.role_of(CLERK) is Role.NOBODY
    assert not any("invite-" in record.getMessage() for record in caplog.records)


async def test_the_word_of_an_invitation_is_kept_nowhere(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
    tmp_path: Path,
    chief: Person,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG", logger="bot")
    path = tmp_path / "register"
    async with running_bot(
        server, vocabulary, starter, clock, path=path, administrators=str(CHIEF)
    ):
        word = (await link_from(chief)).removeprefix("invite-")

    assert word.encode() not in path.read_bytes()
    assert not any(word in record.getMessage() for record in caplog.records)


# -- menus ---------------------------------------------------------------------------------------


async def test_a_new_administrator_sees_the_administrators_menu_at_once(
    server: BotApiServer, bot: RunningBot, chief: Person, clerk: Person
) -> None:
    await confirmed(chief, f"/grant {CLERK} administrator")

    menu = server.menu_of(clerk, clerk.private_chat())
    assert {"grant", "revoke", "people", "invite", "ask"} <= set(menu)


async def test_the_menu_goes_with_the_role(
    server: BotApiServer,
    vocabulary: Vocabulary,
    starter: tuple[Agreement, ...],
    clock: FakeClock,
    chief: Person,
    clerk: Person,
) -> None:
    closed = {"administrators": str(CHIEF), "open_to_all": "no"}
    async with running_bot(server, vocabulary, starter, clock, menus=True, **closed):
        await confirmed(chief, f"/grant {CLERK} administrator")
        await confirmed(chief, f"/revoke {CLERK}", "Take away")

        def shown() -> list[str] | None:
            return server.menu_of(clerk, clerk.private_chat()) or None

        menu = await server.wait_for(shown, "everybody's menu")
    assert "ask" in menu
    assert "grant" not in menu


async def test_who_presses_start_later_gets_the_menu_then(
    server: BotApiServer, bot: RunningBot, chief: Person
) -> None:
    late = server.user(2002, "Late", language_code="th", started=False)
    await confirmed(chief, "/grant 2002 administrator")

    await late.starts()

    def shown() -> bool | None:
        return "grant" in server.menu_of(late, late.private_chat()) or None

    assert await server.wait_for(shown, "the administrators' menu")
