"""From results to words: pure; no messenger objects; English and Thai."""
