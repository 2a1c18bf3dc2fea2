"""Files that must not be read, dropped while figures are open: a plain sentence, nothing lost."""

import http.client
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, expect

from tests.browser import driving
from tests.ingest.crafted_files import bomb, compound_file, one_value, workbook

CSV = b"Ward,Month,Falls\nElm,Apr 2024,31\nElm,May 2024,28\nOak,Apr 2024,25\nOak,May 2024,40\n"


def refused() -> dict[str, tuple[bytes, str]]:
    """A name, the bytes, and words that the sentence must hold."""
    whole = workbook(one_value())
    return {
        "empty.xlsx": (b"", "empty.xlsx: This file is empty."),
        "locked.xlsx": (
            compound_file("EncryptionInfo", "EncryptedPackage"),
            "locked.xlsx: This workbook has a password. Remove it and try again.",
        ),
        "half.xlsx": (whole[: len(whole) // 2], "half.xlsx: The file did not arrive whole."),
        "far.xlsx": (workbook(one_value("XFD1048576")), "far.xlsx"),
        "bomb.xlsx": (bomb(), "bomb.xlsx: This file unpacks to 120 MB"),
        "page.xls": (b"<html><table><tr><td>1</td></tr></table></html>", "This is a web page"),
        "ward.xlsx.exe": (b"MZ\x90\x00\x03\x00", "This is a program, not a spreadsheet."),
    }


PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 64
PARTED = "--parted"
TAKEN_AT = "**/_stcore/upload_file/**"
XSRF = "x-xsrftoken"


def sent(method: str, address: str, headers: dict[str, str]) -> int:
    """The server's answer to a program under a spreadsheet's name, sent past the page."""
    whole = urlsplit(address)
    assert whole.port
    body = (
        (
            f'--{PARTED}\r\nContent-Disposition: form-data; name="file"; filename="falls.xlsx"\r\n'
            "Content-Type: application/vnd.ms-excel\r\n\r\n"
        ).encode()
        + PROGRAM
        + f"\r\n--{PARTED}--\r\n".encode()
    )
    kind = f"multipart/form-data; boundary={PARTED}"
    line = http.client.HTTPConnection("127.0.0.1", whole.port, timeout=10)
    line.request(method, whole.path, body, headers | {"content-type": kind})
    answer = line.getresponse().status
    line.close()
    return answer


def put_a_program_in_its_place(page: Page) -> int:
    """Drop a file, send a program instead as the page's own request would, and say the answer."""
    took: list[int] = []

    def instead(route: Route) -> None:
        own = {k: v for k, v in route.request.all_headers().items() if k in ("cookie", XSRF)}
        took.append(sent(route.request.method, route.request.url, own))
        route.fulfill(status=took[0])

    page.route(TAKEN_AT, instead)
    driving.drop(page, ("falls.xlsx", CSV))
    page.unroute(TAKEN_AT)
    (answer,) = took
    return answer


def test_what_is_refused_is_told_and_takes_nothing_away(page: Page, app: str):
    driving.start(page, app)
    driving.open_demo(page)
    driving.go_to(page, "Trends")
    before = driving.title(page)
    driving.go_to(page, "Upload")
    for name, (data, words) in refused().items():
        driving.drop(page, (name, data))
        alert = page.get_by_test_id("stMain").get_by_test_id("stAlertContentError")
        expect(alert).to_have_count(1)
        expect(alert).to_contain_text(words)
        said = alert.inner_text()
        assert said.rstrip().endswith(".")
        assert "Traceback" not in said
        assert page.get_by_role("button", name="Use these figures").count() == 0

    # T09: past the page, straight to where the server takes files.
    assert put_a_program_in_its_place(page) == 204
    alert = page.get_by_test_id("stMain").get_by_test_id("stAlertContentError")
    expect(alert).to_contain_text("falls.xlsx: This is a program, not a spreadsheet.")
    for method in ("POST", "PUT"):
        assert 400 <= sent(method, f"{app}/_stcore/upload_file", {}) < 500

    expect(page.get_by_test_id("stSidebar").get_by_text("mhvalue-demo.xlsx")).to_be_visible()
    driving.go_to(page, "Trends")
    assert driving.title(page) == before

    # Text named as a workbook is read and said, after all those that were not.
    driving.go_to(page, "Upload")
    driving.drop(page, ("falls.xlsx", CSV))
    said = driving.main_text(page)
    assert "The name ends in .xlsx, but the file is plain text." in said
    assert "It was read as CSV." in said
    driving.press(page, "Use these figures")
    expect(page.get_by_test_id("stSidebar").get_by_text("falls.xlsx")).to_be_visible()
    expect(page.get_by_test_id("stSidebar").get_by_text("mhvalue-demo.xlsx")).to_be_visible()
