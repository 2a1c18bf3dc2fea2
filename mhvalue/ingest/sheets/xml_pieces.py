"""Elements and texts cut out of an XML part as bytes, without building a tree of it."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Final

_TAG: Final = re.compile(rb"<[^<>]*>")
_BETWEEN: Final = re.compile(rb">([^<>]+)<")


def elements(part: bytes, tag: bytes) -> Iterator[bytes]:
    """Each element of a kind that has an end, found in one pass however the part is made."""
    for piece in part.split(b"</" + tag + b">")[:-1]:
        start = max(piece.rfind(b"<" + tag + sign) for sign in (b">", b" "))
        if start >= 0:
            yield piece[start:]


def pieces(part: bytes, tag: bytes) -> tuple[str, ...]:
    """Each element without the tags in it, so that a text in two colours is one text again."""
    return as_texts(_TAG.sub(b"", element) for element in elements(part, tag))


def between_tags(part: bytes) -> tuple[str, ...]:
    """Each text that stands between two tags, whichever they are."""
    return as_texts(_BETWEEN.findall(part))


def as_texts(found: Iterable[bytes]) -> tuple[str, ...]:
    """Each once, as it reads."""
    return tuple(map(plain, dict.fromkeys(found)))


def plain(raw: bytes) -> str:
    """A text as it reads."""
    return html.unescape(raw.decode("utf-8", "replace"))
