"""The screen: tables for people, JSON for machines, the same words everywhere."""

import json
import sys
from typing import Any

from rich.console import Console

PIPE_WIDTH = 120
"""Columns where nobody says how wide the screen is."""


def console() -> Console:
    """Standard output; colour and width as the terminal has them."""
    return Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)


def print_json(document: Any) -> None:
    """One document, readable by machines and people, in UTF-8."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    sys.stdout.write(text + "\n")


def print_warning(sentence: str) -> None:
    """Something to know that does not stop the command: one sentence on standard error."""
    sys.stderr.write(f"hamstrong: {sentence}\n")
