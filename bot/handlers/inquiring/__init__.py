"""What the office learns from questions and owners: the queue, requests to owners, statistics."""
