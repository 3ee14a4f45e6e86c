"""XML piece by piece, without entities, and never more of it in memory than one element."""

import io
from collections.abc import Iterator
from time import thread_time
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from hamstrong.adapters.files.activities.caps import DEPTH, SECONDS, TAGS
from hamstrong.adapters.files.say import SAY
from hamstrong.errors import BadFile

Event = tuple[str, str, Element]
"""`start` or `end`, the tag without its namespace, the element."""


class Broken(Exception):
    """The file stops being XML; what came before it is good."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def events(data: bytes) -> Iterator[Event]:
    """Starts and ends of elements.

    The caller clears the elements that it is done with.

    Raises:
        BadFile: Entities, or deeper, longer or slower than any activity.
        Broken: With the line.
    """
    until, depth = thread_time() + SECONDS, 0
    # Some exports begin with blanks, which XML does not allow before its first line.
    source = io.BytesIO(data.lstrip())
    try:
        parsed: Any = iterparse(source, events=("start", "end"), forbid_dtd=True)
        for number, (what, element) in enumerate(parsed):
            depth += 1 if what == "start" else -1
            if depth > DEPTH or number > TAGS:
                raise BadFile(SAY["activity.xml-too-much"])
            if number % 1000 == 0 and thread_time() > until:
                raise BadFile(SAY.say("activity.too-slow", seconds=round(SECONDS)))
            yield what, tag_of(element), element
    except DefusedXmlException as error:
        raise BadFile(SAY["activity.xml-entities"]) from error
    except ParseError as error:
        raise Broken(error.position[0]) from error
    except (LookupError, ValueError) as error:
        # An encoding that nobody knows, or one that its bytes do not keep to.
        raise Broken(1) from error


def tag_of(element: Element) -> str:
    """Without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_in(element: Element, *path: str) -> str:
    """The text of the first element down a path of tags; empty without one."""
    for tag in path:
        found = next((child for child in element if tag_of(child) == tag), None)
        if found is None:
            return ""
        element = found
    return (element.text or "").strip()


def number_in(element: Element, *path: str) -> float | None:
    """The number there, in its own unit; None for none and for what is no number."""
    return number_of(text_in(element, *path))


def number_of(text: str | None) -> float | None:
    """A number as XML writes it, in its own unit; None for anything else."""
    try:
        return float(text) if text else None
    except ValueError:
        return None
