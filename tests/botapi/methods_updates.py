"""Methods by which the bot gets its updates: polling, or a webhook, never both."""

from tests.botapi.answers import Answer, Method
from tests.botapi.errors import CONFLICT_WEBHOOK_ACTIVE, ApiError
from tests.botapi.records import Json
from tests.botapi.updates import MOST_UPDATES, UpdateQueue
from tests.botapi.webhook import Webhook


class UpdateMethods:
    """The methods, by name, over one queue and one webhook."""

    def __init__(self, queue: UpdateQueue, webhook: Webhook) -> None:
        self._queue = queue
        self._webhook = webhook

    def methods(self) -> dict[str, Method]:
        """Name to implementation."""
        return {
            "getUpdates": self.get_updates,
            "setWebhook": self.set_webhook,
            "deleteWebhook": self.delete_webhook,
            "getWebhookInfo": lambda _: self._webhook.info(),
        }

    async def get_updates(self, params: Json) -> list[Json]:
        """Confirm by offset, then wait for updates."""
        if self._webhook.url:
            raise ApiError(409, CONFLICT_WEBHOOK_ACTIVE)
        self._queue.allow(params.get("allowed_updates"))
        return await self._queue.poll(
            params.get("offset", 0), params.get("limit", MOST_UPDATES), params.get("timeout", 0)
        )

    def set_webhook(self, params: Json) -> Answer:
        """Push updates from now on; an empty address ends it."""
        if not params["url"]:
            return self.delete_webhook(params)
        self._queue.interrupt()
        self._queue.allow(params.get("allowed_updates"))
        if params.get("drop_pending_updates"):
            self._queue.drop_all()
        same = self._webhook.url == params["url"]
        self._webhook.set(
            params["url"], params.get("secret_token"), params.get("max_connections", 40)
        )
        return Answer(True, "Webhook is already set" if same else "Webhook was set")

    def delete_webhook(self, params: Json) -> Answer:
        """Back to polling."""
        if params.get("drop_pending_updates"):
            self._queue.drop_all()
        was_set = bool(self._webhook.url)
        self._webhook.stop()
        said = "Webhook was deleted" if was_set else "Webhook is already deleted"
        return Answer(True, said)
