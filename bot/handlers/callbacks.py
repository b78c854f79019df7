"""What a button carries: 64 bytes at most, signed for its chat, valid after a restart.

A client may send any data it likes with any message, so a signature tells that the bot made it for
this chat; what it asks for is authorised again when it is tapped. The key rests in the store.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.replies.lines import Action
from bot.store import Collection, Store

VERSION = "v1"
#: Longer ids are carried by a digest, so that the longest still fits.
LONGEST_PLAIN_ID = 24
_SIGNATURE = 8
MOST_BYTES = 64


def _encode_key(value: str) -> dict[str, Any]:
    return {"key": value}


def _decode_key(row: Mapping[str, Any]) -> str:
    return str(row["key"])


SECRETS: Collection[str] = Collection("secrets", _encode_key, _decode_key)


async def signing_key(store: Store) -> bytes:
    """Return the key that signs buttons, made once for a register."""
    known = store.get(SECRETS, "buttons")
    if known is None:
        known = secrets.token_hex(32)
        made = known
        await store.commit(lambda transaction: transaction.put(SECRETS, "buttons", made))
    return bytes.fromhex(known)


class CallbackCodec:
    """Turns actions into callback data and back."""

    def __init__(self, key: bytes, ids: Callable[[], Iterable[str]]) -> None:
        self._key = key
        self._ids = ids
        self._by_digest: dict[str, str] = {}

    def data(self, action: Action, chat_id: int) -> str:
        """Return the data for a button in a chat."""
        body = "|".join((VERSION, action.verb, self._short(action.agreement_id), action.detail))
        return f"{body}|{self._sign(body, chat_id)}"

    def action(self, data: str, chat_id: int) -> Action | None:
        """Return the action that data stands for, or None where the bot did not make it here."""
        body, separator, signature = data.rpartition("|")
        if not separator or not hmac.compare_digest(
            signature.encode(), self._sign(body, chat_id).encode()
        ):
            return None
        version, *rest = body.split("|", 3)
        if version != VERSION or len(rest) != 3:
            return None
        verb, short, detail = rest
        agreement_id = self._long(short)
        return None if agreement_id is None else Action(verb, agreement_id, detail)

    def _sign(self, body: str, chat_id: int) -> str:
        message = f"{chat_id}|{body}".encode()
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()[:_SIGNATURE]

    def _short(self, agreement_id: str) -> str:
        plain = "|" not in agreement_id and not agreement_id.startswith("~")
        if plain and len(agreement_id.encode()) <= LONGEST_PLAIN_ID:
            return agreement_id
        return "~" + _digest(agreement_id)

    def _long(self, short: str) -> str | None:
        if not short.startswith("~"):
            return short
        if short not in self._by_digest:
            self._by_digest = {"~" + _digest(i): i for i in self._ids()}
        return self._by_digest.get(short)


def _digest(agreement_id: str) -> str:
    return hashlib.blake2b(agreement_id.encode(), digest_size=8).hexdigest()
