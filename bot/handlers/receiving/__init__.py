"""How updates reach the bot: asked for by polling, or pushed to a webhook; each handled once."""
