"""What the command prints, for tests that hold pages against it."""

import json
from io import StringIO
from typing import Any

from django.core.management import call_command


def printed_advice(query: str) -> dict[str, Any]:
    """``manage.py advise --json`` of these answers."""
    out = StringIO()
    call_command("advise", query, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer
