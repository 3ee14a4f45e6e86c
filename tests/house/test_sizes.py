"""Small files, small functions, few parameters; no cupboard modules; no swallowed errors."""

import ast
from collections.abc import Callable

from tests.house.sources import ROOT, FunctionNode, Source, expect_none, sources

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
SHORT_FUNCTION = 20
SHARE_OF_SHORT = 0.8
MOST_PARAMETERS = 6

CUPBOARDS = {"utils", "util", "helpers", "common", "base", "manager", "managers", "misc"}

BROAD_HANDLERS_ALLOWED = {"src/hamstrong/web/errors.py", "src/hamstrong/web/ticking.py"}
"""The edges where everything is caught: a request is answered with a sentence, and a task that
nobody waits for goes on; both log where it happened."""

CODE = sources("src", "tests", "benchmarks", "scripts", "studio")
OWN = sources("src")


def length(node: FunctionNode) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def offenders(files: tuple[Source, ...], is_bad: Callable[[FunctionNode], bool]) -> list[str]:
    return [
        f"{source.path}:{node.lineno} {node.name}"
        for source in files
        for node in source.functions()
        if is_bad(node)
    ]


def test_files_are_short() -> None:
    long = [f"{file.path} has {file.text.count(chr(10))} lines" for file in CODE if is_long(file)]
    expect_none(long)


def is_long(source: Source) -> bool:
    return source.text.count("\n") > LONGEST_FILE


def test_scripts_of_the_pages_are_short() -> None:
    scripts = sorted((ROOT / "frontend" / "src").rglob("*.ts"))
    assert scripts
    lines = {file: file.read_text(encoding="utf-8").count("\n") for file in scripts}
    expect_none(
        [f"{file.relative_to(ROOT)} has {n}" for file, n in lines.items() if n > LONGEST_FILE]
    )


def test_functions_are_short() -> None:
    expect_none(offenders(CODE, lambda node: length(node) > LONGEST_FUNCTION))


def test_most_functions_are_very_short() -> None:
    lengths = [length(node) for source in OWN for node in source.functions()]
    short = sum(1 for lines in lengths if lines <= SHORT_FUNCTION)
    assert short / len(lengths) >= SHARE_OF_SHORT


def test_functions_take_few_parameters() -> None:
    def count(node: FunctionNode) -> int:
        named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        return len([arg for arg in named if arg.arg not in ("self", "cls")])

    # A Typer command's parameters are its options: the signature is the interface there.
    expect_none(offenders(OWN, lambda node: count(node) > MOST_PARAMETERS and not is_command(node)))


def is_command(node: FunctionNode) -> bool:
    calls = [item for item in node.decorator_list if isinstance(item, ast.Call)]
    return any(
        isinstance(call.func, ast.Attribute) and call.func.attr in ("command", "callback")
        for call in calls
    )


def test_no_module_is_a_cupboard() -> None:
    names = {part for source in CODE for part in source.path.removesuffix(".py").split("/")}
    expect_none(sorted(names & CUPBOARDS))


def test_nothing_is_swallowed() -> None:
    broad = [
        f"{source.path}:{node.lineno}"
        for source in OWN
        if source.path not in BROAD_HANDLERS_ALLOWED
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and is_broad(node.type)
    ]
    expect_none(broad)


def is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(is_broad(item) for item in caught.elts)
    return caught is None or (
        isinstance(caught, ast.Name) and caught.id in ("Exception", "BaseException")
    )
