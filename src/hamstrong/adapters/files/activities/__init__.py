"""Readers of what was done: FIT, TCX, GPX, their archives and exports."""
