import pytest

from advisor.questions.answer_form import errors_for_cli, query_string, read_text
from advisor.questions.zip_codes import five_digits, is_military, suggestion


@pytest.mark.parametrize(
    "text", ["02130", "02130-1234", "021301234", "02130 1234", "02130\N{EN DASH}1234"]
)
def test_zip_plus_four_is_read_as_its_zip(text: str) -> None:
    assert five_digits(text) == "02130"
    form = read_text(f"zip={text}&space=bedroom&area=120")
    assert form.answers is not None
    assert form.answers.zip == "02130"
    assert query_string(form.given) == "zip=02130&space=bedroom&area=120"


@pytest.mark.parametrize("text", ["", "2130", "021300", "02130-", "02130-12", "abcde", "٠٢١٣٠"])
def test_what_is_no_zip_code_stays_none(text: str) -> None:
    assert five_digits(text) == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2130", "02130"),
        ("2130-1234", "02130"),
        ("901", "00901"),
        ("501", "00501"),
        ("0601", "00601"),
        ("9012", ""),  # 09012 is a military address
        ("213", ""),  # 00213 is nowhere
        ("12", ""),
        ("021300", ""),
        ("x130", ""),
    ],
)
def test_a_lost_zero_is_found_where_such_zip_codes_are(text: str, meant: str) -> None:
    assert suggestion(text) == meant


def test_the_command_line_asks_whether_it_was_meant() -> None:
    form = read_text("zip=2130&space=bedroom&area=120")
    assert errors_for_cli(form) == ["zip: A ZIP code has five digits. Did you mean 02130?"]
    assert form.answers is None


@pytest.mark.parametrize(
    ("zip_code", "is_one"), [("09012", True), ("34009", True), ("96205", True)]
)
def test_military_zip_codes_are_known(zip_code: str, is_one: bool) -> None:
    assert is_military(zip_code) is is_one


@pytest.mark.parametrize("zip_code", ["02130", "34102", "96799", "09999"])
def test_other_zip_codes_are_not_military(zip_code: str) -> None:
    assert not is_military(zip_code)
