"""Moving a chat: a group that became a supergroup, a topic that is gone; nothing is told twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from bot.reminders.ledger import (
    ANSWERS,
    AWAITED,
    DOUBTS,
    LEDGER,
    Acknowledgement,
    Awaited,
    LedgerKey,
)
from bot.reminders.subscriptions import SUBSCRIPTIONS
from bot.store import Collection, Transaction

Kept = TypeVar("Kept", Acknowledgement, Awaited)


def rekey(transaction: Transaction, old: str, new: str) -> None:
    """Give all that is kept for a chat its new key.

    `old` and `new` are chat keys; the topics of a chat move with it, and a topic may become the
    chat itself. What is kept under the new key already stays, being the later.
    """
    _move_subscriptions(transaction, old, new)
    _move_ledger(transaction, old, new)
    _move_kept(transaction, ANSWERS, old, new)
    _move_kept(transaction, AWAITED, old, new)


def _move_subscriptions(transaction: Transaction, old: str, new: str) -> None:
    for key, subscription in list(transaction.items(SUBSCRIPTIONS)):
        moved = subscription
        if _belongs(subscription.chat, old):
            chat_id, thread_id = _parts(_moved(subscription.chat, old, new))
            moved = replace(moved, chat_id=chat_id, thread_id=thread_id)
        if str(subscription.escalate_to) == old:
            moved = replace(moved, escalate_to=_parts(new)[0])
        if moved != subscription:
            transaction.put(SUBSCRIPTIONS, key, moved)


def _move_ledger(transaction: Transaction, old: str, new: str) -> None:
    for key, row in list(transaction.items(LEDGER)):
        if _belongs(row.key.chat, old):
            ledger_key = replace(row.key, chat=_moved(row.key.chat, old, new))
            transaction.delete(LEDGER, key)
            if transaction.get(LEDGER, str(ledger_key)) is None:
                transaction.put(LEDGER, str(ledger_key), replace(row, key=ledger_key))
    for batch, doubt in list(transaction.items(DOUBTS)):
        keys = tuple(_in_chat(key, old, new) for key in doubt.keys)
        if keys != doubt.keys:
            transaction.put(DOUBTS, batch, replace(doubt, keys=keys))


def _in_chat(key: LedgerKey, old: str, new: str) -> LedgerKey:
    return replace(key, chat=_moved(key.chat, old, new)) if _belongs(key.chat, old) else key


def _move_kept(transaction: Transaction, collection: Collection[Kept], old: str, new: str) -> None:
    for key, kept in list(transaction.items(collection)):
        if _belongs(kept.chat, old):
            there = replace(kept, chat=_moved(kept.chat, old, new))
            transaction.delete(collection, key)
            if transaction.get(collection, there.key) is None:
                transaction.put(collection, there.key, there)


def _belongs(chat: str, old: str) -> bool:
    return chat == old or chat.startswith(f"{old}/")


def _moved(chat: str, old: str, new: str) -> str:
    return new + chat.removeprefix(old)


def _parts(chat: str) -> tuple[int, int | None]:
    chat_id, _, thread = chat.partition("/")
    return int(chat_id), int(thread) if thread else None
