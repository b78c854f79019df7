"""What a viewer may not see is as if it was not on record: in matches, counts and texts."""

from __future__ import annotations

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.agreements.kinds import Visibility
from bot.replies.answers import reply_to
from bot.search.asking import Desk, everything
from bot.search.conversation import Context
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


#: Questions whose reply tells today that something hidden is there.
LEAKING = {
    "Japan": "status and successor come from the whole register",
    "Finland": "the amendment is told",
    "Peru": "'together' is said where a hidden record has the party",
    "agreement with Peru": "'together' is said where a hidden record has the party",
    "agreements on fisheries": "the number on record counts what is hidden",
    "whaling with Japan": "the nearest is told with its hidden successor",
    "list everything": "a row tells the hidden successor",
    "how many agreements are there": "a row tells the hidden successor",
    "agreements in force": "replaced by what is hidden, it is left out",
    "expired agreements": "replaced by what is hidden, it is listed",
    "which have been replaced": "replaced by what is hidden, it is listed",
    "what did we sign since 2019": "the number on record counts what is hidden",
    "what ends before 2040": "replaced by what is hidden, it is left out",
    "agreements without an owner": "a row tells the hidden successor",
    "latest agreement": "the amendment is told",
    "history of agreements with Japan": "status and successor come from the whole register",
    "compare JP-2017-OPEN and JP-2022-HIDDEN": "status and successor come from the whole register",
    "PE-2020-HIDDEN": "a hidden code is not told to be absent",
    "Zephyrus deal": "the line of a hidden record is told",
    "zephyrus": "the number on record counts what is hidden",
    "zephyrs": "a typing error is corrected to a word of a hidden record",
    "when does the Japan MoU end": "status and successor come from the whole register",
    "what replaces JP-2017-OPEN": "the hidden successor is told with its title",
    "is the Finland agreement in force": "the amendment is told",
    "JP-2017-OPEN": "status and successor come from the whole register",
    "ความตกลงกับเปรู": "'together' is said where a hidden record has the party",
    "help": "the number on record counts what is hidden",
    "asdfgh": "the number on record counts what is hidden",
}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, marks=[pytest.mark.xfail(strict=True, reason=LEAKING[text])])
        if text in LEAKING
        else text
        for text in ASKED
    ],
)
def test_a_reply_is_the_one_of_a_register_without_what_is_hidden(
    mixed: Desk, open_only: Desk, text: str
) -> None:
    assert said(mixed, text, public=True) == said(open_only, text, public=False)
