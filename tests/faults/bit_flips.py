"""One bit of a register file flips: the store must say so, or show exactly what was written."""

from collections.abc import Iterable
from random import Random

from bot.store import CURRENT_SCHEMA, StoreError
from bot.store.compaction import compact_now
from bot.store.opening import read_register
from bot.store.storages import JournalStorage
from bot.store.views import Views
from tests.faults.batches import REGISTER, Batches
from tests.faults.counts import Counts
from tests.faults.simulated_disk import Inode, SimulatedDisk
from tests.faults.workload import COLLECTIONS, Model, job


def written(jobs: int, seed: int = 0, longest: int = 60, compact_after: int = 0) -> bytes:
    """Return the bytes of a register with some jobs in it, some of them in the snapshot."""
    disk = SimulatedDisk()
    batches = Batches(disk)
    for number in range(1, jobs + 1):
        batches.write(job(seed, number, longest))
        if number == compact_after:
            compact_now(batches.register)
    batches.close()
    return bytes(disk.names[str(REGISTER)].seen)


def state_in(content: bytes) -> Model:
    """Return what a register file of these bytes shows; StoreError when it does not open."""
    disk = SimulatedDisk()
    disk.names[str(REGISTER)] = Inode(bytearray(content), content)
    views = Views(JournalStorage(read_register(REGISTER, CURRENT_SCHEMA, disk)))
    return {collection.name: dict(views.of(collection).all()) for collection in COLLECTIONS}


def run_bit_flips(content: bytes, bits: Iterable[int]) -> Counts:
    """Flip each of `bits` alone, counted from the first bit of `content`."""
    counts = Counts()
    right = state_in(content)
    for bit in bits:
        damaged = bytearray(content)
        damaged[bit // 8] ^= 1 << bit % 8
        counts.runs += 1
        try:
            state = state_in(bytes(damaged))
        except StoreError:
            counts.refused += 1
        else:
            counts.wrong += state != right
    return counts


def random_bits(content: bytes, number: int, seed: int = 0) -> list[int]:
    """Return `number` bits of `content` at random."""
    random = Random(seed)
    return [random.randrange(len(content) * 8) for _ in range(number)]
