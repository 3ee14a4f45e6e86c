"""Write the exercise file's JSON Schema, which editors use while a TOML file is written."""

from importlib.resources import files
from pathlib import Path

from hamstrong.exercises.schema import json_schema

if __name__ == "__main__":
    target = Path(str(files("hamstrong.exercises") / "data" / "schema.json"))
    target.write_text(json_schema(), "utf-8")
