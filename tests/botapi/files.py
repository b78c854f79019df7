"""Files that people and the bot have sent, and their download links; keeps out the HTTP."""

import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from tests.botapi.clock import Clock
from tests.botapi.errors import ApiError, bad_request
from tests.botapi.records import Json

DOWNLOAD_AT_MOST: Final = 20 * 1024 * 1024
UPLOAD_AT_MOST: Final = 50 * 1024 * 1024
LINK_LIFETIME: Final = 3600.0
PHOTO_SIDES: Final = (800, 600)
THUMBNAIL_SIDES: Final = (90, 68)
THUMBNAIL: Final = b"thumbnail"


@dataclass(slots=True)
class StoredFile:
    """One file. ``claimed_size`` is what messages say in ``file_size``, the truth or not."""

    file_id: str
    name: str | None
    content: bytes
    mime_type: str | None
    claimed_size: int
    path: str

    def reference(self) -> Json:
        """The fields every file object has."""
        return {
            "file_id": self.file_id,
            "file_unique_id": "U" + self.file_id,
            "file_size": self.claimed_size,
        }

    def as_document(self) -> Json:
        """A ``Document``."""
        names = {"file_name": self.name, "mime_type": self.mime_type}
        return self.reference() | {key: value for key, value in names.items() if value is not None}

    def as_photo_size(self, sides: tuple[int, int]) -> Json:
        """A ``PhotoSize``; its sides are invented."""
        return self.reference() | {"width": sides[0], "height": sides[1]}


class FileStore:
    """All files by identifier, and the links that are open."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._files: dict[str, StoredFile] = {}
        self._links: dict[str, tuple[StoredFile, float]] = {}

    def add(
        self,
        content: bytes,
        name: str | None,
        *,
        folder: str = "documents",
        mime_type: str | None = None,
        claimed_size: int | None = None,
    ) -> StoredFile:
        """Store bytes; the type is guessed from the name where none is given."""
        number = len(self._files) + 1
        suffix = PurePosixPath(name).suffix if name and name.isascii() else ""
        stored = StoredFile(
            file_id=f"file-{number:04}",
            name=name,
            content=content,
            mime_type=mime_type or mimetypes.guess_type(name or "")[0],
            claimed_size=len(content) if claimed_size is None else claimed_size,
            path=f"{folder}/file_{number}{suffix}",
        )
        self._files[stored.file_id] = stored
        return stored

    def photo(self, stored: StoredFile) -> list[Json]:
        """The ``PhotoSize`` list of a photo, smallest first; the largest has its very bytes."""
        thumbnail = self.add(THUMBNAIL, None, folder="photos")
        return [thumbnail.as_photo_size(THUMBNAIL_SIDES), stored.as_photo_size(PHOTO_SIDES)]

    def known(self, file_id: str) -> StoredFile:
        """The file behind an identifier. Raises ApiError."""
        if "://" in file_id:
            what = "failed to get HTTP URL content"
            raise bad_request(what)
        if file_id not in self._files:
            what = "wrong remote file identifier specified: can't unserialize it"
            raise bad_request(what)
        return self._files[file_id]

    def open_link(self, file_id: str) -> Json:
        """A ``File`` whose path can be downloaded for an hour. Raises ApiError."""
        if file_id not in self._files:
            what = "wrong file_id or the file is temporarily unavailable"
            raise bad_request(what)
        stored = self._files[file_id]
        if stored.claimed_size > DOWNLOAD_AT_MOST:
            what = "file is too big"
            raise bad_request(what)
        self._links[stored.path] = stored, self._clock.now() + LINK_LIFETIME
        return stored.reference() | {"file_path": stored.path}

    def expire_links(self) -> None:
        """Make every open link dead, as after an hour."""
        self._links.clear()

    def download(self, path: str) -> bytes:
        """The bytes behind an open link. Raises ApiError (404)."""
        stored, until = self._links.get(path, (None, 0.0))
        if stored is None or until < self._clock.now():
            raise ApiError(404, "Not Found")
        return stored.content
