"""The style sheets: contrast in both schemes, and a policy that fits them."""

import re
from importlib.resources import files

import pytest

from dayline.publish.rendering import encoded

LEAST_CONTRAST = 4.5
SHEET = files("dayline.publish").joinpath("templates", "base.css").read_text(encoding="utf-8")


def colours(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})\b", sheet))


LIGHT = colours(SHEET.partition("@media")[0])
DARK = {**LIGHT, **colours(SHEET.partition("prefers-color-scheme: dark")[2].partition("\n}\n")[0])}
PRINT = {**LIGHT, **colours(SHEET.partition("@media print")[2])}


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2.2 counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("ink", "soft", "accent") for ground in ("paper", "card")]
    + [("ink", "mark")],
)
def test_text_stands_out(scheme, text, ground):
    assert contrast(scheme[text], scheme[ground]) >= LEAST_CONTRAST


def test_the_schemes_differ():
    assert luminance(LIGHT["paper"]) > 0.5 > luminance(DARK["paper"])
    assert PRINT["paper"] == "#fff"


def test_half_characters_never_stop_a_page():
    assert encoded("a\ud800b") == b"a?b"
