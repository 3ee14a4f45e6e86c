"""The README's terminal block is what the command really prints."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HAMSTRONG = str(Path(sys.executable).with_name("hamstrong"))


def test_the_main_job_prints_what_the_readme_shows() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command, shown = re.findall(
        r"```sh\n(\.venv/bin/hamstrong plan .+?)\n```\n\n```text\n(.+?)\n```", readme, re.DOTALL
    )[0]
    arguments = shlex.split(command.replace("\\\n", " "))[1:]
    done = subprocess.run(
        [HAMSTRONG, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(shown)
