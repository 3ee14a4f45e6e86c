"""A plan in another language: its sentences are read by their templates and said anew.

A plan keeps the sentences it was made with. Where the athlete changes the language, yesterday's
plan has to speak the new one before it is compared or carried on: what was said of a session
decides whether it stays as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from hamstrong.language import Language, Sentence, joined_articles, sentences, speaking
from hamstrong.planning.model import Plan, Reason, Session
from hamstrong.planning.words import TITLES

_FILES = ("hamstrong.planning", "hamstrong.planning.body", "hamstrong.planning.why")
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
    "weekday": ("weekdays",),
    "own": ("weekdays",),
    "work": ("works", "works-new"),
    "given": ("works", "works-new"),
    "direction": ("directions",),
}
"""What may fill a placeholder, where that is one word of a few."""


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


def _session(session: Session, to: "_Rewording") -> Session:
    return replace(
        session,
        title=TITLES[session.load_class],
        reason=to.reason(session.reason),
        dose_reasons=to.reasons(session.dose_reasons),
    )


@dataclass(frozen=True, slots=True)
class _Rewording:
    """From one language to another."""

    source: Language
    target: Language

    def reasons(self, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
        return tuple(self.reason(reason) for reason in reasons)

    def reason(self, reason: Reason) -> Reason:
        text = _said(_apart(reason.text, self.source), "", self.source, self.target)
        return reason if text is None else replace(reason, text=joined_articles(text))


@dataclass(frozen=True, slots=True)
class _Template:
    """A sentence as it is recognised, and as it is said in the other language."""

    longest: str
    pattern: re.Pattern[str]
    holes: tuple[str, ...]
    other: Sentence
    weight: int


def _apart(text: str, language: Language) -> str:
    """Spanish contractions taken apart, as templates have them."""
    if language is not Language.SPANISH:
        return text
    return re.sub(r"\b([Dd]e|[Aa])l ", r"\1 el ", text)


@cache
def _said(text: str, hole: str, source: Language, target: Language) -> str | None:
    """The text in the target language; None where nothing of the kind is known."""
    if _NUMBER.fullmatch(text):
        return _number(text, target)
    word = _words(hole, source, target).get(text)
    if word is not None:
        return word
    for template in _templates(source, target):
        match = template.longest in text and template.pattern.fullmatch(text)
        if match:
            values = [
                _said(value, name, source, target)
                for name, value in zip(template.holes, match.groups(), strict=True)
            ]
            if None not in values:
                filled = template.other.format(**dict(zip(template.holes, values, strict=True)))
                return filled if hole == "run" else _cased(filled, text)
    return None


def _number(text: str, target: Language) -> str:
    if re.fullmatch(r"\d+[.,]\d+", text):
        return text.replace(".", ",") if target is Language.SPANISH else text.replace(",", ".")
    return text


def _cased(text: str, like: str) -> str:
    """With a large first letter where the source begins with one."""
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


@cache
def _words(hole: str, source: Language, target: Language) -> dict[str, str]:
    """Words that may fill a hole; in capitals and small letters, as sentences begin with some."""
    here, there = sentences(_FILES[0], "words", source), sentences(_FILES[0], "words", target)
    found: dict[str, str] = {}
    for table in _TABLES_OF.get(hole, (*_TABLES, *_MORE_TABLES)):
        for key in (key for key in here if key.startswith(f"{table}.")):
            word, other = _apart(here[key], source), str(there[key])
            found.setdefault(word, other)
            found.setdefault(word.lower(), other.lower())
            found.setdefault(word[:1].upper() + word[1:], other[:1].upper() + other[1:])
    for key in ("this-session", "less-than-an-hour"):
        found.setdefault(here[key], there[key])
    return found


@cache
def _templates(source: Language, target: Language) -> tuple[_Template, ...]:
    """Every sentence, those with most words of their own first."""
    found = [template for package in _FILES for template in _templates_of(package, source, target)]
    return tuple(sorted(found, key=lambda template: -template.weight))


def _templates_of(package: str, source: Language, target: Language) -> Iterator[_Template]:
    there = sentences(package, "words", target)
    for key, sentence in sentences(package, "words", source).items():
        apart = _apart(sentence, source)
        parts = _HOLE.split(apart)
        weight = sum(len(part) for part in parts[::2])
        if weight == 0 or key.split(".")[0] in (*_TABLES, *_MORE_TABLES):
            continue
        pieces = [
            _hole(part, source, target) if i % 2 else re.escape(part)
            for i, part in enumerate(parts)
        ]
        if pieces[0][:1].islower():  # it may begin a sentence, or stand within one
            pieces[0] = f"(?i:{pieces[0][0]}){pieces[0][1:]}"
        longest = max((part[1:] if i == 0 else part for i, part in enumerate(parts[::2])), key=len)
        pattern = re.compile("".join(pieces))
        yield _Template(longest, pattern, tuple(parts[1::2]), there[key], weight)


def _hole(name: str, source: Language, target: Language) -> str:
    """What may stand there: one of few words where these are known, else anything."""
    if name not in _TABLES_OF:
        return "(.+?)"
    words = sorted(_words(name, source, target), key=len, reverse=True)
    return f"({'|'.join(map(re.escape, words))})"
