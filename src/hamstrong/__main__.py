"""`python -m hamstrong` is the `hamstrong` command."""

from hamstrong.main import run_cli

if __name__ == "__main__":
    run_cli()
