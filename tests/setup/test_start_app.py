"""start.py serves the app, waits for it, stops it, and hands commands on."""

import contextlib
import socket
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


@contextlib.contextmanager
def taken_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_a_taken_port_is_told_before_anything_is_installed(start, steps, capsys):
    with taken_port() as port:
        assert start.main(["--port", str(port), "--no-browser"]) == 1
    said = capsys.readouterr().err
    assert f"Port {port} is taken" in said
    assert f"--port {port + 1}" in said
    assert steps == []


def test_a_free_port_passes(start):
    with taken_port() as port:
        pass
    start.check_port(port)


def test_interrupting_set_up_has_the_usual_code(start, monkeypatch, capsys):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "obey", interrupted)
    assert start.main([]) == 130
    assert "Start again" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named(start, steps, capsys):
    (start.ROOT / start.RUN).unlink()
    with taken_port() as port:
        pass
    assert start.main(["--port", str(port)]) == 1
    assert "requirements.txt cannot be used: No such file or directory." in capsys.readouterr().err


# Running the app


def child(code):
    return subprocess.Popen([sys.executable, "-c", code])


def test_an_app_that_ends_at_once_is_not_waited_for(start):
    with taken_port() as port:
        pass
    ended = child("")
    assert start.answers(ended, port) is False
    assert ended.returncode == 0


def test_the_app_is_ready_when_its_health_page_answers(start, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # a proxy must not come between
    monkeypatch.delenv("no_proxy", raising=False)
    asked = []

    class Health(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            return

    with HTTPServer(("127.0.0.1", 0), Health) as server, child("input()") as running:
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert start.answers(running, server.server_port) is True
        start.stop(running)
    assert asked == ["/_stcore/health"]


def test_a_stopped_app_is_gone(start):
    running = child("import time; time.sleep(60)")
    start.stop(running)
    assert running.poll() is not None


# Commands


def test_what_follows_test_goes_to_the_checks(start, monkeypatch):
    seen = []
    monkeypatch.setattr(start, "run_in", lambda *given: seen.append(given) or 7)
    assert start.main(["test", "-k", "spc", "--port", "1"]) == 7
    assert seen[0][2:] == ("setup/checks.py", ["-k", "spc", "--port", "1"])
    assert start.main(["bench"]) == 7
    assert seen[1][0] == ".venv-bench"


def test_an_unknown_command_is_refused(start, capsys):
    with pytest.raises(SystemExit) as ended:
        start.main(["fly"])
    assert ended.value.code == 2
    assert "fly" in capsys.readouterr().err
