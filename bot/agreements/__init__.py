"""What an agreement is: standard library only; no disk, no clock, no messenger."""
