"""What is kept of questions: words without persons, numbers without words, each for its time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.inquiries.book import InquiryBook
from bot.inquiries.missed import MISSED, Mark, kept_text
from bot.inquiries.question_counts import QuestionCount
from bot.search.answer import Answer
from bot.search.asking import Desk
from bot.store import MemoryStore, open_store
from tests.conftest import TODAY, FakeClock


@pytest.fixture
def book(clock: FakeClock) -> InquiryBook:
    return InquiryBook(MemoryStore(), lambda: clock().date(), 30)


def answer(desk: Desk, text: str) -> Answer:
    return desk.ask(text, TODAY)


async def test_a_question_that_found_nothing_is_kept_with_how_often_and_when_last(
    book: InquiryBook, desk: Desk, clock: FakeClock
) -> None:
    text = "Fisheries treaty with PERU?"
    book.asked(text, answer(desk, text))
    await book.flush()
    clock.advance(days=2)
    for _ in range(2):
        book.asked("fisheries  treaty with Peru?", answer(desk, text))
    await book.flush()

    (missed,) = book.queue()
    assert missed.text == "fisheries treaty with peru?"
    assert (missed.count, missed.last, missed.mark) == (
        3,
        TODAY + timedelta(days=2),
        Mark.UNANSWERED,
    )


async def test_what_was_answered_leaves_a_number_and_no_words(
    book: InquiryBook, desk: Desk
) -> None:
    for text in ("Finland", "JP-2022-ICT", "agreement with Peru"):
        book.asked(text, answer(desk, text))
    assert book.counted(TODAY) == QuestionCount(2, 1)
    await book.flush()

    assert book.counted(TODAY) == QuestionCount(2, 1)
    assert [missed.text for missed in book.queue()] == ["agreement with peru"]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("call me on 081 234 5678 about Peru", "call me on ... about peru"),
        ("write to clerk@example.org on Peru", "write to ... on peru"),
        ("what did @clerk say of Peru", "what did ... say of peru"),
        ("see https://example.org/x?u=1 Peru", "see ... peru"),
        ("agreement of 2565 with Peru", "agreement of 2565 with peru"),
        ("PE-2020-FISH", "pe-2020-fish"),
    ],
)
def test_what_may_tell_of_a_person_is_left_out(asked: str, kept: str) -> None:
    assert kept_text(asked) == kept


def test_a_very_long_question_is_cut() -> None:
    assert len(kept_text("peru " * 500)) <= 160


async def test_an_entry_lapses_after_its_time(
    book: InquiryBook, desk: Desk, clock: FakeClock
) -> None:
    book.asked("Peru", answer(desk, "agreement with Peru"))
    await book.flush()
    clock.advance(days=31)
    assert book.queue() == []

    await book.flush()

    assert not book._store.items(MISSED)


async def test_where_no_words_are_to_be_kept_none_are_and_those_kept_before_go(
    book: InquiryBook, desk: Desk
) -> None:
    book.asked("Peru", answer(desk, "agreement with Peru"))
    await book.flush()
    off = InquiryBook(book._store, lambda: TODAY, 0)

    off.asked("Bolivia", answer(desk, "agreement with Bolivia"))
    assert not await off.noted("Bolivia", Mark.WRONG)
    await off.flush()

    assert not book._store.items(MISSED)
    assert off.counted(TODAY) == QuestionCount(0, 2)


async def test_what_was_said_later_weighs_more(book: InquiryBook, desk: Desk) -> None:
    await book.noted("Peru", Mark.MISSING)
    book.asked("Peru", answer(desk, "agreement with Peru"))
    await book.flush()

    (missed,) = book.queue()
    assert (missed.mark, missed.count) == (Mark.MISSING, 2)


async def test_the_queue_does_not_grow_without_end(
    book: InquiryBook, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.inquiries.book.MOST_KEPT", 5)
    await book.noted("often", Mark.WRONG)
    await book.noted("often", Mark.WRONG)
    for number in range(9):
        await book.noted(f"seldom {number}", Mark.WRONG)
    book.asked("Finland", answer(desk, "Finland"))
    await book.flush()

    assert len(book.queue()) == 5
    assert book.queue()[0].text == "often"


async def test_what_could_not_be_written_is_written_later(
    book: InquiryBook, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.asked("Peru", answer(desk, "agreement with Peru"))

    async def full(job: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(book._store, "commit", full)
        with pytest.raises(OSError, match="no room"):
            await book.flush()
    await book.flush()

    assert book.counted(TODAY) == QuestionCount(0, 1)
    assert len(book.queue()) == 1


async def test_a_question_writes_nothing_by_itself(
    tmp_path: Path, desk: Desk, clock: FakeClock
) -> None:
    """A write for each question would make every answer wait for the disk."""
    store = open_store(tmp_path / "register")
    book = InquiryBook(store, lambda: TODAY, 30)
    before = (tmp_path / "register").read_bytes()

    for _ in range(100):
        book.asked("Peru", answer(desk, "agreement with Peru"))

    assert (tmp_path / "register").read_bytes() == before
    await store.close()
