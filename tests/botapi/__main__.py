"""Talk with a running bot in the terminal, with the test server in Telegram's place.

Start it, then the bot with the printed address and token::

    python -m tests.botapi --port 8081

A line is said by the person whose turn it is; ``/tap N`` presses button N of the last keyboard,
``/group`` and ``/private`` change the room, ``/user N`` the person, ``/send FILE`` sends a file,
``/inline WORDS`` types ``@bot words``, ``/save N FILE`` keeps the document of message N,
``/advance SECONDS`` moves the server's clock, ``/fault METHOD KIND [TIMES]`` makes the next calls
fail, ``/quit`` ends. Every other line, commands too, goes to the bot.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from tests.botapi.chats import Message
from tests.botapi.driver import Person
from tests.botapi.driver_messages import Reply
from tests.botapi.driver_rooms import Room
from tests.botapi.faults import KINDS, Fault
from tests.botapi.inline import InlineQuestion
from tests.botapi.server import DEFAULT_TOKEN, BotApiServer


class Console:
    """One terminal: who speaks, where, and which buttons stand on the screen."""

    def __init__(self, server: BotApiServer) -> None:
        self._server = server
        self._people: dict[int, Person] = {}
        self._person = self.person(1)
        self._group = server.supergroup("Group", [self._person], bot="administrator")
        self._room: Room = self._person.private_chat()
        self._shown: dict[Message, tuple[int, bool]] = {}
        self._last: Reply | None = None
        self._violations = 0
        self._asked: list[InlineQuestion] = []

    def person(self, number: int) -> Person:
        """Person N, made when first met."""
        if number not in self._people:
            self._people[number] = self._server.user(number, f"Person {number}", started=True)
        return self._people[number]

    async def obey(self, line: str) -> bool:
        """Do what one line says; False ends the session."""
        word, _, rest = line.partition(" ")
        if word == "/quit":
            return False
        if word == "/tap" and rest.isdigit() and self._last is not None:
            await self._last.tapped(self._last.buttons[int(rest) - 1].text, self._person)
        elif word == "/group":
            self._room = self._group
        elif word == "/private":
            self._room = self._person.private_chat()
        elif word == "/user" and rest.isdigit():
            self._person = self.person(int(rest))
            self._room = self._person.private_chat()
        elif word == "/send":
            path = Path(rest)
            content = await asyncio.to_thread(path.read_bytes)
            await self._person.sends_document(path.name, content, room=self._room)
        elif not await self._obey_tester(word, rest) and line:
            self._room.post(self._person.user, self._room.text(line))
        return True

    async def _obey_tester(self, word: str, rest: str) -> bool:
        """Do what is about the server rather than the talk; False for another word."""
        if word == "/inline":
            self._asked.append(await self._person.asks_inline(rest, room=self._room))
        elif word == "/save":
            number, _, name = rest.partition(" ")
            await asyncio.to_thread(Path(name).write_bytes, self._content_of(int(number)))
        elif word == "/advance":
            self._server.clock.advance(float(rest))
        elif word == "/fault":
            self._server.faults.append(script(rest.split()))
        return word in {"/inline", "/save", "/advance", "/fault"}

    def _content_of(self, message_id: int) -> bytes:
        """The bytes of a document the bot sent."""
        shown = {message.id: message for message in self._shown}
        return Reply(self._server, shown[message_id]).file[1]

    def news(self) -> list[str] | None:
        """Lines for what changed since last time, violations included; None for nothing."""
        lines = [f"VIOLATION {v}" for v in self._server.violations[self._violations :]]
        self._violations = len(self._server.violations)
        for question in [question for question in self._asked if question.answers]:
            self._asked.remove(question)
            results = question.answers[0]["results"]
            lines += [f"[inline {r['id']}] {r['title']}: {r.get('description')}" for r in results]
            lines += [] if results else [f"[inline] nothing for {question.query!r}"]
        for chat in self._server.world.chats.values():
            for message in chat.bot_messages:
                state = message.version, message.is_deleted
                if self._shown.get(message) != state:
                    lines += self.written(Reply(self._server, message), message in self._shown)
                    self._shown[message] = state
        return lines or None

    def written(self, reply: Reply, again: bool) -> list[str]:  # noqa: FBT001 - one caller
        """One message with its numbered buttons."""
        mark = "deleted" if reply.is_deleted else "edited" if again else "bot"
        where = reply.message.chat.title or "private"
        lines = [f"[{where} {reply.message_id}, {mark}] {reply.text}"]
        if {"document", "photo"} & set(reply.message.body):
            name, content = reply.file
            lines.append(f"[file {name or 'picture'}, {len(content)} bytes]")
        if reply.buttons:
            self._last = reply
            numbered = [f"[{n} {b.text}]" for n, b in enumerate(reply.buttons, 1)]
            lines.append(" ".join(numbered))
        return lines

    async def print_news(self) -> None:
        """Print what the bot does until cancelled, violations included."""
        while True:
            for line in await self._server.bell.until(self.news, None):
                print(line)


def script(words: list[str]) -> Fault:
    """A fault from ``METHOD KIND [TIMES]``. Raises ValueError on anything else."""
    method, wanted, *times = words
    for kind in KINDS:
        if kind == wanted:
            return Fault(method, kind, times=int(times[0]) if times else 1)
    message = f"a fault is one of {', '.join(KINDS)}"
    raise ValueError(message)


async def main() -> None:
    """Run until the input ends."""
    options = argparse.ArgumentParser(
        prog="tests.botapi", description=(__doc__ or "").split("\n")[0]
    )
    options.add_argument("--port", type=int, default=8081)
    options.add_argument("--token", default=DEFAULT_TOKEN)
    chosen = options.parse_args()
    server = BotApiServer(token=chosen.token)
    await server.start(chosen.port)
    print(f"base_url {server.base_url}  base_file_url {server.base_file_url}")
    print(f"token {server.token}")
    console = Console(server)
    printer = asyncio.create_task(console.print_news())
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            try:
                if not await console.obey(line.strip()):
                    break
            except (ValueError, LookupError, OSError) as error:
                print(f"cannot do that: {error}")
    finally:
        printer.cancel()
        await server.stop()


if __name__ == "__main__":
    asyncio.run(main())
