"""Colors as ``#rrggbb``: how readable one is on another, and the shades between two.

Source of the formulas: WCAG 2.2, relative luminance and contrast ratio.
"""

READABLE = 4.5
"""Least contrast of text, WCAG 2.2 success criterion 1.4.3."""

VISIBLE = 3.0
"""Least contrast of the edge of a control, 1.4.11."""

Rgb = tuple[int, int, int]


def contrast(one: str, other: str) -> float:
    """The ratio of two colors, 1 (the same) to 21.

    >>> round(contrast("#ffffff", "#000000"), 1), contrast("#777777", "#777777")
    (21.0, 1.0)
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part / 255) for part in _rgb(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(color: str, other: str, share: float) -> str:
    """``share`` of the other color in the first, between 0 and 1.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    parts = zip(_rgb(color), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def is_dark(color: str) -> bool:
    """Whether white is more readable on it than black."""
    return luminance(color) < 0.179


def readable(color: str, on: str, least: float = READABLE) -> str:
    """The color, moved to black or white until it is readable on the other."""
    end = "#ffffff" if is_dark(on) else "#000000"
    for step in range(21):
        moved = mixed(color, end, step / 20)
        if contrast(moved, on) >= least:
            return moved
    return end


def _rgb(color: str) -> Rgb:
    number = int(color.removeprefix("#"), 16)
    return number >> 16, number >> 8 & 255, number & 255


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
