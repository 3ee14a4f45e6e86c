"""Limits that every way in has in common."""

MAX_BYTES = 3_000_000
"""Bytes of a run plan, uploaded, pasted or read; a year of runs is far below one million."""
