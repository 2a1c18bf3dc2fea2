"""The settings the app ships with: it talks to this machine alone and gives no data away."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "enableXsrfProtection", True),
        ("server", "allowedHosts", ["localhost", "127.0.0.1"]),
        ("browser", "gatherUsageStats", False),
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
        ("client", "disableDataExport", True),
    ],
)
def test_what_keeps_data_on_this_machine(section, name, value):
    assert SETTINGS[section][name] == value


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2, of a colour written #RRGGBB."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_on_white(colour: str) -> float:
    return 1.05 / (luminance(colour) + 0.05)


def test_the_measure_of_contrast_is_right():
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.005)  # the known last grey


def test_the_theme_can_be_read():
    assert contrast_on_white(SETTINGS["theme"]["primaryColor"]) >= 4.5
    # Captions are the text colour at 60 per cent on white.
    parts = [int(SETTINGS["theme"]["textColor"][place : place + 2], 16) for place in (1, 3, 5)]
    caption = "#" + "".join(f"{round(0.6 * part + 0.4 * 255):02X}" for part in parts)
    assert contrast_on_white(caption) >= 4.5


def test_streamlit_knows_every_setting():
    from streamlit import config

    known = set(config.get_config_options())
    asked = {f"{section}.{name}" for section, names in SETTINGS.items() for name in names}
    assert asked - known == set()
