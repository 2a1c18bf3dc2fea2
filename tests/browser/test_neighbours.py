"""T62: whoever else is on the network finds nothing there (bad input, group net)."""

import socket
from urllib.parse import urlsplit

import pytest


def opens(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=2).close()
    except OSError:
        return False
    return True


def test_t62_the_port_is_closed_at_every_other_address_of_this_machine(app: str) -> None:
    port = urlsplit(app).port
    assert port
    assert opens("127.0.0.1", port)
    own = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    # A server on all interfaces answers at 127.0.0.2 too, where the system has that address.
    for other in {*map(str, own), "127.0.0.2"} - {"127.0.0.1"}:
        assert not opens(other, port), other


@pytest.mark.parametrize(("host", "answer"), [("127.0.0.1", 101), ("ward.example", 403)])
def test_t62_no_session_begins_under_another_name(app: str, host: str, answer: int) -> None:
    """A site elsewhere that has its name point here (DNS rebinding) sees no figures."""
    port = urlsplit(app).port
    assert port
    asked = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: bWh2YWx1ZSBhc2tzIHR3bw==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(asked.encode())
        said = line.recv(64).decode("ascii", "replace")
    assert said.startswith(f"HTTP/1.1 {answer} "), said
