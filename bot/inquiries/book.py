"""The book of inquiries: counts every question, keeps the words of those that found nothing.

Why in memory first: a write for each question would make every answer wait for the disk. What is
gathered is written once a minute and when the bot stops; a crash loses a minute of counting. What
somebody tapped is written at once, for he or she is told that it was noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from bot.inquiries.missed import (
    MISSED,
    Mark,
    Missed,
    is_declined,
    is_unanswered,
    kept_text,
    key_of,
)
from bot.inquiries.question_counts import QUESTION_COUNTS, QuestionCount, since
from bot.search.answer import Answer
from bot.store import Store, Transaction

#: More entries than this are no queue any more; those seldom and longest ago asked go first.
MOST_KEPT = 2_000
#: Numbers of days that ended longer ago are dropped.
COUNTS_KEPT = timedelta(days=400)


class InquiryBook:
    """Learns from questions; `days`: how long an entry is kept, 0: no words are kept at all."""

    def __init__(self, store: Store, today: Callable[[], date], days: int) -> None:
        self._store = store
        self._today = today
        self._days = days
        self._missed: Counter[str] = Counter()
        self._counts: dict[str, QuestionCount] = {}

    @property
    def keeps_words(self) -> bool:
        """Whether questions that found nothing are kept."""
        return self._days > 0

    @property
    def days(self) -> int:
        """How many days an entry is kept."""
        return self._days

    # -- gathering --------------------------------------------------------------------------------

    def asked(self, text: str, answer: Answer) -> None:
        """Count a question, and remember its words where nothing was found; nothing waits."""
        day, declined = self._today().isoformat(), is_declined(answer)
        counted = QuestionCount(0, 1) if declined else QuestionCount(1, 0)
        self._counts[day] = self._counts.get(day, QuestionCount()) + counted
        kept = kept_text(text) if self.keeps_words and is_unanswered(answer) else ""
        if kept and (kept in self._missed or len(self._missed) < MOST_KEPT):
            self._missed[kept] += 1

    async def flush(self) -> None:
        """Write what was gathered, and drop what is older than it should get."""
        today = self._today()
        missed, self._missed = self._missed, Counter()
        counts, self._counts = self._counts, {}
        if not (missed or counts or self._is_overdue()):
            return

        def job(transaction: Transaction) -> None:
            for text, times in missed.items():
                _add(transaction, Missed(text, Mark.UNANSWERED, times, today))
            for day, count in counts.items():
                known = transaction.get(QUESTION_COUNTS, day) or QuestionCount()
                transaction.put(QUESTION_COUNTS, day, known + count)
            self._prune(transaction)

        try:
            await self._store.commit(job)
        except Exception:
            # The disk is full, say: it is written with what comes in the next minute.
            self._missed.update(missed)
            for day, count in counts.items():
                self._counts[day] = self._counts.get(day, QuestionCount()) + count
            raise

    def _is_overdue(self) -> bool:
        """Whether an entry has been kept long enough."""
        oldest = self._today() - timedelta(days=self._days)
        kept = self._store.items(MISSED)
        return any(missed.last < oldest for missed in kept.values()) or bool(
            kept and not self.keeps_words
        )

    def _prune(self, transaction: Transaction) -> None:
        oldest = self._today() - timedelta(days=self._days)
        kept = dict(transaction.items(MISSED))
        gone = {k for k, m in kept.items() if m.last < oldest or not self.keeps_words}
        rest = sorted(kept.keys() - gone, key=lambda k: (kept[k].count, kept[k].last))
        gone.update(rest[: max(0, len(rest) - MOST_KEPT)])
        for key in gone:
            transaction.delete(MISSED, key)
        first = (self._today() - COUNTS_KEPT).isoformat()
        for day in [day for day, _ in transaction.items(QUESTION_COUNTS) if day < first]:
            transaction.delete(QUESTION_COUNTS, day)

    async def noted(self, text: str, mark: Mark, agreement_id: str = "") -> bool:
        """Keep at once what somebody tapped; returns whether it is the first time."""
        missed = Missed(kept_text(text), mark, 1, self._today(), agreement_id)
        if not self.keeps_words or not (missed.text or agreement_id):
            return False
        return await self._store.commit(lambda transaction: _add(transaction, missed))

    # -- the queue --------------------------------------------------------------------------------

    def queue(self) -> list[Missed]:
        """Return the entries, those asked most and last before; what lapses today is left out."""
        oldest = self._today() - timedelta(days=self._days)
        found = [m for m in self._store.items(MISSED).values() if m.last >= oldest]
        return sorted(found, key=lambda m: (-m.count, -m.last.toordinal(), m.text))

    def get(self, key: str) -> Missed | None:
        """Return an entry by its key."""
        return self._store.get(MISSED, key)

    async def dismiss(self, missed: Missed) -> None:
        """Take an entry out of the queue."""
        await self._store.commit(lambda transaction: transaction.delete(MISSED, missed.key))

    def counted(self, first: date) -> QuestionCount:
        """Return how many questions were answered and declined since a day, to this moment."""
        waiting = since(self._counts, first)
        return since(self._store.items(QUESTION_COUNTS), first) + waiting


def _add(transaction: Transaction, missed: Missed) -> bool:
    """Add an occurrence to its entry; returns whether it said nothing like it before."""
    key = key_of(missed.text, missed.agreement_id)
    known = transaction.get(MISSED, key)
    transaction.put(MISSED, key, known.again(missed) if known else missed)
    return known is None or known.mark is not missed.mark
