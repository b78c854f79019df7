"""A file that waits for somebody's word: where Telegram has it, and what its columns are taken for.

The file itself is not kept: it is fetched and read again when it is wanted, and its digest tells
that it is the same. So a preview survives a restart, and no register of somebody else's rests here.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from bot.handlers.downloads import SentFile
from bot.importing.reading import Reading
from bot.importing.unread import shown

#: The kind of confirmation that an import is.
KIND = "import"


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file as its sender sent it, and the choices made since.

    `choices`: for a sheet's column (sheet, letter) the field it was taken for, "" for none.
    `compared`: the digest of the comparison that was shown.
    """

    file_id: str
    name: str
    size: int
    digest: str
    choices: tuple[tuple[str, str, str], ...] = ()
    compared: str = ""

    @classmethod
    def of(cls, sent: SentFile, data: bytes) -> WaitingFile:
        """Return a file that was just fetched; its name is for reading, never a path."""
        name = shown(sent.name)
        return cls(sent.file_id, name, len(data), digest_of(data))

    @property
    def sent(self) -> SentFile:
        """The file as Telegram hands it out."""
        return SentFile(self.file_id, self.name, self.size)

    def chosen(self, sheet: str, letter: str, column: str) -> WaitingFile:
        """Return the file with one column taken for another field."""
        others = tuple(choice for choice in self.choices if choice[:2] != (sheet, letter))
        return replace(self, choices=(*others, (sheet, letter, column)))

    def with_choices(self, reading: Reading) -> Reading:
        """Return a reading of the file with its columns as they were chosen."""
        for sheet, letter, column in self.choices:
            reading = reading.with_column(sheet, letter, column or None)
        return reading

    def as_text(self) -> str:
        """Return it as what a confirmation keeps."""
        return json.dumps(
            [
                self.file_id,
                self.name,
                self.size,
                self.digest,
                self.choices,
                self.compared,
            ],
            ensure_ascii=False,
        )


def waiting_in(text: str) -> WaitingFile:
    """Return the file that a confirmation keeps."""
    file_id, name, size, digest, choices, compared = json.loads(text)
    chosen = tuple(tuple(choice) for choice in choices)
    return WaitingFile(file_id, name, size, digest, chosen, compared)


def digest_of(data: bytes) -> str:
    """Return what stands for a file's content."""
    return hashlib.sha256(data).hexdigest()[:32]
