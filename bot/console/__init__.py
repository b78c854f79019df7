"""The terminal front end: chat, questions as JSON, import and export, checks; no messenger."""
