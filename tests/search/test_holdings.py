"""Search kept in step with the register: an edit counts at once, and equals a fresh start."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.search.asking import Desk
from bot.search.holdings import CHANGES_REMEMBERED, Holdings
from bot.search.normal_form import normal_text
from bot.search.scores import Scores
from bot.search.vocabulary import Vocabulary
from bot.search.words import stems_of
from tests.conftest import TODAY, agreement

TITLES = (
    "Memorandum on posts with Japan",
    "Agreement on 5G and cyber security with Finland",
    "บันทึกความเข้าใจด้านไปรษณีย์กับลาว",
    "Zephyrus protocol",
)
COUNTRIES = ("JP", "FI", "LA", "KR")
QUESTIONS = (
    "agreements with Japan",
    "cyber security",
    "ความตกลงด้านไปรษณีย์",
    "zephyrus",
    "zephyrs",
    "when does the Finland one expire",
    "agreements in force",
    "what did we sign in 2022",
    "how many agreements by country",
    "A-1",
    "second name",
    "which were replaced",
    "all agreements, oldest first",
    "what is the newest agreement",
    "which agreement lasts the longest",
)
Change = tuple[str, int, int, int, str]
changes = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "put", "drop", "remove"]),
        st.integers(0, 5),
        st.integers(0, len(TITLES) - 1),
        st.integers(0, len(COUNTRIES) - 1),
        st.sampled_from(["2018", "2022-08", "2022-08-05"]),
    ),
    max_size=25,
)


def record(change: Change) -> Agreement:
    """Return the record that a change puts in place."""
    _, number, title, country, signed = change
    return agreement(
        {
            "id": f"A-{number}",
            "title": TITLES[title],
            "kind": "mou" if title % 2 else "agreement",
            "signed": signed,
            "term": {"kind": "fixed", "months": 60} if country % 2 else None,
            "parties": [{"name": "A ministry", "country": COUNTRIES[country]}],
            "scope_areas": ["cyber security"] if title == 1 else ["postal cooperation"],
            "supersedes": [f"A-{number - 1}"] if number and country == 0 else [],
            "aliases": ["second name"] if title == 3 else [],
        }
    )


def applied(holdings: Holdings, steps: list[Change]) -> None:
    """Apply changes to holdings, one after another."""
    for step in steps:
        if step[0] == "drop":
            holdings.drop(f"A-{step[1]}")
        elif step[0] == "remove":
            holdings.put(record(step).changed(removed=True))
        else:
            holdings.put(record(step))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=changes)
def test_holdings_changed_step_by_step_answer_like_holdings_built_anew(
    vocabulary: Vocabulary, steps: list[Change]
) -> None:
    changed = Holdings(vocabulary)
    desk = Desk(changed, LeadTimes())
    middle = len(steps) // 2
    for half in (steps[:middle], steps[middle:]):
        applied(changed, half)
        # Asking in between fills every memory that a later change must outlive.
        answers = [desk.ask(text, TODAY) for text in QUESTIONS]
    anew = Desk(Holdings(vocabulary, tuple(changed)), LeadTimes())

    answered_anew = [anew.ask(text, TODAY) for text in QUESTIONS]
    assert answers == answered_anew
    assert [a.matches for a in answers] == [a.matches for a in answered_anew]


def holding_one_by_one(holdings: Holdings, terms: Iterable[str], least: int) -> set[str]:
    """Return the ids of the records that hold at least so many terms, by looking into each."""
    each = {a.id: holdings.index.features_of(a.id) for a in holdings}
    return {
        i for i, held in each.items() if held and sum(t in held.weights for t in terms) >= least
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=changes)
def test_the_index_changed_step_by_step_ranks_like_one_built_anew(
    vocabulary: Vocabulary, steps: list[Change]
) -> None:
    changed = Holdings(vocabulary)
    applied(changed, steps)
    anew = Holdings(vocabulary, tuple(changed))
    terms = {"cyber": 1.0, "post": 0.5, "@JP": 1.0, "zephyru": 2.0, "2022": 1.0}

    assert Scores(changed.index, terms).best(10) == Scores(anew.index, terms).best(10)
    for least in range(1, len(terms) + 1):
        assert set(changed.index.holding(terms, least)) == holding_one_by_one(changed, terms, least)
    assert set(changed.index.terms()) == set(anew.index.terms())
    assert len(changed.index) == len(anew.index) == len(changed)
    for country in COUNTRIES:
        assert changed.index.with_party(country) == anew.index.with_party(country)


def test_many_edits_of_one_record_leave_one_record(vocabulary: Vocabulary) -> None:
    holdings = Holdings(vocabulary)
    for number in range(300):
        holdings.put(record(("put", 1, number % 4, number % 4, "2022")))

    assert len(holdings) == len(holdings.index) == 1
    assert [i for i, _ in Scores(holdings.index, {"@KR": 1.0, "zephyru": 1.0}).best(9)] == ["A-1"]


def test_a_new_record_is_found_at_once(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-1", "title": "Memorandum on posts with Japan"})
    assert desk.ask("agreement with Finland", TODAY).found == ()

    desk.holdings.put(agreement({"id": "A-2", "parties": [{"name": "Finland", "country": "FI"}]}))

    assert desk.ask("agreement with Finland", TODAY).focus == "A-2"


def test_an_edit_counts_at_once(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-1", "title": "Text with Japan", "signed": "2018", "expires": "2020"})
    assert [m.id for m in desk.ask("expired agreements", TODAY).found] == ["A-1"]

    desk.holdings.put(
        agreement({"id": "A-1", "title": "Text with Finland", "signed": "2018", "expires": "2030"})
    )

    assert desk.ask("expired agreements", TODAY).found == ()
    assert [m.id for m in desk.ask("agreements in force", TODAY).found] == ["A-1"]
    assert desk.ask("agreement with Japan", TODAY).found == ()
    assert desk.ask("text with Finland", TODAY).focus == "A-1"


def test_a_removed_record_is_gone(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-1", "title": "Zephyrus text", "aliases": ["the wind paper"]})
    kept = desk.holdings.agreements["A-1"]
    desk.holdings.put(kept.changed(removed=True))

    for text in ("A-1", "zephyrus", "the wind paper", "list everything"):
        answer = desk.ask(text, TODAY)
        assert answer.matches == ()
        assert answer.total == 0
    assert desk.holdings.id_like("a-1") is None


def test_a_removed_record_comes_back_as_it_was(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-1", "title": "Zephyrus text"})
    kept = desk.holdings.agreements["A-1"]
    desk.holdings.put(kept.changed(removed=True))
    desk.holdings.put(kept)

    assert desk.ask("zephyrus", TODAY).focus == "A-1"


def test_dropping_an_unknown_record_does_nothing(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-1"})
    desk.holdings.drop("B-2")

    assert len(desk.holdings) == 1


def test_an_alias_of_two_records_stays_while_one_has_it(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "A-1", "title": "First", "aliases": ["Zephyrus Deal"]},
        {"id": "A-2", "title": "Second", "aliases": ["Zephyrus Deal"]},
    )
    desk.holdings.drop("A-1")

    assert desk.ask("Zephyrus Deal", TODAY).focus == "A-2"


def test_a_successor_that_goes_gives_its_predecessor_back(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(
        {"id": "A-1", "signed": "2018", "expires": "2030"},
        {"id": "A-2", "signed": "2022", "supersedes": ["A-1"]},
    )
    assert "A-1" in {m.id for m in desk.ask("which have been replaced", TODAY).found}

    desk.holdings.drop("A-2")

    assert desk.ask("which have been replaced", TODAY).found == ()
    assert desk.view(TODAY).facts(desk.holdings.agreements["A-1"]).replaced_by == ()


def test_a_later_amendment_is_known_of_the_text_it_amends(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "A-1", "signed": "2018", "expires": "2030"})
    before = desk.holdings.agreements["A-1"]
    assert desk.view(TODAY).facts(before).amended_by == ()

    desk.holdings.put(agreement({"id": "A-2", "signed": "2022", "amends": ["A-1"]}))

    assert desk.view(TODAY).facts(before).amended_by == ("A-2",)


def test_of_two_codes_that_differ_in_capitals_one_may_go(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of({"id": "JP-2022-ICT"}, {"id": "jp-2022-ict"})
    desk.holdings.drop("jp-2022-ict")

    assert desk.ask("JP-2022-ICT", TODAY).focus == "JP-2022-ICT"


def test_a_code_is_found_in_any_case(desk: Desk) -> None:
    for typed in ("JP-2022-ICT", "jp-2022-ict", "Jp-2022-Ict", "ＪＰ-2022-ICT", "jp–2022–ict"):
        assert desk.ask(f"{typed}?", TODAY).focus == "JP-2022-ICT"


def test_the_day_counts_in_the_answer_not_the_day_of_an_earlier_question(
    desk_of: Callable[..., Desk],
) -> None:
    desk = desk_of({"id": "A-1", "signed": "2020-01-01", "expires": "2026-12-31"})
    for year, ended in ((2026, False), (2027, True), (2026, False)):
        answer = desk.ask("expired agreements", TODAY.replace(year=year))
        assert bool(answer.found) is ended


def test_after_more_changes_than_are_remembered_nothing_old_is_told(
    desk_of: Callable[..., Desk],
) -> None:
    desk = desk_of({"id": "A-1", "signed": "2018", "expires": "2030"})
    assert desk.ask("agreements in force", TODAY).ids == ("A-1",)
    since = desk.holdings.version

    desk.holdings.put(agreement({"id": "A-1", "signed": "2018", "expires": "2020"}))
    for _ in range(CHANGES_REMEMBERED):
        desk.holdings.put(agreement({"id": "A-2", "kind": "talks"}))

    assert desk.holdings.changed_since(since) is None
    assert desk.ask("agreements in force", TODAY).ids == ()


def test_changes_tell_the_record_and_those_it_replaces_or_amends(
    desk_of: Callable[..., Desk],
) -> None:
    holdings = desk_of({"id": "A-1"}, {"id": "A-2"}, {"id": "A-3"}).holdings
    since = holdings.version

    holdings.put(agreement({"id": "A-4", "supersedes": ["A-1"], "amends": ["A-2"]}))

    assert holdings.changed_since(since) == {"A-4", "A-1", "A-2"}
    assert holdings.changed_since(holdings.version) == set()


def test_a_text_known_as_an_mou_is_called_a_memorandum_too(desk: Desk) -> None:
    answer = desk.ask("when does the call centre memorandum end", TODAY)
    assert answer.ids == ("KH-2022-SCAM",)


def test_a_text_called_by_its_own_name_is_meant_though_another_replaced_it(desk: Desk) -> None:
    assert desk.ask("when does the Singapore ICT MoU end", TODAY).ids == ("SG-2019-ICT",)


@pytest.mark.parametrize(
    ("american", "british"), [("call centers", "call centre"), ("digitization", "digitisation")]
)
def test_american_and_british_spelling_are_one(american: str, british: str) -> None:
    assert stems_of(normal_text(american)) == stems_of(normal_text(british))
