"""Limits that every way in has in common."""

MAX_BYTES = 3_000_000
"""Bytes of a run plan, uploaded, pasted or read; ten years of appointments have two
million, and a calendar takes about two seconds a million to read."""
