"""Plans done, refused when late, taken back: over the register and both stores."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.audit import Actor, Deed
from bot.agreements.deadlines import LeadTimes
from bot.agreements.errors import AgreementError, Reason
from bot.agreements.partial_date import PartialDate
from bot.register import AgreementRegister, Saved
from bot.search.vocabulary import Vocabulary
from bot.store import MemoryStore, Store, open_store
from bot.upkeep.deeds import Deeds
from bot.upkeep.plans import Plan, adding, amending, plan_as_text, plan_in, removing, restoring
from bot.upkeep.proposals import CHANGE, Proposal, ProposalGoneError, Proposals
from tests.conftest import TODAY, FakeClock, agreement

FIRST, SECOND = Actor(1, 1, "Official A"), Actor(2, 2, "Official B")
LAOS = agreement(
    {
        "id": "LA-2022-ICT",
        "title": "Memorandum of Understanding on ICT with Laos",
        "kind": "mou",
        "parties": [{"name": "Laos", "country": "LA"}],
        "signed": "2022-11-07",
    }
)


@pytest.fixture(params=["memory", "file"])
async def deeds(
    request: pytest.FixtureRequest, tmp_path: Path, vocabulary: Vocabulary
) -> AsyncIterator[Deeds]:
    store: Store = MemoryStore()
    if request.param == "file":
        store = open_store(tmp_path / "register")
    register = AgreementRegister(store, vocabulary, LeadTimes(), FakeClock())
    made = Deeds(store, register)
    await made.do(adding(LAOS), FIRST)
    yield made
    await store.close()


def now(deeds: Deeds, code: str = "LA-2022-ICT") -> Agreement:
    record = deeds.record(code)
    assert record is not None
    return record


def to_end(year: int) -> Callable[[Agreement], Plan]:
    return lambda record: amending(record, record.changed(expires=PartialDate(year)))


async def test_a_plan_that_is_done_is_in_the_register_and_in_its_history(deeds: Deeds) -> None:
    saved = await deeds.do(to_end(2027)(now(deeds)), SECOND)

    assert saved.agreement.revision == 2
    assert [e.deed for e in deeds.register.history("LA-2022-ICT")] == [Deed.ADDED, Deed.AMENDED]


async def test_of_two_plans_for_one_revision_the_second_is_told_both_values(deeds: Deeds) -> None:
    first, second = to_end(2027)(now(deeds)), to_end(2030)(now(deeds))
    await deeds.do(first, FIRST)

    with pytest.raises(AgreementError) as refused:
        await deeds.do(second, SECOND)

    problem = refused.value.problem
    assert (problem.reason, problem.field) == (Reason.STALE, "expires")
    assert (problem.value, problem.expected) == ('"2030"', '"2027"')
    assert str(now(deeds).expires) == "2027"


async def test_a_late_plan_can_be_made_anew_and_keeps_what_others_changed(deeds: Deeds) -> None:
    late = to_end(2030)(now(deeds))
    await deeds.do(amending(now(deeds), now(deeds).changed(binding=False)), FIRST)

    await deeds.do(late.rebased(now(deeds)), SECOND)

    assert now(deeds).binding is False
    assert str(now(deeds).expires) == "2030"


async def test_a_plan_survives_being_kept_as_text(deeds: Deeds) -> None:
    plan = to_end(2027)(now(deeds))

    assert plan_in(plan_as_text(plan)) == plan


async def test_a_removed_record_is_not_found_by_asking_but_can_be_brought_back(
    deeds: Deeds,
) -> None:
    await deeds.do(removing(now(deeds)), FIRST)
    assert deeds.register.get("LA-2022-ICT") is None
    assert deeds.register.ask("Laos", TODAY).found == ()

    await deeds.do(restoring(now(deeds, "la-2022-ict")), FIRST)

    assert deeds.register.get("LA-2022-ICT") is not None


async def test_the_code_of_a_removed_record_stays_taken(deeds: Deeds) -> None:
    await deeds.do(removing(now(deeds)), FIRST)

    assert deeds.is_taken("la-2022-ICT")


async def test_taking_back_an_amendment_gives_back_the_value_before(deeds: Deeds) -> None:
    await deeds.do(to_end(2027)(now(deeds)), FIRST)
    await deeds.do(to_end(2030)(now(deeds)), FIRST)
    last = deeds.last_change("LA-2022-ICT")
    assert last is not None

    saved = await deeds.do(deeds.undoing(last), SECOND)

    assert str(saved.agreement.expires) == "2027"
    assert saved.entry is not None
    assert (saved.entry.deed, saved.entry.takes_back) == (Deed.UNDONE, last.number)


async def test_undoing_again_and_again_goes_back_to_the_beginning(deeds: Deeds) -> None:
    for year in (2027, 2030, 2033):
        await deeds.do(to_end(year)(now(deeds)), FIRST)

    while last := deeds.last_change("LA-2022-ICT"):
        await deeds.do(deeds.undoing(last), FIRST)

    assert now(deeds).removed
    assert now(deeds).changed(removed=False) == LAOS


async def test_a_change_under_somebody_elses_is_not_taken_back(deeds: Deeds) -> None:
    await deeds.do(to_end(2027)(now(deeds)), FIRST)
    mine = deeds.last_change_by(FIRST.user_id)
    assert mine is not None
    await deeds.do(to_end(2030)(now(deeds)), SECOND)

    with pytest.raises(AgreementError) as refused:
        deeds.undoing(mine)

    assert refused.value.problem.field == "expires"


async def test_my_last_change_is_mine_whatever_others_did_since(deeds: Deeds) -> None:
    await deeds.do(to_end(2027)(now(deeds)), FIRST)
    await deeds.do(amending(now(deeds), now(deeds).changed(binding=False)), SECOND)

    mine = deeds.last_change_by(FIRST.user_id)

    assert mine is not None
    assert [change.field for change in mine.changes] == ["expires"]
    assert deeds.last_change_by(3) is None


# -- proposals -----------------------------------------------------------------------------------


async def proposed(proposals: Proposals, plan: Plan) -> Proposal:
    return await proposals.keep(CHANGE, plan.agreement_id, plan_as_text(plan), FIRST, "en")


async def test_an_approved_change_and_its_proposal_that_waits_no_more_are_one_write(
    deeds: Deeds,
) -> None:
    """Taken first and done then, a proposal would be lost with the process between the two."""
    proposals = Proposals(deeds.store, FakeClock())
    proposal = await proposed(proposals, to_end(2027)(now(deeds)))
    writes: list[set[str]] = []
    deeds.store.subscribe(lambda changes: writes.append(set(changes.by_collection)))

    await deeds.do(plan_in(proposal.detail), FIRST, SECOND, proposals.decided(proposal.key))

    assert {"agreements", "audit", "proposals"} <= writes[0]
    assert (len(writes), proposals.all(), now(deeds).revision) == (1, [], 2)


async def test_of_two_who_approve_at_once_one_is_told_that_it_is_decided(deeds: Deeds) -> None:
    proposals = Proposals(deeds.store, FakeClock())
    proposal = await proposed(proposals, to_end(2027)(now(deeds)))
    approvals = (
        deeds.do(plan_in(proposal.detail), FIRST, one, proposals.decided(proposal.key))
        for one in (SECOND, Actor(3, 3, "Official C"))
    )

    results = await asyncio.gather(*approvals, return_exceptions=True)

    assert [type(result) for result in results] == [Saved, ProposalGoneError]
    assert now(deeds).revision == 2


async def test_a_proposal_that_was_decided_meanwhile_does_not_wait_again(deeds: Deeds) -> None:
    proposals = Proposals(deeds.store, FakeClock())
    proposal = await proposed(proposals, to_end(2027)(now(deeds)))
    waiting = await proposals.renew(proposal, "as it is now")
    assert waiting is not None
    assert waiting.detail == "as it is now"

    await proposals.take(proposal.key)

    assert await proposals.renew(proposal, "later") is None
    assert proposals.all() == []
