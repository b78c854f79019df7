"""Sanya, the agreement desk in a messenger."""
