"""Files in the chat: spreadsheets taken in, the register given out."""
