"""Upkeep of the register: changes planned, shown, done, proposed and taken back; no messenger."""
