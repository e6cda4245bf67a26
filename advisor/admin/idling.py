"""How long a sign-in lasts: as long as its person works, and three hours after."""

import time
from typing import Any, Final

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

_SEEN: Final = "seen"
_AGAIN: Final = 600  # seconds; a write for each page would cost three statements


@receiver(user_logged_in)
def begin(request: HttpRequest | None, **_given: Any) -> None:
    """The first moment of a session."""
    if request is not None:
        request.session[_SEEN] = int(time.time())


def keep_awake(request: HttpRequest) -> None:
    """Start the three hours again where the last start is ten minutes ago."""
    now = int(time.time())
    if request.user.is_authenticated and now - request.session.get(_SEEN, 0) >= _AGAIN:
        request.session[_SEEN] = now
