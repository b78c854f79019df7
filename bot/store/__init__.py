"""Where the register rests: collections of frozen values in one append-only file, or in memory.

The only package that knows TinyDB; it imports nothing else of the project. Reading order:
`interface` (what a store promises), `group_commit` (how a job is written), `storages` and
`tables` (TinyDB over a journal), `register_file` (one append), `compaction` (rewriting),
`scanning` and `reading` (the file format), `recovery` and `upkeep` (for the operator),
`kept_files` (what is attached to records, in a folder of its own).
"""

from bot.store.collection import Collection, JSONValue, Row
from bot.store.errors import (
    StoreBadRow,
    StoreClosed,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreMisused,
    StoreReadOnly,
    StoreTooNew,
    StoreTooOld,
    StoreUnavailable,
    StoreUnrecoverable,
    StoreUnsupported,
)
from bot.store.interface import Change, Changes, Store
from bot.store.kept_files import FileFolder, KeptFiles, MemoryFiles, files_of
from bot.store.prepared import PreparedRow, prepared
from bot.store.recovery import recover
from bot.store.schema import CURRENT_SCHEMA, Schema
from bot.store.stores import MemoryStore, open_store
from bot.store.transaction import Transaction
from bot.store.upkeep import backup, compact, restore, verify

__all__ = [
    "CURRENT_SCHEMA",
    "Change",
    "Changes",
    "Collection",
    "FileFolder",
    "JSONValue",
    "KeptFiles",
    "MemoryFiles",
    "MemoryStore",
    "PreparedRow",
    "Row",
    "Schema",
    "Store",
    "StoreBadRow",
    "StoreClosed",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreLocked",
    "StoreMissing",
    "StoreMisused",
    "StoreReadOnly",
    "StoreTooNew",
    "StoreTooOld",
    "StoreUnavailable",
    "StoreUnrecoverable",
    "StoreUnsupported",
    "Transaction",
    "backup",
    "compact",
    "files_of",
    "open_store",
    "prepared",
    "recover",
    "restore",
    "verify",
]
