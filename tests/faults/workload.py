"""Jobs that are known by their number: what job 7 of seed 3 does is the same everywhere.

So a test that knows which jobs were acknowledged knows what a register must hold, byte for byte,
and a register tells by its own `progress` row which job was its last.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import TypeAlias

from bot.store import Collection, Store, Transaction

Model: TypeAlias = dict[str, dict[str, "Note"]]


@dataclass(frozen=True)
class Note:
    """A small value with text of any length and script."""

    number: int
    text: str


def _collection(name: str) -> Collection[Note]:
    return Collection(
        name,
        encode=lambda note: {"number": note.number, "text": note.text},
        decode=lambda row: Note(int(str(row["number"])), str(row["text"])),
    )


NOTES = _collection("notes")
AUDIT = _collection("audit")
PROGRESS = _collection("progress")
COLLECTIONS = (NOTES, AUDIT, PROGRESS)

WORDS = (
    "agreement ",
    "สัญญา ",
    "memorandum\n",
    "覚書 ",
    '"quoted" ',
    "\u2028 line ",
    "\x00 nought ",
)


@dataclass(frozen=True)
class Step:
    """One change of one row; None removes it."""

    collection: Collection[Note]
    key: str
    note: Note | None


@lru_cache(maxsize=20_000)
def steps(seed: int, number: int, longest: int = 3_000) -> tuple[Step, ...]:
    """Return what job `number` (from 1) changes; `longest` bounds a note's text in bytes."""
    random = Random(f"{seed}/{number}")
    changed = []
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        key = f"N-{random.randrange(40)}"
        removed = random.random() < 0.15
        changed.append(Step(NOTES, key, None if removed else _note(random, number, longest)))
    if random.random() < 0.3:
        changed.append(Step(AUDIT, f"{number:06}", _note(random, number, 80)))
    return (*changed, Step(PROGRESS, "last", Note(number, "")))


def _note(random: Random, number: int, longest: int) -> Note:
    word = random.choice(WORDS)
    times = random.randrange(1 + longest // len(word.encode()))
    return Note(number, word * (times if random.random() < 0.3 else times // 8))


def job(seed: int, number: int, longest: int = 3_000) -> Callable[[Transaction], int]:
    """Return job `number`; it returns its number."""

    def run(transaction: Transaction) -> int:
        for step in steps(seed, number, longest):
            if step.note is None:
                transaction.delete(step.collection, step.key)
            else:
                transaction.put(step.collection, step.key, step.note)
        return number

    return run


def model(seed: int, numbers: Iterable[int], longest: int = 3_000) -> Model:
    """Return the state after the jobs `numbers`."""
    state: Model = {collection.name: {} for collection in COLLECTIONS}
    for number in numbers:
        follow(state, seed, number, longest)
    return state


def follow(state: Model, seed: int, number: int, longest: int = 3_000) -> None:
    """Let job `number` happen to `state`."""
    for step in steps(seed, number, longest):
        if step.note is None:
            state[step.collection.name].pop(step.key, None)
        else:
            state[step.collection.name][step.key] = step.note


def state_of(store: Store) -> Model:
    """Return everything `store` shows."""
    return {collection.name: dict(store.items(collection)) for collection in COLLECTIONS}


def last_job(state: Model) -> int:
    """Return the number of the last job in `state`, 0 for none."""
    note = state["progress"].get("last")
    return 0 if note is None else note.number
