"""Every language says everything: the same keys, the same placeholders, the same plurals."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from hamstrong.language import Language, Sentences
from tests.house.sources import Source, sources

SOURCES = Path(__file__).parents[2] / "src" / "hamstrong"
FRONT_END = Path(__file__).parents[2] / "frontend" / "src" / "text"
# What athletes' plans are read by has as many words as its language needs.
READ_BY = SOURCES / "running" / "data"
FILES = sorted(
    file
    for pattern in ("*.en.toml", "en.toml")
    for file in SOURCES.rglob(pattern)
    if file.parent != READ_BY
)
OTHERS = [language for language in Language if language is not Language.ENGLISH]


def texts(file: Path) -> dict[str, str]:
    return dict(flat(tomllib.loads(file.read_text("utf-8"))))


def flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


def in_language(file: Path, language: Language) -> Path:
    return file.with_name(file.name.replace("en.toml", f"{language}.toml"))


def holes(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[^}]*\}", text))


def test_there_are_texts_in_every_room_that_speaks() -> None:
    rooms = {file.relative_to(SOURCES).parts[0] for file in FILES}
    assert rooms >= {"planning", "running", "exercises", "coach", "web"}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCES)))
def test_a_language_has_the_same_keys_and_placeholders(file: Path, language: Language) -> None:
    english, other = texts(file), texts(in_language(file, language))
    assert sorted(english.keys() ^ other.keys()) == []
    different = {
        key: (text, other[key]) for key, text in english.items() if holes(text) != holes(other[key])
    }
    assert different == {}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCES)))
def test_sentences_are_translated_and_do_not_shout(file: Path, language: Language) -> None:
    english, other = texts(file), texts(in_language(file, language))
    same = {
        key: text
        for key, text in english.items()
        if len(re.findall(r"[a-z]{3,}", re.sub(r"\{.*?\}", "", text))) >= 3 and other[key] == text
    }
    assert same == {}
    shouting = re.compile(r"[!¡](?![^{]*\})")
    assert [text for text in other.values() if shouting.search(text)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_front_end_has_the_same_files(language: Language) -> None:
    """The compiler compares their keys: each is declared as what the English one has."""
    english = {file.name for file in (FRONT_END / "en").glob("*.ts")}
    assert english
    for name in english:
        source = (FRONT_END / language / name).read_text("utf-8")
        assert re.search(r": (PageText|PlayerWords|JudgeWords) = \{", source), name


NAMES = {"SAY", "SENTENCES", "WORDS", "BODY_SENTENCES", "WHY_SENTENCES", "SIGNS"}


def asked(source: Source) -> Iterator[tuple[str, str]]:
    """Names of sentences and the keys that a module asks them for, where these are written out."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Subscript):
            named, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr != "say" or not node.args:
                continue
            named, key = node.func.value, node.args[0]
        else:
            continue
        if isinstance(named, ast.Name) and named.id in NAMES and isinstance(key, ast.Constant):
            yield named.id, str(key.value)


def test_every_sentence_that_is_asked_for_is_there() -> None:
    missing = []
    count = 0
    for source in sources("src"):
        for name, key in asked(source):
            texts_ = getattr(import_module(source.module), name)
            count += 1
            known = isinstance(texts_, Sentences) and (key in texts_ or f"{key}.one" in texts_)
            if isinstance(texts_, Sentences) and not known:
                missing.append(f"{source.path}: {key}")
    assert count > 250
    assert missing == []
