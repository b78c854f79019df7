"""The Telegram edge: with app.py, the only code that imports telegram."""
