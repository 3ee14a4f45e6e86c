"""A plan in another language: its sentences are read by their templates and said anew.

A plan keeps the sentences it was made with. Where the athlete changes the language, yesterday's
plan has to speak the new one before it is compared or carried on: what was said of a session
decides whether it stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from hamstrong.exercises.library import load_library
from hamstrong.language import Language, Sentence, joined_articles, sentences, speaking
from hamstrong.planning.model import Plan, Reason, Session
from hamstrong.planning.words import TITLES

File = tuple[str, str]
"""Package and stem of a file of sentences."""

_WORDS: File = ("hamstrong.planning", "words")
_FILES: tuple[File, ...] = (
    _WORDS,
    ("hamstrong.planning.body", "words"),
    ("hamstrong.planning.why", "words"),
    ("hamstrong.planning.constants", "signs"),
)
_HOLE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"[CP]?[\d.,:+−–-]+")
_TABLES = ("runs-named", "runs-yours", "works", "works-new", "titles", "numbers", "weekdays")
_MORE_TABLES = ("weekdays-short", "venues")
_TABLES_OF = {
    "month": ("months-short",),
    "tissue": ("tissues",),
    "area": ("areas",),
    "side": ("sides",),
    "phase": ("phases",),
    "needing": ("needing", "needing-new"),
    "weekday": ("weekdays", "weekdays-short"),
    "own": ("weekdays",),
    "work": ("works", "works-new"),
    "given": ("works", "works-new"),
    "direction": ("directions",),
    "type": ("runs",),
    "title": ("titles",),
}
"""What may fill a placeholder, where that is one word of a few."""

_OF_EXERCISES = frozenset({"exercise", "new", "old"})
"""Placeholders that hold names of exercises."""
_OWN_NAMES = frozenset({"plan"})
"""Placeholders that hold what somebody called something: nobody's to change."""
_SHAPES = {
    "day": r"([\w-]+(?: \w+){0,2})",  # 5, Tuesday, Tue 5 Jan, 5 Jan 2027
    "time": r"(\d+:\d\d)",
    "year": r"(\d{4})",
    "kind": "(.*?)",
    "amount": r"((?: \w+ [\d.,]+ \w+)?)",
}
"""How what fills a placeholder looks, where no table has it."""
_AS_IT_IS = frozenset({"run", "day", "when", "before", "after"})
"""Placeholders in whose words a large letter says nothing of where they stand."""
_OF_SENTENCES = frozenset({"sentence", "spent", "text", "told", "why", "word"})
"""Placeholders that may hold more than one sentence; the others end where one ends."""


def spoken_in(plan: Plan, language: Language) -> Plan:
    """The plan with its sentences in another language.

    A sentence that no template made, such as one from an older version, stays as it is.
    """
    if plan.language is language:
        return plan
    # Imported when called: it brings the generator with it, and few plans need it.
    from hamstrong.running.generate.titles import titled_in

    to = _Rewording(plan.language, language)
    with speaking(language):
        return replace(
            plan,
            language=language,
            weeks=tuple(replace(w, notes=to.reasons(w.notes)) for w in plan.weeks),
            sessions=tuple(_session(session, to) for session in plan.sessions),
            runs=tuple(titled_in(run, language) for run in plan.runs),
            empty_days={day: to.reason(reason) for day, reason in plan.empty_days.items()},
        )


def reworded(text: str, language: Language, *files: File) -> str:
    """A text that was kept in some language, in the one asked for; as it is where it is in that
    one already, or where no template made it.

    Args:
        text: One sentence or several.
        language: The one asked for.
        files: Where templates may be besides the planner's own.
    """
    for source in Language:
        if source is not language:
            said = _Rewording(source, language, (*_FILES, *files)).text(text)
            if said is not None:
                return said
    return text


def _session(session: Session, to: "_Rewording") -> Session:
    return replace(
        session,
        title=TITLES[session.load_class],
        reason=to.reason(session.reason),
        dose_reasons=to.reasons(session.dose_reasons),
    )


