"""Rows of a table and hidden inputs as escaped markup."""

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe


def table_rows(rows: Iterable[tuple[str, Sequence[str]]]) -> SafeString:
    """Rows of a table: a heading and its cells, all plain text. (The escape of the standard
    library: a page has hundreds of cells, and Django's costs several times as much.)"""
    return mark_safe(  # noqa: S308  (every text is escaped here)
        "".join(
            f'<tr><th scope="row">{escape(head)}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            + "</tr>"
            for head, cells in rows
        )
    )


def hidden_inputs(fields: Iterable[tuple[str, str]]) -> SafeString:
    """Answers that a form keeps, as hidden inputs: rendered once, placed in each form."""
    return mark_safe(  # noqa: S308  (every text is escaped here)
        "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in fields
        )
    )
