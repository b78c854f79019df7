"""Who is admitted and as what: giving and taking roles, invitations, the list of people."""
