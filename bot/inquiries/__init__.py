"""What the questions teach: those nobody could answer, and how many were; no asker is kept."""
