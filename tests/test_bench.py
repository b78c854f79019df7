"""That the measuring measures: on thirty agreements, and on searchers broken on purpose."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from time import thread_time
from typing import Any

import pytest

from bot.agreements.agreement import Agreement
from bot.agreements.deadlines import LeadTimes
from bot.agreements.record_writing import write_line
from bot.search.answer import Answer
from bot.search.asking import Desk
from bot.search.holdings import Holdings
from bot.search.vocabulary import Vocabulary
from tests.bench import quality
from tests.bench.__main__ import NO_FOLDER, main
from tests.bench.asked import Asked, timed
from tests.bench.folder import FolderError, Query, Register, read_folder
from tests.bench.latency import tables_of
from tests.bench.made_up_agreements import made_up_agreements
from tests.bench.one_register import OneRegister, measure
from tests.bench.own_bank import score_table
from tests.bench.peers import FTS5_WORDS, WRATIO, Method, Searcher
from tests.bench.quality import DeskSearcher, judged, measured, quality_tables, sanya, told_table
from tests.bench.question_bank import BANK, read_bank
from tests.bench.question_bank import measure as measure_bank
from tests.bench.tables import percentile

THIRTY = 30
TITLE, PARTY = "title", "party+subject"


@pytest.fixture(scope="module")
def thirty(vocabulary: Vocabulary) -> list[Agreement]:
    return made_up_agreements(vocabulary, THIRTY)


@pytest.fixture(scope="module")
def folder(thirty: list[Agreement], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one register and questions whose answers are known by construction."""
    path = tmp_path_factory.mktemp("folder")
    records = "".join(write_line(agreement) + "\n" for agreement in thirty)
    (path / "office-records.jsonl").write_text(records, "utf-8")
    questions = [title_question(agreement) for agreement in thirty]
    questions += [country_question(thirty, country) for country in sorted(countries(thirty))]
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    (path / "office-queries.jsonl").write_text(lines, "utf-8")
    return path


def title_question(agreement: Agreement) -> dict[str, Any]:
    text = agreement.title.in_language("en").replace("concerning", "about")
    return {"id": f"t-{agreement.id}", "text": text, "kind": TITLE, "targets": [agreement.id]}


def countries(agreements: Sequence[Agreement]) -> set[str]:
    """Return the countries that have two agreements or more."""
    each = [c for a in agreements for c in a.countries if c != "TH"]
    return {country for country in each if each.count(country) > 1}


def country_question(agreements: Sequence[Agreement], country: str) -> dict[str, Any]:
    parties = [p for a in agreements for p in a.parties if p.country == country]
    name = next((p.name.en for p in parties if p.type == "state"), country)
    targets = [a.id for a in agreements if country in a.countries]
    text = f"which agreements do we have with {name}?"
    return {"id": f"p-{country}", "text": text, "kind": PARTY, "targets": targets}


@pytest.fixture(scope="module")
def register(folder: Path) -> Register:
    return read_folder(folder)[0]


class Backwards:
    """A searcher broken on purpose: what fits worst comes first."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def search(self, text: str) -> list[str]:
        return self._searcher.search(text)[::-1]


class SlowDesk(Desk):
    """A desk that wastes two milliseconds on each question."""

    def ask(self, text: str, today: date, **more: Any) -> Answer:
        until = thread_time() + 0.002
        while thread_time() < until:
            pass
        return super().ask(text, today, **more)


class DeafDesk(Desk):
    """A desk that hears the same question whatever is asked."""

    def ask(self, text: str, today: date, **more: Any) -> Answer:
        return super().ask("when does the agreement with Japan end?", today, **more)


def test_sanya_finds_almost_every_title_of_a_small_register(
    register: Register, vocabulary: Vocabulary
) -> None:
    result = measured(sanya(vocabulary), register.agreements, register.queries)

    assert result.by_kind[TITLE].first > 0.9
    assert len(result.milliseconds) == len(register.queries)


def test_a_searcher_broken_on_purpose_scores_worse(
    register: Register, vocabulary: Vocabulary
) -> None:
    whole = sanya(vocabulary)
    broken = Method("broken", lambda agreements: Backwards(whole.build(agreements)))

    good = measured(whole, register.agreements, register.queries).by_kind[TITLE]
    bad = measured(broken, register.agreements, register.queries).by_kind[TITLE]

    assert bad.first < good.first / 2
    assert bad.within_ten == good.within_ten


@pytest.mark.parametrize("method", [WRATIO, FTS5_WORDS], ids=lambda method: method.name)
def test_a_peer_finds_most_titles_too_so_that_it_is_no_straw_man(
    register: Register, method: Method
) -> None:
    result = measured(method, register.agreements, register.queries)

    assert result.by_kind[TITLE].within_ten > 0.8


def test_several_right_answers_are_judged_by_their_share() -> None:
    query = Query("q", "", PARTY, frozenset("abcd"))

    assert judged(query, ["x", "a", "b"]).share == 0.5
    assert judged(query, ["x", "a", "b"]).first == 0
    assert judged(query, [*"xyzuvwrstq", "a"]).within_ten == 0


def test_kinds_with_several_right_answers_have_a_column_of_their_own(
    register: Register, vocabulary: Vocabulary
) -> None:
    table, _ = quality_tables(register, vocabulary)
    headings = [column.heading for column in table.columns]

    assert headings[1:4] == ["party+subject share", "title 1st", "in 10"]
    assert [row[0] for row in table.rows][:2] == ["Sanya", "rapidfuzz WRatio per title"]


def test_a_package_that_is_not_installed_is_told_and_stops_nothing(
    register: Register, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = Method("absent peer", FTS5_WORDS.build, ("no_package_of_this_name",))
    monkeypatch.setattr(quality, "PEERS", (absent,))

    table, _ = quality_tables(register, vocabulary)

    assert [row[0] for row in table.rows] == ["Sanya"]
    assert "absent peer: no_package_of_this_name is not installed" in table.notes


def test_what_was_told_adds_up_to_all_questions(register: Register, vocabulary: Vocabulary) -> None:
    for row in told_table(register, vocabulary).rows:
        assert sum(share for share in row[1:] if isinstance(share, float)) == pytest.approx(1)


def test_speed_is_measured_for_every_question_and_beside_peers(
    folder: Path, register: Register, vocabulary: Vocabulary
) -> None:
    mix = [Asked(query.id, query.text, "office") for query in register.queries]

    result = measure(folder / "office-records.jsonl", vocabulary, mix, rounds=2)
    speed, sources, beside = tables_of([("office", json_of(result))])

    assert len(result.usual) == len(result.first) == len(mix)
    p50, p95, p99, slowest = (cell for cell in speed.rows[0][2:6] if isinstance(cell, float))
    assert 0 < p50 <= p95 <= p99 <= slowest
    assert sources.rows[0][:3] == ["office, 30", "office", len(mix)]
    assert [row[4] for row in beside.rows] == [WRATIO.name, FTS5_WORDS.name]
    assert "rapidfuzz" in beside.as_text()


def json_of(result: OneRegister) -> dict[str, Any]:
    """Return what the process of one register prints."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(result)))
    return plain


