r"""One line of a register file: checksum, length, JSON; knows bytes, not files.

A line is `crc32 length payload\n`: the checksum as eight small hexadecimal digits over everything
between it and the line end, the length in bytes, the payload one JSON value in UTF-8. JSON
escapes line ends, so a line end in the file is always the end of a frame.
"""

import json
from typing import Any
from zlib import crc32

CHECKSUM_LENGTH = 8
LINE_END = b"\n"

_encode = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=True
).encode


class BadFrameError(ValueError):
    """The bytes are not a frame; the text says what is wrong with them."""


def json_bytes(value: Any) -> bytes:
    """Return `value` as compact UTF-8 JSON; ValueError or TypeError where JSON has no word."""
    return _encode(value).encode("utf-8")


def framed(payload: bytes) -> bytes:
    """Return the whole line that holds `payload`."""
    body = b"%d %b" % (len(payload), payload)
    return b"%08x %b\n" % (crc32(body), body)


def payload_of(line: bytes) -> bytes:
    """Return the payload of a whole line; BadFrameError when a single bit of it is wrong.

    The checksum is compared as text, so that `A` in place of `a` is damage too.
    """
    if not line.endswith(LINE_END):
        raise BadFrameError("the line does not end")
    body = line[CHECKSUM_LENGTH + 1 : -1]
    if line[: CHECKSUM_LENGTH + 1] != b"%08x " % crc32(body):
        raise BadFrameError("the checksum does not fit the line")
    length, _, payload = body.partition(b" ")
    if length != b"%d" % len(payload):
        raise BadFrameError("the length does not fit the line")
    return payload


def declared_size(start: bytes) -> int | None:
    """Return how many bytes the frame that begins with `start` should have, line end included.

    None when the beginning is too short or too broken to tell.
    """
    digits, space, _ = start[CHECKSUM_LENGTH + 1 : CHECKSUM_LENGTH + 22].partition(b" ")
    if not space or not digits.isdigit():
        return None
    return CHECKSUM_LENGTH + 1 + len(digits) + 1 + int(digits) + len(LINE_END)
