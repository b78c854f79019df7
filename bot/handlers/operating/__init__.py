"""What helps to run the bot for years: its health, its numbers, and a doctor."""
