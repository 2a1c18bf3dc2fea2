"""No network, no neighbours, and nothing of a file in an error (T61 to T63)."""

import logging
import socket
import tomllib

from tests.app import app_pages
from tests.app.page_list import PAGES
from tests.bad_input.person import NEXT, ROOT

SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
SECRET = "Mrs Example, 943 476 5919"


def test_T61_no_page_asks_the_network(person, monkeypatch):
    def no_network(*_, **__):
        raise OSError("there is no network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "create_connection", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    person.reads("falls.csv", NEXT)
    person.uses_it()
    for page in PAGES:
        person.goes_to(page)
    assert SETTINGS["browser"]["gatherUsageStats"] is False


def test_T62_other_machines_are_not_answered():
    assert SETTINGS["server"]["address"] == "127.0.0.1"
    assert SETTINGS["server"]["allowedHosts"] == ["localhost", "127.0.0.1"]


def _breaks(*_, **__):
    raise ValueError(SECRET)


def test_T63_an_unforeseen_error_tells_no_value(person, monkeypatch, caplog):
    from mhvalue.ui import empty

    with caplog.at_level(logging.DEBUG), monkeypatch.context() as patch:
        patch.setattr(empty, "need_data", _breaks)
        app_pages.go_to(person.app, "Check")
        (shown,) = person.app.exception
    assert SETTINGS["client"]["showErrorDetails"] == "none"
    assert "943" not in shown.message
    assert "ValueError at" in caplog.text
    assert "943" not in caplog.text
    assert "Example" not in caplog.text
    person.goes_to("Upload")
