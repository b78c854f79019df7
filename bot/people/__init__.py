"""Who may do what: roles, grants and what each viewer may see; pure, no messenger, no disk."""
