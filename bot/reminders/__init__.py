"""Who is told of what, when, and what was told already; durable, but no messenger and no words."""
