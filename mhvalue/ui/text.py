"""Text from a person's file, shown as it was typed."""

import re

ONWARD = ":material/arrow_forward:"
"""Shows that a text leads to another page."""
_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$:~^=&@/])")


def plain(text: str) -> str:
    """The text with everything that Markdown, LaTeX or HTML would act on made harmless."""
    return _MARKS.sub(r"\\\1", text.replace("\n", " "))
