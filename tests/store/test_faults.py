"""The fault runs in short, and that each of them finds a store that is broken on purpose.

The long runs: python -m tests.faults
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.bit_flips import random_bits, run_bit_flips, written
from tests.faults.broken import KILLED_WHEN_BROKEN, patches
from tests.faults.busy_cuts import run_busy_cuts
from tests.faults.counts import Counts, total, until_found
from tests.faults.every_call import every_call
from tests.faults.killer import Killer
from tests.faults.power_cuts import power_cuts
from tests.faults.two_writers import two_processes, two_threads
from tests.faults.upkeep_faults import upkeep_faults

#: Of what is broken on purpose each so-manieth fault is enough: all kinds of it meet all calls.
STEP = 5
#: Of one test; there are fifty.
KILLS = 10

Break = Callable[[str], None]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Break the store in a way that has a name, for the time of one test."""

    def break_it(name: str) -> None:
        for owner, attribute, replacement in patches(name):
            monkeypatch.setattr(owner, attribute, replacement)

    return break_it


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Killer]:
    """What kills offices at work; getting ready costs as much as ten kills."""
    with Killer(tmp_path_factory.mktemp("kills")) as ready:
        yield ready


@pytest.mark.parametrize("seed", range(0, 50, KILLS))
def test_a_killed_process_loses_nothing_it_acknowledged(killer: Killer, seed: int) -> None:
    counts = killer.kill(seed, KILLS)
    assert counts.good, counts
    assert counts.acknowledged > 0


def test_a_power_cut_at_any_call_loses_nothing_acknowledged() -> None:
    counts = total(power_cuts(range(2), outcomes=2))
    assert counts.good, counts
    assert counts.reported > 0


def test_a_power_cut_while_jobs_are_in_flight_and_the_file_is_rewritten_loses_nothing() -> None:
    counts = run_busy_cuts(range(40))
    assert counts.good, counts
    assert counts.acknowledged > 0


def test_a_fault_at_any_call_breaks_no_promise() -> None:
    counts = total(every_call(range(1)))
    assert counts.good, counts


def test_a_fault_at_any_call_of_an_operators_task_breaks_no_promise() -> None:
    counts = total(upkeep_faults())
    assert counts.good, counts


def test_every_single_flipped_bit_is_noticed() -> None:
    content = written(jobs=5, compact_after=3)
    counts = run_bit_flips(content, range(8 * len(content)))
    assert (counts.wrong, counts.refused) == (0, counts.runs)


def test_flipped_bits_of_a_larger_register_are_noticed() -> None:
    content = written(jobs=400, longest=2_000, compact_after=300)
    counts = run_bit_flips(content, random_bits(content, 200))
    assert (counts.wrong, counts.refused) == (0, counts.runs)


def test_a_second_process_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    counts = two_processes(tmp_path / "register")
    assert counts.good, counts
    assert counts.refused == 1


def test_other_threads_are_refused_and_harm_nothing(tmp_path: Path) -> None:
    counts = two_threads(tmp_path / "register")
    assert counts.good, counts
    assert (counts.acknowledged, counts.refused) == (25, 75)


def cuts() -> Counts:
    return until_found(power_cuts(range(1), outcomes=2))


def faults() -> Counts:
    return until_found(every_call(range(1), STEP))


@pytest.mark.parametrize(
    ("name", "run"),
    [
        ("no fsync", cuts),
        ("no directory fsync", cuts),
        ("frame per write", cuts),
        ("acknowledged before written", cuts),
        ("shown before written", faults),
        ("flush tried again", faults),
        ("unfinished line left", faults),
    ],
)
def test_a_broken_store_does_not_pass(broken: Break, name: str, run: Callable[[], Counts]) -> None:
    broken(name)
    counts = run()
    assert not counts.good, counts


def test_a_store_without_checksums_does_not_pass_the_flipped_bits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = written(jobs=5, compact_after=3)
    monkeypatch.setattr(
        "bot.store.scanning.payload_of", lambda line: line.rstrip(b"\n").split(b" ", 2)[-1]
    )
    monkeypatch.setattr("bot.store.reading.crc32", lambda *_: _footer_checksum(content))
    assert run_bit_flips(content, range(0, 8 * len(content), STEP)).wrong > 0


def _footer_checksum(content: bytes) -> int:
    return int(content.split(b'"checksum":')[1].split(b"}")[0])


@pytest.mark.parametrize("name", KILLED_WHEN_BROKEN)
def test_a_register_that_breaks_its_promise_does_not_pass_the_kills(
    killer: Killer, name: str
) -> None:
    counts = killer.kill(0, 60, name)
    assert not counts.good, counts


def test_a_store_without_a_lock_does_not_pass_two_processes(tmp_path: Path) -> None:
    assert not two_processes(tmp_path / "register", "no lock").good


def test_a_store_open_to_any_thread_does_not_pass_the_threads(
    tmp_path: Path, broken: Break
) -> None:
    broken("any thread")
    assert any(not two_threads(tmp_path / f"register-{n}").good for n in range(5))
