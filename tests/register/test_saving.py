"""Saving one record: by revision, with its history, and whole again after a restart."""

from __future__ import annotations

import pytest

from bot.agreements.audit import Deed, FieldChange
from bot.agreements.errors import AgreementError, Reason
from bot.register import AgreementRegister
from tests.conftest import NOW, agreement
from tests.register.conftest import EDITOR, LAOS, Office, added, deeds

# -- adding and amending -------------------------------------------------------------------------


async def test_an_added_record_can_be_read_at_once(register: AgreementRegister) -> None:
    saved = await register.save(agreement(LAOS), EDITOR, based_on=None)

    assert saved.agreement.revision == 1
    assert register.get("LA-2022-ICT") == agreement(LAOS)
    assert list(register.agreements) == ["LA-2022-ICT"]


async def test_a_code_is_found_typed_in_any_case(register: AgreementRegister) -> None:
    await added(register, LAOS)

    assert register.get("la-2022-ict") == agreement(LAOS)
    assert register.get("LA-2022") is None


async def test_an_amendment_counts_one_revision_more(register: AgreementRegister) -> None:
    await added(register, LAOS)

    changed = agreement(LAOS | {"expires": "2027"})
    saved = await register.save(changed, EDITOR, based_on=1)

    assert saved.agreement.revision == 2
    assert register.get("LA-2022-ICT") == changed


async def test_an_amendment_that_changes_nothing_is_none(register: AgreementRegister) -> None:
    await added(register, LAOS)

    saved = await register.save(agreement(LAOS), EDITOR, based_on=1)

    assert saved.entry is None
    assert saved.agreement.revision == 1
    assert deeds(register, "LA-2022-ICT") == [(Deed.ADDED, 1)]


async def test_a_code_that_is_taken_is_refused(register: AgreementRegister) -> None:
    await added(register, LAOS)

    with pytest.raises(AgreementError) as caught:
        await register.save(agreement(LAOS | {"title": "Another"}), EDITOR, based_on=None)

    assert str(caught.value) == "LA-2022-ICT, id: the code LA-2022-ICT is used twice"
    assert register.get("LA-2022-ICT") == agreement(LAOS)


async def test_of_two_who_change_a_record_the_second_is_told_both_values(
    register: AgreementRegister,
) -> None:
    await added(register, LAOS)
    await register.save(agreement(LAOS | {"expires": "2027-11-06"}), EDITOR, based_on=1)

    with pytest.raises(AgreementError) as caught:
        await register.save(agreement(LAOS | {"expires": "2028"}), EDITOR, based_on=1)

    assert caught.value.problem.reason is Reason.STALE
    assert str(caught.value) == (
        'LA-2022-ICT, expires: it was changed meanwhile: yours "2028", now "2027-11-06"'
    )


async def test_a_refused_change_changes_nothing(register: AgreementRegister) -> None:
    await added(register, LAOS)
    await register.save(agreement(LAOS | {"expires": "2027"}), EDITOR, based_on=1)

    with pytest.raises(AgreementError):
        await register.save(agreement(LAOS | {"notes": "late"}), EDITOR, based_on=1)

    assert register.get("LA-2022-ICT") == agreement(LAOS | {"expires": "2027"})
    assert deeds(register, "LA-2022-ICT") == [(Deed.ADDED, 1), (Deed.AMENDED, 2)]


async def test_a_stale_change_to_what_is_there_already_is_told_by_revision(
    register: AgreementRegister,
) -> None:
    await added(register, LAOS)
    twice = agreement(LAOS | {"expires": "2027"})
    await register.save(twice, EDITOR, based_on=1)

    with pytest.raises(AgreementError) as caught:
        await register.save(twice.changed(revision=1), EDITOR, based_on=1)

    assert str(caught.value) == ("LA-2022-ICT, revision: it was changed meanwhile: yours 1, now 2")


