"""Files and links that are attached to records: read from what was sent, found again in the log."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from bot.agreements.agreement import Agreement, Evidence, StoredFile
from bot.agreements.audit import AuditEntry
from bot.agreements.text import Text
from bot.store import FileFolder

#: Names of files are cut after so many characters, before their ending.
LONGEST_NAME = 100
LONGEST_LINK = 2_000
_LINK = re.compile(r"(?P<link>https?://[^\s<>\"]+)(?:\s+(?P<note>\S.*))?", re.DOTALL)
_SHA256 = re.compile(r"[0-9a-f]{64}")


def link_in(typed: str) -> Evidence | None:
    """Return the link that was typed, with the note after it; None where it is no link."""
    found = _LINK.fullmatch(typed.strip())
    if found is None or len(found["link"]) > LONGEST_LINK:
        return None
    return Evidence(source=found["link"], note=Text.of(found["note"] or ""))


def kept_file(name: str, stored: StoredFile, note: str) -> Evidence:
    """Return what a kept file is to a record; its name is the sender's word and made harmless."""
    return Evidence(source=harmless_name(name), note=Text.of(note), file=stored)


def harmless_name(name: str) -> str:
    """Return a file's name without folders, and without signs that are not seen or turn text."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs")).strip()
    stem, dot, ending = seen.rpartition(".")
    if dot and stem and len(ending) < LONGEST_NAME // 2:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return seen[:LONGEST_NAME] or "file"


def attached(record: Agreement, item: Evidence) -> Agreement:
    """Return the record with a file or link; one that is attached already changes nothing."""
    for known in record.evidence:
        same = known.file == item.file if item.file else known.source == item.source
        if known.is_attachment and same:
            return record
    return record.changed(evidence=(*record.evidence, item))


def attached_by(entries: Sequence[AuditEntry], item: Evidence) -> AuditEntry | None:
    """Return the change that attached it, of the changes of its record, oldest first."""
    wanted = json.dumps(item.file.sha256 if item.file else item.source, ensure_ascii=False)
    for entry in reversed(entries):
        for change in entry.changes:
            is_in, was_in = wanted in (change.new or ""), wanted in (change.old or "")
            if change.field == "evidence" and is_in and not was_in:
                return entry
    return None


def named_files(records: Iterable[Agreement], entries: Iterable[AuditEntry]) -> dict[str, str]:
    """Return the hashes of all files that are or were attached, with a record for each."""
    named = {i.file.sha256: record.id for record in records for i in record.evidence if i.file}
    for entry in entries:
        for change in entry.changes:
            if change.field == "evidence":
                said = _SHA256.findall(f"{change.old} {change.new}")
                named.update((sha256, entry.agreement_id) for sha256 in said if sha256 not in named)
    return named


def faults_of(named: dict[str, str], folder: FileFolder) -> Iterator[str]:
    """Yield a sentence for each file that records name and that is missing or damaged."""
    there = set(folder.names())
    for sha256, code in sorted(named.items(), key=lambda pair: (pair[1], pair[0])):
        if sha256 not in there:
            yield f"{code}: the attached file {sha256} is missing in {folder.folder}"
        elif folder.whole(sha256) is None:
            yield f"{code}: the attached file {sha256} in {folder.folder} is damaged"
