"""When a request is here, whole: before that it occupies no thread, a file for the desk aside.

Only as much of HTTP is read as that takes; gunicorn's parser judges the rest.
"""

import re
from dataclasses import dataclass
from typing import Final

LONGEST_HEAD: Final = 64 * 1024
"""Bytes of request line and headers."""

LONGEST_BODY: Final = 160 * 1024 * 1024
"""Bytes. The desk's files are smaller (``catalog.importing.reading.MAX_BYTES``)."""

LARGE: Final = 256 * 1024
"""Bytes. What visitors send is far smaller. A body beyond this is a file for the desk, and is read
while it is answered: there is no memory for a crowd of those."""

END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*(?=\r\n)", re.IGNORECASE)
_ANY_LENGTH: Final = re.compile(rb"\r\ncontent-length[ \t]*:", re.IGNORECASE)
_CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_CONTINUE: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)


class RefusedError(Exception):
    """A request that is not read to its end; the text is what its status line says."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the headers say of the request."""

    path: bytes
    query: bytes
    size: int  # bytes with its body
    is_large: bool
    wants_word: bool
    """Whether the client sends the body only after a "100 Continue"."""


def head_of(received: bytearray) -> Head | None:
    """The head of the request that begins there, ``None`` while it is not complete.

    Raises ``RefusedError`` for one that is too long, or does not say how long it is.
    """
    while received[:2] == b"\r\n":  # left over from the request before
        del received[:2]
    end = received.find(END, 0, LONGEST_HEAD)
    if end < 0:
        if len(received) >= LONGEST_HEAD:
            raise RefusedError("431 Request Header Fields Too Large")
        return None
    text = bytes(received[: end + len(END)])
    if _CHUNKED.search(text):
        raise RefusedError("411 Length Required")
    lengths = _LENGTH.findall(text)
    if len(lengths) != len(_ANY_LENGTH.findall(text)):  # gunicorn may read another one from it
        raise RefusedError("400 Bad Request")
    body = max(map(int, lengths), default=0)
    if body > LONGEST_BODY:
        raise RefusedError("413 Content Too Large")
    target = text.split(b"\r\n", 1)[0].split(b" ")[1:2] or [b""]
    path, _mark, query = target[0].partition(b"?")
    return Head(
        path=path,
        query=query,
        size=len(text) + body,
        is_large=body > LARGE,
        wants_word=bool(body) and _CONTINUE.search(text) is not None,
    )
