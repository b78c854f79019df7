"""Taking in many records: all or none, each once, and known again without a code."""

from __future__ import annotations

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, Deed
from bot.agreements.text import Text
from bot.register import AgreementRegister
from tests.conftest import agreement
from tests.register.conftest import LAOS, found

# -- taking in many ------------------------------------------------------------------------------


async def test_taking_in_the_same_records_twice_changes_nothing(
    register: AgreementRegister, starter: tuple[Agreement, ...]
) -> None:
    first = await register.take_in(starter, Actor())
    second = await register.take_in(starter, Actor())

    assert all(saved.entry for saved in first)
    assert not any(saved.entry for saved in second)
    assert len(register.agreements) == len(starter)


async def test_records_without_code_are_given_one_and_known_again_by_it(
    register: AgreementRegister,
) -> None:
    without = [
        agreement({"title": "MoU on ICT", "signed": "2020"}),
        agreement({"title": "MoU on ICT", "signed": "2021"}),
        agreement({"title": "MoU on Posts"}),
    ]

    first = await register.take_in(without, Actor())
    second = await register.take_in(without, Actor())

    codes = [saved.agreement.id for saved in first]
    assert codes == ["TH-2020-ICT", "TH-2021-ICT", "TH-UNDATED-POSTS"]
    assert [saved.agreement.id for saved in second] == codes
    assert not any(saved.entry for saved in second)


async def test_a_record_without_code_changes_the_one_of_the_same_text(
    register: AgreementRegister,
) -> None:
    await register.take_in([agreement({"title": "MoU on ICT", "signed": "2020"})], Actor())

    again = agreement({"title": "MoU on ICT", "signed": "2020", "notes": "seen"})
    (saved,) = await register.take_in([again], Actor())

    assert (saved.agreement.id, saved.agreement.revision) == ("TH-2020-ICT", 2)
    assert len(register.agreements) == 1


async def test_texts_of_one_title_with_different_parties_are_two(
    register: AgreementRegister,
) -> None:
    texts = [
        agreement({"title": "MoU on ICT", "parties": [{"name": name, "country": code}]})
        for name, code in (("Laos", "LA"), ("Cambodia", "KH"))
    ]

    await register.take_in(texts, Actor())

    assert len(register.agreements) == 2


async def test_an_import_is_told_as_one_batch(register: AgreementRegister) -> None:
    texts = [agreement(LAOS), agreement({"id": "JP-1", "title": "Another"})]

    saved = await register.take_in(texts, Actor(), batch="B1", reason="import file")

    entries = [item.entry for item in saved if item.entry]
    assert {(e.deed, e.batch, e.reason) for e in entries} == {(Deed.IMPORTED, "B1", "import file")}


async def test_an_import_that_cannot_be_kept_changes_nothing(register: AgreementRegister) -> None:
    broken = Agreement("B-1", Text("half a character \ud800"))

    with pytest.raises(Exception, match="B-1"):
        await register.take_in([agreement(LAOS), broken], Actor())

    assert dict(register.agreements) == {}
    assert register.history("LA-2022-ICT") == []
    assert found(register, "Laos") == []
