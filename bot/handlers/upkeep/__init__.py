"""Keeping the register up to date in the chat."""
