"""What is denied is left out: nobody who asks for what is not in force is told what is."""

from __future__ import annotations

import pytest

from bot.search.asking import Desk
from bot.search.negation import is_denied, is_left_out
from tests.conftest import TODAY

#: A question, and the same with a "not" in it.
DENIED = [
    ("which agreements are in force", "what isn't in force any more"),
    ("which agreements are binding", "agreements that aren't binding"),
    ("which agreements renew automatically", "which agreements do not renew automatically"),
    ("which agreements are open ended", "texts that are not open ended"),
    ("which agreements are overdue", "which agreements are not overdue"),
    ("agreements with companies signed 2022", "agreements not with companies, signed 2022"),
    ("agreements with companies", "documents without any company in them"),
    ("agreements with companies", "non-company agreements"),
    ("list all MoCs", "list everything that is not MoUs or MoCs"),
    ("agreements with China", "agreements with anybody except Japan and China"),
    ("MoUs that Huawei signed", "MoUs that neither Huawei nor AWS signed"),
    ("MoUs signed in 2022", "MoUs not signed in 2022"),
    ("which agreements expire in 2027", "which agreements don't expire in 2027"),
    ("ended agreements that were replaced", "ended agreements that nobody replaced"),
    ("ended agreements that were replaced", "expired ones that have never been superseded"),
    ("everything with China", "everything but China"),
    ("every text with Israel on cyber security", "all cyber security texts but the Israeli one"),
    ("the expired ones", "all but the expired ones"),
    ("the texts still in force", "everything except the ones still in force"),
    ("unsigned texts", "list all but the unsigned ones"),
    ("texts of 2018", "all our texts but those of 2018"),
    ("which agreements have a notice period", "agreements without a notice period"),
    ("ฉบับที่หมดอายุแล้ว", "ทุกฉบับยกเว้นที่หมดอายุแล้ว"),
    ("ฉบับที่ทำกับบริษัท", "ฉบับที่ไม่ได้ทำกับบริษัท"),
    ("ฉบับไหนต่ออายุอัตโนมัติ", "ฉบับไหนไม่ต่ออายุอัตโนมัติ"),
    ("MoC มีอะไรบ้าง", "ที่ไม่ใช่ MoU หรือ MoC มีอะไรบ้าง"),
    ("ฉบับที่ลงนามในปี 2565", "ฉบับที่ไม่ได้ลงนามในปี 2565"),
    ("ฉบับที่ทำกับญี่ปุ่น", "ฉบับที่ไม่ได้ทำกับจีนหรือญี่ปุ่น"),
    ("ฉบับที่กำหนดให้แจ้งล่วงหน้า", "มีฉบับไหนที่ไม่มีกำหนดแจ้งล่วงหน้า"),
]
#: A "not" that belongs to something else, and what the question is about.
NOT_MEANT = [
    ("isn't the Finland MoU in force?", "FI-2022-ICT"),
    ("don't we have an MoU with Japan on 5G?", "JP-2022-ICT"),
    ("not sure when the Laos MoU expires", "LA-2022-ICT"),
    ("can't find the Estonia memorandum", "EE-2017-DIGITAL"),
    ("tell me if the AWS MoU has been signed or not", "AWS-2022-CLOUD"),
    ("is the Kazakhstan MoC not yet in force?", "KZ-2025-DIGITAL"),
    ("ไม่ทราบว่า MoU ฟินแลนด์หมดอายุหรือยัง", "FI-2022-ICT"),
    ("ลาวมีผลใช้บังคับหรือไม่ ต่ออายุอัตโนมัติหรือไม่", "LA-2022-ICT"),
]


@pytest.mark.parametrize(("asked", "denied"), DENIED)
def test_what_is_denied_is_told_by_neither_of_two_opposite_questions(
    desk: Desk, asked: str, denied: str
) -> None:
    with_it, without = (set(desk.ask(text, TODAY).ids) for text in (asked, denied))

    assert with_it
    assert without
    assert not with_it & without


@pytest.mark.parametrize(("text", "first"), NOT_MEANT)
def test_a_not_that_belongs_to_something_else_leaves_nothing_out(
    desk: Desk, text: str, first: str
) -> None:
    assert desk.ask(text, TODAY).ids[0] == first


def test_what_is_denied_of_an_end_still_runs(desk: Desk) -> None:
    """Texts that ended long ago do not expire this year either; nobody asks for them."""
    answer = desk.ask("which agreements do not expire this year", TODAY)

    assert {"FI-2022-ICT", "JP-2022-ICT"} & set(answer.ids) == {"JP-2022-ICT"}


def test_a_denial_reaches_over_what_or_joins_and_no_further(desk: Desk) -> None:
    question = desk.understand("MoUs not with China or India but with Laos", TODAY)

    assert [(slot.ids, slot.excluded) for slot in question.parties] == [
        (("CN", "IN"), True),
        (("LA",), False),
    ]


@pytest.mark.parametrize("text", ["never been ", "that are not yet ", "ยังไม่ถูก", "ไม่ได้"])
def test_words_without_meaning_stand_between_a_not_and_its_status(text: str) -> None:
    assert is_denied(text + "replaced", len(text))


@pytest.mark.parametrize("text", ["is it or not ", "not only with ", "หรือไม่ ", "did not know if "])
def test_a_not_of_another_meaning_denies_nothing(text: str) -> None:
    assert [reads(text + "x", len(text)) for reads in (is_denied, is_left_out)] == [False, False]


def test_what_follows_two_contrasted_kinds_is_said_of_both(desk: Desk) -> None:
    both = set(desk.ask("MoUs with China", TODAY).ids)

    told = set(desk.ask("MoUs but not MoCs with China", TODAY).ids)

    assert told
    assert told <= both


def test_a_but_that_adds_a_wish_leaves_nothing_out(desk: Desk) -> None:
    asked = desk.ask("all agreements with Japan, but with their dates", TODAY)

    assert set(asked.ids) == set(desk.ask("all agreements with Japan", TODAY).ids)


@pytest.mark.parametrize(
    ("narrowed", "ids"),
    [
        ("all MoUs signed in 2022 but still in force", "MoUs signed in 2022 and still in force"),
        ("all agreements with Laos but in force", "agreements with Laos in force"),
        ("all texts with China but not expired", "texts with China that are not expired"),
        ("every MoU with China but which are in force", "MoUs with China in force"),
        ("all MoUs with Japan but ending in 2027", "MoUs with Japan ending in 2027"),
    ],
)
def test_a_but_that_narrows_leaves_nothing_out(desk: Desk, narrowed: str, ids: str) -> None:
    assert set(desk.ask(narrowed, TODAY).ids) == set(desk.ask(ids, TODAY).ids)
