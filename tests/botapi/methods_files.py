"""Methods that send and fetch files; keeps out plain text."""

from typing import Any, Final

from tests.botapi.answers import Method
from tests.botapi.errors import ApiError, NotImplementedHereError, bad_request
from tests.botapi.files import UPLOAD_AT_MOST, StoredFile
from tests.botapi.posting import post_as_bot, text_content
from tests.botapi.records import Json, Upload
from tests.botapi.schema import ATTACH
from tests.botapi.world import World

ALONE_IN_AN_ALBUM: Final = frozenset({"document", "audio"})
FOLDERS: Final = {"document": "documents", "photo": "photos"}


class FileMethods:
    """The methods, by name, over one world. ``params`` hold uploads as ``Upload`` objects."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._albums = 0

    def methods(self) -> dict[str, Method]:
        """Name to implementation."""
        return {
            "sendDocument": self.send_document,
            "sendPhoto": self.send_photo,
            "sendMediaGroup": self.send_album,
            "getFile": self.get_file,
        }

    def send_document(self, params: Json) -> Json:
        """Send a file as it is."""
        return self._send(params, "document")

    def send_photo(self, params: Json) -> Json:
        """Send a picture."""
        return self._send(params, "photo")

    def _send(self, params: Json, kind: str) -> Json:
        """Send one file with its caption."""
        content = self._content(kind, params[kind], params)
        return post_as_bot(self._world, params, content, right=kind).as_json()

    def _content(self, kind: str, source: Upload | str, texts: Json) -> Json:
        """The fields a message with this file has."""
        stored = self._stored(kind, source)
        is_photo = kind == "photo"
        shown = self._world.files.photo(stored) if is_photo else stored.as_document()
        return {kind: shown} | text_content(self._world, texts, "caption")

    def _stored(self, kind: str, source: Upload | str) -> StoredFile:
        """An uploaded file put in store, or a known one by its identifier. Raises ApiError."""
        if isinstance(source, str):
            return self._world.files.known(source)
        if len(source.content) > UPLOAD_AT_MOST:
            raise ApiError(413, "Request Entity Too Large")
        if not source.content:
            what = "file must be non-empty"
            raise bad_request(what)
        name = None if kind == "photo" else source.file_name
        return self._world.files.add(
            source.content, name, folder=FOLDERS[kind], mime_type=source.mime_type
        )

    def send_album(self, params: Json) -> list[Json]:
        """Send several files as one album; documents only among themselves."""
        media = params["media"]
        kinds = {item["type"] for item in media}
        if kinds & ALONE_IN_AN_ALBUM and len(kinds) > 1:
            what = "Can't use the media of the specified type in the album"
            raise bad_request(what)
        if unknown := kinds - set(FOLDERS):
            what = f"{sorted(unknown)} in an album"
            raise NotImplementedHereError(what)
        self._albums += 1
        group = {"media_group_id": f"album-{self._albums}"}
        contents = [self._content(item["type"], item["media"], item) for item in media]
        return [
            post_as_bot(self._world, params, content | group, right="media").as_json()
            for content in contents
        ]

    def get_file(self, params: Json) -> Json:
        """Open a download link."""
        return self._world.files.open_link(params["file_id"])


def attached(value: Any, uploads: dict[str, Upload]) -> Any:
    """The same parameters with every ``attach://name`` replaced by its file part."""
    if isinstance(value, dict):
        return {name: attached(inner, uploads) for name, inner in value.items()}
    if isinstance(value, list):
        return [attached(inner, uploads) for inner in value]
    if isinstance(value, str) and value.startswith(ATTACH):
        return uploads.get(value.removeprefix(ATTACH), value)
    return value
