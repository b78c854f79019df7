"""From words to agreements: the only package that knows rapidfuzz; pure functions of their data."""
