"""Runs a python-telegram-bot application against the server, by polling or by webhook.

Keeps out what the application does.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from telegram.ext import Application, ApplicationBuilder, BaseHandler

from tests.botapi.server import BotApiServer

AnyApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]
AnyHandler: TypeAlias = BaseHandler[Any, Any, Any]

KINDS = ["message", "edited_message", "channel_post", "callback_query", "inline_query"]
KINDS += ["my_chat_member"]


def application(server: BotApiServer, handlers: Iterable[AnyHandler] = ()) -> AnyApplication:
    """An application that takes the server for Telegram."""
    builder = ApplicationBuilder().token(server.token)
    builder = builder.base_url(server.base_url).base_file_url(server.base_file_url)
    made = builder.concurrent_updates(True).build()
    made.add_handlers(list(handlers))
    return made


@asynccontextmanager
async def polling(
    server: BotApiServer, handlers: Iterable[AnyHandler], kinds: list[str] | None = None
) -> AsyncIterator[AnyApplication]:
    """An application that polls until the block ends."""
    app = application(server, handlers)
    async with app:
        assert app.updater is not None
        await app.start()
        await app.updater.start_polling(allowed_updates=kinds or KINDS)
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()


@asynccontextmanager
async def webhook(
    server: BotApiServer, handlers: Iterable[AnyHandler], *, port: int, secret: str
) -> AsyncIterator[AnyApplication]:
    """An application that has its updates pushed to ``http://127.0.0.1:port/hook``."""
    app = application(server, handlers)
    async with app:
        assert app.updater is not None
        await app.start()
        await app.updater.start_webhook(
            listen="127.0.0.1",
            port=port,
            url_path="hook",
            webhook_url=f"http://127.0.0.1:{port}/hook",
            secret_token=secret,
            allowed_updates=KINDS,
        )
        try:
            yield app
        finally:
            await app.updater.stop()
            await app.stop()
