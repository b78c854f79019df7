"""Search kept in step with every change, as if it had been built anew."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, Deed
from bot.agreements.deadlines import LeadTimes
from bot.agreements.text import LANGUAGES, Text
from bot.register import AgreementRegister
from bot.replies.answers import reply_to
from bot.search.answer import AnswerKind
from bot.search.asking import Desk
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from tests.agreements.generated import agreements, patient
from tests.conftest import TODAY, agreement
from tests.register.conftest import EDITOR, LAOS, Office, added, found

# -- search kept in step -------------------------------------------------------------------------


async def test_an_added_record_is_found(register: AgreementRegister) -> None:
    assert register.ask("agreement with Laos", TODAY).kind is AnswerKind.NONE

    await added(register, LAOS)

    assert found(register, "agreement with Laos") == ["LA-2022-ICT"]


async def test_an_amended_record_is_found_by_what_it_says_now(
    register: AgreementRegister,
) -> None:
    await added(register, LAOS)
    japan = LAOS | {"title": "Memorandum on ICT", "parties": [{"name": "Japan", "country": "JP"}]}

    await register.save(agreement(japan), EDITOR, based_on=1)

    assert found(register, "agreement with Japan") == ["LA-2022-ICT"]
    assert found(register, "agreement with Laos") == []


async def test_a_removed_record_is_not_found_any_more(register: AgreementRegister) -> None:
    await added(register, LAOS)

    removed = agreement(LAOS).changed(removed=True)
    await register.save(removed, EDITOR, based_on=1, deed=Deed.REMOVED)

    assert register.ask("agreement with Laos", TODAY).kind is AnswerKind.NONE
    assert register.ask("LA-2022-ICT", TODAY).found == ()


async def test_a_new_date_moves_the_deadlines_at_once(register: AgreementRegister) -> None:
    await added(register, LAOS)
    before = register.view(TODAY).facts(agreement(LAOS)).end

    later = agreement(LAOS | {"expires": "2030-01-01"})
    await register.save(later, EDITOR, based_on=1)
    kept = register.get("LA-2022-ICT")
    assert kept is not None
    after = register.view(TODAY).facts(kept).end

    assert before is None
    assert after is not None
    assert after.latest.year == 2030


async def test_an_added_successor_replaces_the_old_text_at_once(
    register: AgreementRegister,
) -> None:
    await added(register, LAOS)
    old = register.get("LA-2022-ICT")
    assert old is not None
    assert register.view(TODAY).facts(old).replaced_by == ()

    await added(register, LAOS | {"id": "LA-2026-ICT", "signed": "2026-01", "supersedes": [old.id]})

    assert register.view(TODAY).facts(old).replaced_by == ("LA-2026-ICT",)
    assert register.view(TODAY).facts(old).status.value == "replaced"


async def test_search_that_was_kept_in_step_equals_search_built_anew(
    register: AgreementRegister,
    office: Office,
    starter: tuple[Agreement, ...],
) -> None:
    await register.take_in(starter[:20], Actor())
    await added(register, LAOS | {"id": "LA-2026-ICT"})
    text = starter[3]
    await register.save(text.changed(removed=True), EDITOR, based_on=1, deed=Deed.REMOVED)
    changed = starter[4].changed(title=Text("Memorandum on cheese with France"))
    await register.save(changed, EDITOR, based_on=1)
    questions = ("Japan", "postal", "cheese", text.id, "which agreements are in force", "Laos")
    before = [register.ask(question, TODAY) for question in questions]

    again = await office.restarted()

    assert [again.ask(question, TODAY).matches for question in questions] == [
        answer.matches for answer in before
    ]


# -- whatever a record says ----------------------------------------------------------------------


async def test_one_odd_record_does_not_break_the_lists(register: AgreementRegister) -> None:
    await added(register, LAOS, {"id": "OLD-1", "title": "Old text", "expires": "1000"})

    answer = register.ask("which agreements expire in the next 6 months", TODAY)

    assert answer.kind in AnswerKind


@pytest.fixture(scope="module")
def odd_desk(vocabulary: Vocabulary) -> Desk:
    """An empty desk, onto which one record after another is put."""
    return Desk(Holdings(vocabulary), LeadTimes())


@settings(patient, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(generated=agreements(), data=st.data())
def test_whatever_a_record_says_it_can_be_found_shown_and_forgotten(
    odd_desk: Desk, generated: Agreement, data: st.DataObject
) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    odd_desk.holdings.put(generated)

    for question in (generated.id, f"when does {generated.id} end", "how many by status", "list"):
        answer = odd_desk.ask(question, TODAY)
        assert reply_to(answer, odd_desk.view(TODAY), language).lines
        assert generated.id in {match.id for match in answer.matches}

    odd_desk.holdings.drop(generated.id)
    assert len(odd_desk.holdings) == 0
    assert list(odd_desk.holdings.index.terms()) == []


async def test_what_extends_a_record_is_known_at_once(register: AgreementRegister) -> None:
    await added(register, LAOS)
    laos = register.get("LA-2022-ICT")
    assert laos is not None
    assert register.view(TODAY).facts(laos).amended_by == ()

    await added(register, LAOS | {"id": "LA-2027-ICT", "amends": ["LA-2022-ICT"]})

    assert register.view(TODAY).facts(laos).amended_by == ("LA-2027-ICT",)
