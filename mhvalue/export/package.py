"""Office files as packages: the same bytes for the same contents, whenever they are made."""

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_LEVEL: Final = 6


def settled(package: bytes) -> bytes:
    """The package with nothing in it that tells when or on what system it was made."""
    result = BytesIO()
    with ZipFile(BytesIO(package)) as given, ZipFile(result, "w", ZIP_DEFLATED) as laid:
        for name in given.namelist():
            entry = ZipInfo(name, _NO_TIME)
            entry.create_system = 0
            entry.external_attr = 0
            laid.writestr(entry, given.read(name), ZIP_DEFLATED, _LEVEL)
    return result.getvalue()
