"""What a visitor is told while there are too many: at once, in their language, of few bytes."""

from advisor.operations import busy_page


def test_busy_answer_is_whole_small_and_asks_to_come_back() -> None:
    answers = busy_page.answers()
    assert set(answers) == {b"en", b"es"}
    for answer in answers.values():
        head, body = answer.split(b"\r\n\r\n", 1)
        assert head.startswith(b"HTTP/1.1 503 ")
        assert b"Retry-After: 5" in head
        assert b"no-store" in head
        assert f"Content-Length: {len(body)}".encode() in head
        assert len(answer) < 1500
    assert b"Many people are asking" in answers[b"en"]
    assert b'lang="es"' in answers[b"es"]
    assert b"Many people" not in answers[b"es"]
