"""What a viewer may not see is as if it was not on record: in matches, counts and texts."""

from __future__ import annotations

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.agreements.kinds import Visibility
from bot.replies.answers import reply_to
from bot.search.asking import Desk, everything
from bot.search.context import Context
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from tests.conftest import TODAY
from tests.conftest import agreement as record

OPEN: tuple[dict[str, object], ...] = (
    {"id": "JP-2017-OPEN", "title": "Memorandum on posts with Japan", "kind": "mou",
     "signed": "2017-01-01", "expires": "2030-01-01", "scope_areas": ["postal cooperation"],
     "parties": [{"name": "Ministry of Post", "country": "JP", "type": "ministry"}]},
    {"id": "FI-2018-OPEN", "title": "Agreement on cyber security with Finland", "kind": "agreement",
     "signed": "2018-01-01", "expires": "2020-01-01", "scope_areas": ["cyber security"],
     "parties": [{"name": "Ministry of Transport", "country": "FI", "type": "ministry"}]},
)  # fmt: skip
HIDDEN: tuple[dict[str, object], ...] = (
    {"id": "JP-2022-HIDDEN", "title": "Zephyrus memorandum with Japan", "kind": "mou",
     "signed": "2022-01-01", "supersedes": ["JP-2017-OPEN"], "visibility": "private",
     "scope_areas": ["whaling"], "aliases": ["Zephyrus deal"],
     "parties": [{"name": "Ministry of Post", "country": "JP", "type": "ministry"}]},
    {"id": "PE-2020-HIDDEN", "title": "Fisheries agreement with Peru", "kind": "agreement",
     "signed": "2020-01-01", "expires": "2029-01-01", "visibility": "staff",
     "scope_areas": ["fisheries"],
     "parties": [{"name": "Ministry of Fisheries", "country": "PE", "type": "ministry"}]},
    {"id": "FI-2019-HIDDEN", "title": "Secret amendment on cyber security with Finland",
     "kind": "amendment", "signed": "2019-01-01", "expires": "2031-01-01", "visibility": "private",
     "amends": ["FI-2018-OPEN"], "parties": [{"name": "Ministry of Transport", "country": "FI"}]},
)  # fmt: skip


def is_public(agreement: Agreement) -> bool:
    return agreement.visibility is Visibility.PUBLIC


@pytest.fixture(scope="module")
def mixed(vocabulary: Vocabulary) -> Desk:
    return Desk(Holdings(vocabulary, map(record, (*OPEN, *HIDDEN))), LeadTimes())


@pytest.fixture(scope="module")
def open_only(vocabulary: Vocabulary) -> Desk:
    return Desk(Holdings(vocabulary, map(record, OPEN)), LeadTimes())


def said(desk: Desk, text: str, *, public: bool) -> str:
    answer = desk.ask(text, TODAY, allowed=is_public if public else everything)
    return reply_to(answer, desk.view(TODAY)).text


ASKED = (
    "Japan",
    "Finland",
    "Peru",
    "agreement with Peru",
    "agreements on fisheries",
    "whaling with Japan",
    "list everything",
    "how many agreements are there",
    "how many agreements by country",
    "agreements in force",
    "expired agreements",
    "which have been replaced",
    "what did we sign since 2019",
    "what ends before 2040",
    "agreements without an owner",
    "latest agreement",
    "history of agreements with Japan",
    "compare JP-2017-OPEN and JP-2022-HIDDEN",
    "PE-2020-HIDDEN",
    "Zephyrus deal",
    "zephyrus",
    "zephyrs",
    "when does the Japan MoU end",
    "what replaces JP-2017-OPEN",
    "is the Finland agreement in force",
    "JP-2017-OPEN",
    "ความตกลงกับเปรู",
    "help",
    "asdfgh",
)


@pytest.mark.parametrize("text", ASKED)
def test_a_hidden_record_is_never_among_the_matches(mixed: Desk, text: str) -> None:
    answer = mixed.ask(text, TODAY, allowed=is_public)

    told = {match.id for match in answer.matches} | set(answer.undetermined)
    assert not any(i.endswith("HIDDEN") for i in told)


def test_a_hidden_record_is_never_counted(mixed: Desk) -> None:
    assert mixed.ask("how many agreements are there", TODAY, allowed=is_public).total == 2
    assert mixed.ask("how many agreements are there", TODAY).total == 5
    groups = dict(mixed.ask("agreements by country", TODAY, allowed=is_public).groups)
    assert groups == {"JP": 1, "FI": 1}


def test_a_follow_up_does_not_bring_a_hidden_record_back(mixed: Desk) -> None:
    told = Context.after(mixed.ask("list everything", TODAY))
    for text in (
        "all of them",
        "the first one",
        "which of them are in force",
        "when was it signed",
    ):
        answer = mixed.ask(text, TODAY, context=told, allowed=is_public)
        assert not any(match.id.endswith("HIDDEN") for match in answer.matches)


def test_who_may_see_everything_does(mixed: Desk) -> None:
    assert mixed.ask("Peru", TODAY).focus == "PE-2020-HIDDEN"
    assert mixed.ask("Zephyrus deal", TODAY).focus == "JP-2022-HIDDEN"


@pytest.mark.parametrize("text", ASKED)
def test_a_reply_is_the_one_of_a_register_without_what_is_hidden(
    mixed: Desk, open_only: Desk, text: str
) -> None:
    assert said(mixed, text, public=True) == said(open_only, text, public=False)
