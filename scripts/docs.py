"""Renew what docs/ takes from the code: the settings page, between its two markers.

`python scripts/docs.py` writes; with `--check` it only tells whether something would change.
"""

import sys
from pathlib import Path

from pydantic.fields import FieldInfo

from hamstrong.settings import PREFIX, Settings

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"
BEGIN = "<!-- from src/hamstrong/settings.py: begin -->"
END = "<!-- from src/hamstrong/settings.py: end -->"


def entry(name: str, field: FieldInfo) -> str:
    """One setting: heading, sentence, default."""
    return f"### `{PREFIX}{name.upper()}`\n\n{field.description} {default(name, field)}\n"


def default(name: str, field: FieldInfo) -> str:
    """The sentence about the default; the data folder's differs between systems."""
    if name == "data":
        return (
            "Default: `~/.local/share/hamstrong` on Linux (`$XDG_DATA_HOME` is honoured), "
            "`~/Library/Application Support/hamstrong` on macOS."
        )
    return f"Default: `{field.default}`." if field.default else "Default: none."


def renewed(text: str) -> str:
    """The page with the part between the markers written anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    entries = "\n".join(entry(name, field) for name, field in Settings.model_fields.items())
    return f"{before}{BEGIN}\n\n{entries}\n{END}{after}"


def main() -> int:
    """Write or check the page."""
    text = PAGE.read_text(encoding="utf-8")
    fresh = renewed(text)
    if fresh == text:
        return 0
    if "--check" in sys.argv:
        print("docs/settings.md is behind the code. Run: make docs")
        return 1
    PAGE.write_text(fresh, encoding="utf-8")
    print("docs/settings.md renewed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
