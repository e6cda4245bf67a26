"""What a browser would send from a page: read from its HTML, never from the context of the view."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """Collects the controls of every form that a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self._select = self._textarea = ""
        self._first_option: str | None = None
        self._chosen = False
        self._text: list[str] = []

    def _add(self, name: str | None, value: str) -> None:
        if name and self.forms:
            self.forms[-1].append((name, value))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name"), given.get("value") or ""
        if tag == "form":
            self.forms.append([])
        elif tag == "input":
            kind = given.get("type", "text")
            ticked = kind not in {"checkbox", "radio"} or "checked" in given
            if kind not in {"submit", "button", "file", "image"} and ticked:
                self._add(name, value or ("on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select, self._first_option, self._chosen = name or "", None, False
        elif tag == "option" and self._select:
            if "selected" in given:
                self._add(self._select, value)
                self._chosen = True
            elif self._first_option is None:
                self._first_option = value
        elif tag == "textarea":
            self._textarea, self._text = name or "", []

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            if not self._chosen and self._first_option is not None:
                self._add(self._select, self._first_option)
            self._select = ""
        elif tag == "textarea" and self._textarea:
            self._add(self._textarea, "".join(self._text).removeprefix("\n"))
            self._textarea = ""


def largest_form(html: str) -> dict[str, list[str]]:
    """What the form with the most fields would send; empty where there is none."""
    parser = _Fields()
    parser.feed(html)
    sent: dict[str, list[str]] = {}
    for name, value in max(parser.forms, key=len, default=[]):
        sent.setdefault(name, []).append(value)
    return sent


def fields_of(html: str, *, marker: str) -> dict[str, list[str]]:
    """Names and values that the form with the field ``marker`` would send, in their order."""
    parser = _Fields()
    parser.feed(html)
    for form in parser.forms:
        if any(name == marker for name, _value in form):
            sent: dict[str, list[str]] = {}
            for name, value in form:
                sent.setdefault(name, []).append(value)
            return sent
    raise AssertionError(f"no form with a field {marker!r}")
