"""Makes bad input out of good: bytes flipped, cut, doubled, and pieces that hurt put in."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

#: Pieces that parsers trip over.
PIECES: tuple[bytes, ...] = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b'"', b"'", b"[" * 50, b"{" * 50, b"9" * 40,
    b"-1", b"1e309", b"NaN", b"null", b"|", b"~", b"<b>", b"&amp;", b"</a>", b"=cmd()", b"../",
    "\u202e".encode(), "🏛".encode(), "ำ".encode(), "๙".encode() * 20, "ß".encode(), "İ".encode(),
    " ระหว่าง ".encode(), b" to ", b" except ", b" 2570 ", b" 31/02/2026 ",
)  # fmt: skip


def mutated(seeds: Sequence[bytes], random: Random) -> bytes:
    """Return a seed with one to eight things done to it."""
    data = bytearray(random.choice(seeds))
    for _ in range(random.randint(1, 8)):
        at = random.randint(0, len(data))
        match random.randrange(6):
            case 0 if data:
                data[at % len(data)] = random.randrange(256)
            case 1:
                del data[at : at + random.randint(1, 8)]
            case 2:
                data[at:at] = random.choice(PIECES)
            case 3:
                end = min(len(data), at + random.randint(1, 32))
                data[at:at] = data[at:end] * random.randint(1, 4)
            case 4:
                other = random.choice(seeds)
                data[at:] = other[random.randint(0, len(other)) :]
            case _:
                data[at:at] = random.randbytes(random.randint(1, 4))
    return bytes(data[:200_000])
