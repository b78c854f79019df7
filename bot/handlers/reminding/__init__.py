"""Reminders on Telegram: sending them, subscribing to them, answering them, seeing what is due."""
