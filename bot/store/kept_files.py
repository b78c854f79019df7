"""Files that belong to records, kept in a folder beside the register under their own SHA-256.

Why a folder and not the register file: that is read whole at each start and rewritten when it
grows, which a scanned treaty of 20 MB must not cost. Why the hash as a name: a file is never
written over, the same file twice is kept once, a damaged one is found by reading it, and a backup
copies only what it has not yet. A file is whole on the disk before a record can name it.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.store.errors import disk_errors
from bot.store.file_operations import LOCAL_FILES, FileOperations, let_go
from bot.store.generations import Written, discard, put_in_place, write_whole
from bot.store.siblings import beside

_NAME = re.compile(r"[0-9a-f]{64}")
_IN_TEXT = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
#: A backup's own name ends so; the files of all backups in a folder stand in one.
_BACKUP = ".backup-g"


class KeptFiles(Protocol):
    """Keeps files and gives them back."""

    async def keep(self, data: bytes) -> str:
        """Keep a file; returns its SHA-256 in hexadecimal when it is safe."""

    async def read(self, sha256: str) -> bytes | None:
        """Return a file, or None where it is not there or is not what it was."""


class MemoryFiles:
    """Keeps files as long as the process lives, as a register in memory does."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    async def keep(self, data: bytes) -> str:
        """Keep a file."""
        name = sha256_of(data)
        self._files[name] = data
        return name

    async def read(self, sha256: str) -> bytes | None:
        """Return a file."""
        return self._files.get(sha256)


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def files_of(register: Path) -> Path:
    """Return the folder of the files of a register, or of all backups beside a backup of it."""
    path = register.resolve()
    return beside(path.with_name(path.name.partition(_BACKUP)[0]), "files")


@dataclass(frozen=True)
class Copied:
    """What became of copying a folder: the files there now, and those that were damaged."""

    count: int
    damaged: tuple[str, ...]


@dataclass(frozen=True)
class FileFolder:
    """A folder of files; everything but `keep` and `read` blocks, for the operator's commands."""

    folder: Path
    files: FileOperations = LOCAL_FILES

    async def keep(self, data: bytes) -> str:
        """Keep a file: written beside, flushed, then named. Raises StoreFull, StoreUnavailable."""
        return await asyncio.to_thread(self.put, data)

    async def read(self, sha256: str) -> bytes | None:
        """Return a file whose bytes still have its hash, else None."""
        return await asyncio.to_thread(self.whole, sha256)

    def put(self, data: bytes) -> str:
        """Keep a file, as `keep` does; one that is there and whole is left alone."""
        name = sha256_of(data)
        if self.whole(name) is not None:
            return name
        with disk_errors(self.folder):
            if not self.folder.is_dir():
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.files.synchronise_directory(self.folder.parent)
            path = self.folder / name
            unfinished = beside(path, f"unfinished-{secrets.token_hex(4)}")
            handle = self.files.create(unfinished)
            try:
                write_whole(self.files, handle, data, 0)
                self.files.synchronise(handle)
            except BaseException:
                discard(self.files, Written(handle, 0), unfinished)
                raise
            let_go(self.files, handle)
            put_in_place(self.files, unfinished, path)
        return name

    def whole(self, sha256: str) -> bytes | None:
        """Return a file whose bytes still have its hash, else None."""
        if not _NAME.fullmatch(sha256):
            return None
        try:
            data = (self.folder / sha256).read_bytes()
        except OSError:
            return None
        return data if sha256_of(data) == sha256 else None

    def names(self) -> Iterator[str]:
        """Yield the hashes of the files that are there."""
        if self.folder.is_dir():
            found = sorted(path.name for path in self.folder.iterdir())
            yield from (name for name in found if _NAME.fullmatch(name))

    def copied_to(self, other: FileFolder) -> Copied:
        """Copy what is whole here and not there. Raises StoreFull or StoreUnavailable."""
        damaged = []
        for name in self.names():
            if other.whole(name) is not None:
                continue
            data = self.whole(name)
            if data is None:
                damaged.append(name)
            else:
                other.put(data)
        return Copied(len(list(other.names())), tuple(damaged))

    def drop_unnamed(self, register: Path, older_than: float) -> int:
        """Remove the files that no register beside this folder names; returns how many.

        `older_than`: seconds of the epoch; what was written later stays, for the record that will
        name it may be on its way. The registers are looked through as bytes, so that earlier
        generations and what was set aside by a restoration count as well.
        """
        if not self.folder.is_dir():
            return 0
        pattern = f"{register.name}*"
        texts = [path.read_bytes() for path in register.parent.glob(pattern) if path.is_file()]
        named = {name.decode() for text in texts for name in _IN_TEXT.findall(text)}
        unnamed = [
            path
            for path in self.folder.iterdir()
            if path.name not in named and path.stat().st_mtime < older_than
        ]
        for path in unnamed:
            self.files.remove(path)
        return len(unnamed)
