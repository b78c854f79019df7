"""A group that became a supergroup: its admission and all it was told go with it in one write.

In two writes a crash between them would leave a chat with its subscriptions and no admission: it
would be told each week that nothing is due, because it may see nothing.
"""

from __future__ import annotations

from bot.access import Access
from bot.reminders.book import ReminderBook


async def follow_chat(book: ReminderBook, access: Access, old: int, new: int) -> None:
    """Carry everything from a group's old id to its new one; safe to do again."""
    await book.move_chat(str(old), str(new), first=lambda writing: access.carry(writing, old, new))