@dataclass(frozen=True, slots=True)
class _Rewording:
    """From one language to another, by the templates of some files."""

    source: Language
    target: Language
    files: tuple[File, ...] = _FILES

    def reasons(self, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
        return tuple(self.reason(reason) for reason in reasons)

    def reason(self, reason: Reason) -> Reason:
        text = self.text(reason.text)
        return reason if text is None else replace(reason, text=text)

    def text(self, text: str) -> str | None:
        """In the target language; None where nothing of the kind is known."""
        said = _said(_apart(text, self.source), "", self)
        return None if said is None else joined_articles(said)


@dataclass(frozen=True, slots=True)
class _Template:
    """A sentence as it is recognised, and as it is said in the other language."""

    longest: str
    pattern: re.Pattern[str]
    holes: tuple[str, ...]
    other: Sentence
    weight: int
    capital: bool
    run_moves_in: bool


def _apart(text: str, language: Language) -> str:
    """Spanish contractions taken apart, as templates have them."""
    if language is not Language.SPANISH:
        return text
    return re.sub(r"\b([Dd]e|[Aa])l ", r"\1 el ", text)


@cache
def _said(text: str, hole: str, to: _Rewording) -> str | None:
    """The text in the target language; None where nothing of the kind is known."""
    if not text or hole in _OWN_NAMES:
        return text
    if _NUMBER.fullmatch(text):
        return _number(text, to.target)
    word = _words(hole, to).get(text)
    if word is not None:
        return word
    if hole in _OF_EXERCISES and text in _exercises(to):
        return _exercises(to)[text]
    return _by_template(text, hole, to) or _in_parts(text, hole, to)


def _by_template(text: str, hole: str, to: _Rewording) -> str | None:
    for template in _templates(to):
        match = template.longest in text and template.pattern.fullmatch(text)
        if match:
            values = [
                _said(value, name, to)
                for name, value in zip(template.holes, match.groups(), strict=True)
            ]
            if None not in values:
                if template.run_moves_in:
                    values[0] = _small(values[0])
                filled = template.other.format(**dict(zip(template.holes, values, strict=True)))
                return filled if hole in _AS_IT_IS else _cased(filled, text, template)
    return None


def _in_parts(text: str, hole: str, to: _Rewording) -> str | None:
    """Several sentences one after the other, with or without templates for their full stops;
    or a list with commas."""
    if text.endswith("."):
        said = _by_template(text[:-1], hole, to)
        if said is not None:
            return f"{said}."
    for separator in (". ", ", "):
        for found in re.finditer(re.escape(separator), text):
            end = found.start() + len(separator.rstrip(", "))
            first = _said(text[:end], hole, to)
            rest = None if first is None else _said(text[found.end() :], hole, to)
            if first is not None and rest is not None:
                return f"{first}{separator.removeprefix('.')}{rest}"
    return None


def _number(text: str, target: Language) -> str:
    if re.fullmatch(r"\d+[.,]\d+", text):
        return text.replace(".", ",") if target is Language.SPANISH else text.replace(",", ".")
    return text


def _cased(text: str, like: str, template: _Template) -> str:
    """With a large first letter where the source begins with one; with a small one where the
    source took the template's large one away."""
    if like[:1].isupper():
        return text[:1].upper() + text[1:]
    return _small(text) if template.capital and like[:1].islower() else text


def _small(text: str | None) -> str:
    """With a small first letter."""
    return f"{text[:1].lower()}{text[1:]}" if text else ""


@cache
def _words(hole: str, to: _Rewording) -> dict[str, str]:
    """Words that may fill a hole; in capitals and small letters, as sentences begin with some."""
    here, there = (sentences(*_WORDS, language) for language in (to.source, to.target))
    found: dict[str, str] = {}
    for table in _TABLES_OF.get(hole, (*_TABLES, *_MORE_TABLES)):
        for key in (key for key in here if key.startswith(f"{table}.")):
            word, other = _apart(here[key], to.source), str(there[key])
            found.setdefault(word, other)
            found.setdefault(word.lower(), other.lower())
            found.setdefault(word[:1].upper() + word[1:], other[:1].upper() + other[1:])
    for key in ("this-session", "less-than-an-hour"):
        found.setdefault(here[key], there[key])
    return found


@cache
def _exercises(to: _Rewording) -> Mapping[str, str]:
    """Names of exercises."""
    here, there = load_library(to.source), load_library(to.target)
    return {_apart(here[id_].name, to.source): there[id_].name for id_ in here}


@cache
def _templates(to: _Rewording) -> tuple[_Template, ...]:
    """Every sentence, those with most words of their own first."""
    found = [template for file in to.files for template in _templates_of(file, to)]
    return tuple(sorted(found, key=lambda template: -template.weight))


def _templates_of(file: File, to: _Rewording) -> Iterator[_Template]:
    there = sentences(*file, to.target)
    for key, sentence in sentences(*file, to.source).items():
        apart = _apart(sentence, to.source)
        parts = _HOLE.split(apart)
        weight = sum(len(part) for part in parts[::2])
        if weight == 0 or key.split(".")[0] in (*_TABLES, *_MORE_TABLES) or _is_any(parts):
            continue
        pieces = [_hole(part, to) if i % 2 else re.escape(part) for i, part in enumerate(parts)]
        if pieces[0][:1].isalpha():  # it may begin a sentence, or stand within one
            pieces[0] = f"(?i:{pieces[0][0]}){pieces[0][1:]}"
        longest = max((part[1:] if i == 0 else part for i, part in enumerate(parts[::2])), key=len)
        pattern = re.compile("".join(pieces))
        begins_with_run = apart.startswith("{run}") and not there[key].startswith("{run}")
        yield _Template(
            longest=longest,
            pattern=pattern,
            holes=tuple(parts[1::2]),
            other=there[key],
            weight=weight,
            capital=apart[:1].isupper(),
            run_moves_in=begins_with_run,
        )


def _is_any(parts: list[str]) -> bool:
    """Whether a template fits nearly every text: no word of its own, and open placeholders."""
    has_words = any(letter.isalpha() for letter in "".join(parts[::2]))
    return not has_words and any(hole not in {*_SHAPES, *_TABLES_OF} for hole in parts[1::2])


def _hole(name: str, to: _Rewording) -> str:
    """What may stand there: one of few words where these are known, else anything."""
    if name in _OF_SENTENCES:
        return "(.+?)"
    if name in _SHAPES:
        return _SHAPES[name]
    if name not in _TABLES_OF:
        return r"((?:(?!\. ).)+?)"
    words = sorted(_words(name, to), key=len, reverse=True)
    return f"({'|'.join(map(re.escape, words))})"
