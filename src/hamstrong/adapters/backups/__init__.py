"""Backups: a snapshot of the database and what lies beside it, in one file that is verified."""
