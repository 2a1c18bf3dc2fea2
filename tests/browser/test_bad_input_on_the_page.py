"""Files that must not be read, dropped while figures are open: a plain sentence, nothing lost."""

from playwright.sync_api import Page, expect

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
