"""Files that NHS bodies published hold nobody: not one of them may be stopped."""

from pathlib import Path

import pytest

from mhvalue.ingest.people import clear
from mhvalue.ingest.sheets import gate
from mhvalue.ingest.sheets.readers import read_sheets

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "real"
FILES = [
    path
    for path in sorted(REAL.glob("*"))
    if path.suffix in (".csv", ".xls", ".xlsx", ".xlsm") and path.name != "MANIFEST.csv"
]

pytestmark = pytest.mark.skipif(not FILES, reason="the published files are not on this machine")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_published_files_pass_with_their_hidden_sheets(path):
    """The false-alarm rate over all sheets of the published files, hidden ones read too, is 0."""
    data = path.read_bytes()
    kind = gate.check(data, path.name)
    hidden = {sheet.name for sheet in read_sheets(data, kind) if sheet.unread}
    sheets = read_sheets(data, kind, hidden=hidden)
    assert not any(sheet.unread for sheet in sheets)
    told = clear(data, kind, sheets, (), path.name).problems
    assert all("who made the workbook" in problem.what for problem in told)


def test_all_twenty_were_there():
    assert len(FILES) == 20
