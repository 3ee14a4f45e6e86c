"""What the tracked files say: no machine's own addresses, no exclamation, documented units."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, FunctionNode, Source, expect_none, sources, tracked_files

REGISTRY_HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|npmmirror|crates\.io|proxy\.golang"
    r"|deb\.debian\.org|(archive|security)\.ubuntu\.com|repo\.maven"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(work|home/\w+|root|Users/\w+)/\w")

TEXT = [
    file
    for file in tracked_files()
    if file.suffix not in {".png", ".woff2", ".ico", ".jpg", ".webp", ".gz", ".zip", ".fit"}
    and file != Path("tests/house/test_words.py")
]

UNIT_WORDS = re.compile(
    r"_(s|ms|m|km|kg|deg|hz|pct|min|h|kmh|rpe|share)\b"
    r"|\b(seconds?|milliseconds?|minutes?|hours?|days?|weeks?|metres?|kilometres?|km|kg|kilograms?"
    r"|degrees|percent|%|per cent|share|ratio|factor|fraction|points?|units?|pixels?|0[-–]1"
    r"|m/s|m/min|ml|VO2|VDOT|RPE|probability|score|weight|multiple)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("pattern", [REGISTRY_HOSTS, MACHINE_PATHS])
def test_no_file_names_a_registry_or_a_machine(pattern: re.Pattern[str]) -> None:
    found = [
        f"{file}: {match[0]}"
        for file in TEXT
        for match in pattern.finditer((ROOT / file).read_text("utf-8", errors="replace"))
    ]
    expect_none(found)


def public(source: Source) -> list[FunctionNode]:
    return [node for node in source.tree.body if is_public_function(node)]  # type: ignore[misc]


def is_public_function(node: ast.stmt) -> bool:
    return isinstance(node, FunctionNode) and not node.name.startswith("_")


def has_float(node: FunctionNode) -> bool:
    args = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    notes = [arg.annotation for arg in args] + [node.returns]
    return any(
        isinstance(item, ast.Name) and item.id == "float"
        for note in notes
        if note is not None
        for item in ast.walk(note)
    )


CORE = [
    source
    for source in sources("src")
    if source.module.startswith(
        tuple(
            f"hamstrong.{room}" for room in ("exercises", "motion", "running", "planning", "coach")
        )
    )
]


def test_public_functions_with_floats_name_their_units() -> None:
    silent = []
    for source in CORE:
        for node in public(source):
            names = [arg.arg for arg in (*node.args.args, *node.args.kwonlyargs)]
            told = " ".join([node.name, *names, ast.get_docstring(node) or ""])
            if has_float(node) and not UNIT_WORDS.search(told):
                silent.append(f"{source.path}:{node.lineno} {node.name}")
    expect_none(silent)


def test_every_module_says_what_it_is() -> None:
    silent = [
        source.path
        for source in sources("src", "scripts", "benchmarks")
        if source.text.strip() and not ast.get_docstring(source.tree)
    ]
    expect_none(silent)


EXCLAIMS = re.compile(r"[A-Za-z]!(\s|$|[\"'<])")


def test_no_sentence_shouts() -> None:
    loud = [
        f"{source.path}:{node.lineno} {node.value!r}"
        for source in sources("src")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and EXCLAIMS.search(node.value)
    ]
    expect_none(loud)