async def test_a_change_of_a_record_that_is_not_there_is_refused(
    register: AgreementRegister,
) -> None:
    with pytest.raises(AgreementError):
        await register.save(agreement(LAOS), EDITOR, based_on=3)


async def test_a_code_that_is_taken_in_another_case_is_refused(
    register: AgreementRegister,
) -> None:
    await added(register, LAOS)

    with pytest.raises(AgreementError):
        await added(register, LAOS | {"id": "la-2022-ict", "title": "Another"})


async def test_codes_that_differ_in_a_point_are_two(register: AgreementRegister) -> None:
    await added(register, {"id": "R.O.K", "title": "One"}, {"id": "ROK", "title": "Other"})

    texts = [register.get(code) for code in ("R.O.K", "ROK")]

    assert [text.title.en for text in texts if text] == ["One", "Other"]


# -- history -------------------------------------------------------------------------------------


async def test_every_change_is_in_the_history_with_who_when_and_why(
    register: AgreementRegister, office: Office
) -> None:
    await added(register, LAOS)
    office.clock.advance(hours=2)
    text = agreement(LAOS | {"expires": "2027"})
    await register.save(text, EDITOR, based_on=1, reason="letter of 5 May")

    first, second = register.history("LA-2022-ICT")

    assert (first.deed, first.at, first.actor) == (Deed.ADDED, NOW, EDITOR)
    assert (second.deed, second.at, second.reason) == (
        Deed.AMENDED,
        office.clock(),
        "letter of 5 May",
    )
    assert second.changes == (FieldChange("expires", None, '"2027"'),)
    assert first.number < second.number


async def test_each_record_has_a_history_of_its_own(register: AgreementRegister) -> None:
    await added(register, LAOS, {"id": "JP-1", "title": "Another"})

    assert [entry.agreement_id for entry in register.history("JP-1")] == ["JP-1"]
    assert register.history("JP-2") == []


async def test_a_removed_record_is_gone_but_its_history_stays_and_it_can_come_back(
    register: AgreementRegister,
) -> None:
    await added(register, LAOS)
    removed = agreement(LAOS).changed(removed=True)

    await register.save(removed, EDITOR, based_on=1, deed=Deed.REMOVED)
    assert register.get("LA-2022-ICT") is None
    await register.save(agreement(LAOS), EDITOR, based_on=2, deed=Deed.RESTORED)

    assert register.get("LA-2022-ICT") == agreement(LAOS)
    assert deeds(register, "LA-2022-ICT") == [
        (Deed.ADDED, 1),
        (Deed.REMOVED, 2),
        (Deed.RESTORED, 3),
    ]


# -- after a restart -----------------------------------------------------------------------------


async def test_everything_is_there_again_after_a_restart(
    register: AgreementRegister, office: Office
) -> None:
    await added(register, LAOS, {"id": "JP-1", "title": "Another"})
    await register.save(agreement(LAOS | {"expires": "2027"}), EDITOR, based_on=1)
    removed = agreement({"id": "JP-1", "title": "Another"}).changed(removed=True)
    await register.save(removed, EDITOR, based_on=1, deed=Deed.REMOVED)
    histories = [register.history(code) for code in ("LA-2022-ICT", "JP-1")]

    again = await office.restarted()

    assert dict(again.agreements) == {"LA-2022-ICT": agreement(LAOS | {"expires": "2027"})}
    assert [again.history(code) for code in ("LA-2022-ICT", "JP-1")] == histories


async def test_after_a_restart_changes_go_on_from_the_last_revision(
    register: AgreementRegister, office: Office
) -> None:
    await added(register, LAOS)
    again = await office.restarted()

    with pytest.raises(AgreementError):
        await again.save(agreement(LAOS | {"notes": "late"}), EDITOR, based_on=0)
    saved = await again.save(agreement(LAOS | {"notes": "seen"}), EDITOR, based_on=1)

    assert saved.agreement.revision == 2
    assert [entry.number for entry in again.history("LA-2022-ICT")] == [1, 2]
