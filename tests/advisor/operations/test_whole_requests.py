"""A request is whole when its headers and its body are here, and not before."""

import pytest

from advisor.operations.whole_requests import LONGEST_HEAD, RefusedError, head_of


def test_page_is_whole_with_the_end_of_its_headers() -> None:
    text = bytearray(b"GET /advice/?zip=02130&lang=es HTTP/1.1\r\nHost: a.example\r\n")
    assert head_of(text) is None
    text += b"\r\n"
    head = head_of(text)
    assert head is not None
    assert (head.path, head.query) == (b"/advice/", b"zip=02130&lang=es")
    assert head.size == len(text)
    assert not head.wants_word


def test_form_is_whole_with_the_last_byte_of_its_body() -> None:
    text = bytearray(
        b"POST /r/ HTTP/1.1\r\nHost: a.example\r\nCONTENT-LENGTH:  12 \r\n"
        b"Expect: 100-continue\r\n\r\nzip=0"
    )
    head = head_of(text)
    assert head is not None
    assert head.size == len(text) - len(b"zip=0") + 12
    assert head.wants_word
    assert not head.is_large


def test_longest_of_two_lengths_counts_and_gunicorn_judges_them() -> None:
    head = head_of(
        bytearray(b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 900\r\n\r\n")
    )
    assert head is not None
    assert head.size >= 900


@pytest.mark.parametrize("length", ["0000000000000064", "1e3", "-1", "64, 64", ""])
def test_length_that_cannot_be_read_here_is_refused(length: str) -> None:
    text = f"POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n"
    with pytest.raises(RefusedError, match="400"):
        head_of(bytearray(text.encode()))


def test_line_that_is_left_from_the_request_before_is_passed_over() -> None:
    text = bytearray(b"\r\nGET / HTTP/1.1\r\n\r\n")
    head = head_of(text)
    assert head is not None
    assert head.size == len(text)


@pytest.mark.parametrize(
    "text", [b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\r\n\r\n", b"a b\r\n\r\n"]
)
def test_nonsense_is_handed_to_gunicorn_or_waits_for_more(text: bytes) -> None:
    received = bytearray(text)
    head = head_of(received)
    assert head is None or head.size == len(received)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (b"GET / HTTP/1.1\r\nX: " + b"x" * LONGEST_HEAD, "431"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "411"),
        (b"POST / HTTP/1.1\r\nContent-Length: 170000000\r\n\r\n", "413"),
    ],
)
def test_what_is_too_long_or_has_no_length_is_refused(text: bytes, status: str) -> None:
    with pytest.raises(RefusedError, match=status):
        head_of(bytearray(text))
