"""The pages of the app as app.py names them."""

import re
from pathlib import Path
from typing import Final

_APP: Final = Path(__file__).resolve().parents[2] / "app.py"
_PAGE: Final = re.compile(r"""st\.Page\(\s*"(?P<file>[^"]+)",\s*title="(?P<title>[^"]+)\"""")

PAGES: Final = {
    named["title"]: named["file"] for named in _PAGE.finditer(_APP.read_text(encoding="utf-8"))
}
"""Title to file, in the order of the menu."""
