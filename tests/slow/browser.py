"""A browser without a screen: cookies, redirects, forms as they stand in the page."""

import urllib.error
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit

from tests.catalog.admin.html_form import fields_of

_BOUNDARY = "----a-file-of-the-test"


@dataclass(frozen=True)
class Page:
    status: int
    path: str  # where the redirects ended
    text: str

    def form(self, marker: str) -> dict[str, list[str]]:
        """What the form with the field ``marker`` would send."""
        return fields_of(self.text, marker=marker)


class Browser:
    """Of one visitor."""

    def __init__(self, port: int) -> None:
        self.home = f"http://127.0.0.1:{port}"
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def get(self, path: str) -> Page:
        return self._open(urllib.request.Request(self.home + path))

    def post(self, path: str, fields: dict[str, list[str]], *, file: bytes = b"") -> Page:
        """Send a form; ``file`` goes into its field of that name, as table.csv."""
        headers = {"Origin": self.home, "Sec-Fetch-Site": "same-origin"}
        body = urlencode(fields, doseq=True).encode()
        if file:
            headers["Content-Type"] = f"multipart/form-data; boundary={_BOUNDARY}"
            body = _multipart(fields, file)
        return self._open(urllib.request.Request(self.home + path, body, headers))

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            answer = self._opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            parts = urlsplit(answer.url)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            return Page(answer.status, path, answer.read().decode())


def _multipart(fields: dict[str, list[str]], file: bytes) -> bytes:
    part = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{{}}"\r\n\r\n{{}}\r\n'
    lines = [part.format(name, value) for name, values in fields.items() for value in values]
    head = 'Content-Disposition: form-data; name="file"; filename="table.csv"'
    lines.append(f"--{_BOUNDARY}\r\n{head}\r\nContent-Type: text/csv\r\n\r\n")
    return "".join(lines).encode() + file + f"\r\n--{_BOUNDARY}--\r\n".encode()
