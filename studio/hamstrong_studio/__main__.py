"""`python -m hamstrong_studio`."""

from hamstrong_studio.cli import app

app()