def test_time_lost_in_answering_shows(
    thirty: list[Agreement], register: Register, vocabulary: Vocabulary
) -> None:
    mix = [Asked(query.id, query.text, "office") for query in register.queries[:10]]

    slow = timed(SlowDesk(Holdings(vocabulary, thirty), LeadTimes()), mix, rounds=2)

    assert min(slow.usual) >= 2
    assert min(slow.first) >= 2


def test_a_desk_that_does_not_listen_fails_the_bank(
    desk: Desk, starter: tuple[Agreement, ...], vocabulary: Vocabulary
) -> None:
    lines = [line for line in read_bank(BANK) if not line.get("after")][:40]
    deaf = DeafDesk(Holdings(vocabulary, starter), LeadTimes())

    good = score_table(measure_bank(desk, lines).verdicts).rows[0]
    bad = score_table(measure_bank(deaf, lines).verdicts).rows[0]

    assert isinstance(good[2], float)
    assert isinstance(bad[2], float)
    assert good[2] > 0.8
    assert bad[2] < 0.4


def test_what_was_kept_aside_follows_up_on_nothing_else() -> None:
    aside = [line for line in read_bank(BANK) if line.get("aside")]

    assert aside
    assert {line["after"] for line in aside if line.get("after")} <= {line["id"] for line in aside}


def test_made_up_agreements_are_distinct_and_the_same_every_time(vocabulary: Vocabulary) -> None:
    some = made_up_agreements(vocabulary, 300)

    assert some[:100] == made_up_agreements(vocabulary, 100)
    assert len({agreement.title for agreement in some}) == len(some)
    assert {bool(agreement.title.th) for agreement in some} == {True, False}


def test_the_command_measures_a_folder_and_writes_its_numbers(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = tmp_path / "numbers.json"

    status = main(["quality", "--folder", str(folder), "--json", str(numbers)])

    tables = json.loads(numbers.read_text("utf-8"))["tables"]
    assert status == 0
    assert "Quality on office: 30 agreements" in capsys.readouterr().out
    assert tables[0]["rows"][0]["title 1st"] > 0.9


def test_without_a_folder_quality_is_left_out_with_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["quality"]) == 0
    assert NO_FOLDER in capsys.readouterr().out


def test_a_question_about_a_record_that_is_not_there_is_refused(
    folder: Path, tmp_path: Path
) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    wrong = {"id": "w", "text": "?", "kind": TITLE, "targets": ["XX-1999-NOTHING"]}
    (tmp_path / "office-queries-more.jsonl").write_text(json.dumps(wrong), "utf-8")

    with pytest.raises(FolderError, match="question w asks for XX-1999-NOTHING"):
        read_folder(tmp_path)


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.95) == 4


def test_the_searcher_hands_over_what_a_program_gets(
    thirty: list[Agreement], vocabulary: Vocabulary
) -> None:
    searcher = DeskSearcher(Desk(Holdings(vocabulary, thirty), LeadTimes()))

    assert searcher.search(thirty[0].id)[0] == thirty[0].id
