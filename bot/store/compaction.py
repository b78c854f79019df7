"""Rewriting a register file without its history, while commits go on.

Why in three steps: the state is copied at a commit boundary (milliseconds, on the loop), written
beside the file by a thread of its own (seconds, nobody waits), and switched to between two
commits by the writer thread, which first appends what was committed meanwhile.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.store.errors import disk_error
from bot.store.generations import (
    Written,
    copy_bytes,
    discard,
    keep_previous,
    no_pause,
    put_in_place,
    row_count,
    write_snapshot,
)
from bot.store.register_file import RegisterFile
from bot.store.reports import Compacted
from bot.store.siblings import new_of


class Compaction:
    """One rewriting of `register`; made at a commit boundary by the thread that owns the tables."""

    def __init__(self, register: RegisterFile) -> None:
        self._register = register
        self._files = register.files
        self._tables = {name: dict(rows) for name, rows in register.tables.items()}
        self._from = register.length
        self._new = new_of(register.path)
        self._header = replace(
            register.header,
            generation=register.header.generation + 1,
            sequence=register.sequence,
            rows=row_count(self._tables),
        )
        self._written: Written | None = None

    def write(self, pause: Callable[[], None] = no_pause) -> None:
        """Write the copied state beside the file; StoreError and no trace when it fails.

        `pause` is called about every millisecond of work and may raise to give up.
        """
        try:
            self._written = write_snapshot(
                self._files, self._new, self._header, self._tables, pause
            )
        except OSError as error:
            raise disk_error(self._new, error) from error

    def give_up(self) -> None:
        """Remove what was written."""
        if self._written is not None:
            discard(self._files, self._written, self._new)
            self._written = None

    def switch(self) -> Compacted:
        """Put the new file in place, between two commits; StoreError when the old one stays.

        A register whose new file may or may not have taken the name refuses further writes:
        nobody could say which of the two a later change would have to be in.
        """
        written = self._written
        assert written is not None  # noqa: S101 - `write` comes before `switch`
        before = self._register.length
        try:
            with self._register.alone():
                length = self._catch_up(written)
                self._take_the_name()
                self._register.adopt(self._header, written, length)
        except BaseException as error:
            self.give_up()
            if isinstance(error, OSError):
                raise disk_error(self._register.path, error) from error
            raise
        return Compacted(self._register.path, self._header.generation, before, length)

    def _catch_up(self, written: Written) -> int:
        span = range(self._from, self._register.length)
        length = copy_bytes(
            self._files, self._register.handle, written.handle, span, written.length
        )
        self._files.synchronise(written.handle)
        keep_previous(self._files, self._register.handle, self._register.path)
        return length

    def _take_the_name(self) -> None:
        try:
            put_in_place(self._files, self._new, self._register.path)
        except BaseException as error:
            if not self._old_is_in_place():
                reason = f"it is not certain that the new file is in place ({error})"
                raise self._register.refuse(reason) from error
            raise

    def _old_is_in_place(self) -> bool:
        try:
            return self._files.is_at(self._register.handle, self._register.path)
        except OSError:
            return False


def compact_now(register: RegisterFile) -> Compacted:
    """Rewrite `register` at once, with nobody writing to it; StoreError when it stays as it was."""
    compaction = Compaction(register)
    compaction.write()
    return compaction.switch()
