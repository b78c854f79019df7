"""Reads a file in a process of its own, so that no file can harm the one that serves people.

Why a process: a workbook is unpacked by a library in another language, and a file made to harm
could make it ask for more memory than there is, which ends the whole process. A child with a
bound on memory and time may end so; it has no token, no register and no network to lose. It also
never holds up the event loop: the parent only takes rows over, one line at a time.

The protocol: the parent writes one line of JSON (name and limits) and the file; the child writes
a line for the form, then one for each sheet and row, then the end; or one with its refusal.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import IO, Any

from bot.importing.grids import Area, Cell, CellError, FileForm, Grid, RawFile, Row
from bot.importing.limits import Limits
from bot.importing.reading import Reading, understood
from bot.importing.refusals import FileRefused, Refusal

#: The parent gives up after this many times the child's own bound (it may have to wait its turn).
_PATIENCE = 3
#: The smallest addition to the environment under which the child finds this package.
_ROOT = str(Path(__file__).resolve().parents[2])


def read_apart(data: bytes, name: str, limits: Limits | None = None) -> Reading:
    """Read a file in a process of its own; to be called in a thread. Raises FileRefused."""
    limits = limits or Limits()
    if len(data) > limits.bytes_given:
        size, most = -(-len(data) // 1_000_000), limits.bytes_given // 1_000_000
        raise FileRefused(Refusal.TOO_BIG, size=size, most=most)
    return understood(_raw_apart(data, name, limits), name)


def _raw_apart(data: bytes, name: str, limits: Limits) -> RawFile:
    child = subprocess.Popen(  # this interpreter and this module, no shell
        [sys.executable, "-X", "utf8", "-m", "bot.importing.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    timer = threading.Timer(limits.seconds * _PATIENCE, child.kill)
    with child, contextlib.ExitStack() as at_end:
        at_end.callback(child.kill)
        timer.start()
        at_end.callback(timer.cancel)
        assert child.stdin is not None  # noqa: S101  # PIPE was asked for
        assert child.stdout is not None  # noqa: S101  # as above
        feeder = threading.Thread(target=_feed, args=(child.stdin, data, name, limits))
        feeder.start()
        at_end.callback(feeder.join)
        return _taken_over(child.stdout)


def _environment() -> dict[str, str]:
    """Return what the child may know: where the package is, and nothing of the bot's settings."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")}
    return kept | {"PYTHONPATH": _ROOT}


def _feed(stream: IO[bytes], data: bytes, name: str, limits: Limits) -> None:
    head = json.dumps({"name": name, "limits": asdict(limits)})
    with contextlib.suppress(BrokenPipeError, OSError), stream:
        stream.write(head.encode() + b"\n")
        stream.write(data)


def _taken_over(stream: IO[bytes]) -> RawFile:
    """Put together what the child tells. Raises FileRefused for its refusal or its death."""
    form: FileForm | None = None
    grids: list[tuple[dict[str, Any], list[Row]]] = []
    lines: list[tuple[int, str]] = []
    for told in _told(stream):
        match told:
            case {"refused": reason, "values": values}:
                raise FileRefused(Refusal(reason), **values)
            case {"form": name}:
                form = FileForm(name)
            case {"sheet": _}:
                grids.append((told, []))
            case {"line": [int(number), str(text)]}:
                lines.append((number, text))
            case list(cells):
                grids[-1][1].append(tuple(map(_cell, cells)))
            case {"end": True} if form:
                return RawFile(form, tuple(_grid(*grid) for grid in grids), tuple(lines))
    raise FileRefused(Refusal.TOO_LONG_TO_READ)


def _told(stream: IO[bytes]) -> Iterator[Any]:
    for line in stream:
        try:
            yield json.loads(line)
        except ValueError:
            return


def _grid(said: dict[str, Any], rows: list[Row]) -> Grid:
    merged = tuple(Area(*corners) for corners in said["merged"])
    return Grid(said["sheet"], rows, merged, said["hidden"])


def _cell(value: Any) -> Cell:
    if isinstance(value, dict):
        day = value.get("day")
        return date.fromisoformat(day) if day else CellError(value["failed"])
    return value  # type: ignore[no-any-return]  # JSON: text, number, true, false or null


# -- the child ----------------------------------------------------------------------------------


def _bounded(limits: Limits) -> None:
    """Bound this process's memory and time where the system can."""
    try:
        import resource  # noqa: PLC0415  # not on every system
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _tells(raw: RawFile) -> Iterator[Any]:
    yield {"form": raw.form}
    for grid in raw.grids:
        merged = [[a.top, a.left, a.bottom, a.right] for a in grid.merged]
        yield {"sheet": grid.name, "hidden": grid.is_hidden, "merged": merged}
        for row in grid.rows:
            yield [_as_json(cell) for cell in row]
    for number, text in raw.lines:
        yield {"line": [number, text]}
    yield {"end": True}


def _as_json(cell: Cell) -> Any:
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return {"failed": cell.text} if isinstance(cell, CellError) else cell


def main() -> None:
    """Be the child: read the file from standard input, tell what it holds on standard output."""
    from bot.importing.files import read_raw  # noqa: PLC0415  # after the bounds are known

    head = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**head["limits"])
    _bounded(limits)
    write = sys.stdout.buffer.write
    try:
        for told in _tells(read_raw(sys.stdin.buffer.read(), head["name"], limits)):
            write(json.dumps(told).encode() + b"\n")
    except FileRefused as refused:
        said = {"refused": refused.reason, "values": dict(refused.values)}
        write(json.dumps(said).encode() + b"\n")
    except MemoryError:
        said = {"refused": Refusal.TOO_LONG_TO_READ, "values": {}}
        write(json.dumps(said).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
