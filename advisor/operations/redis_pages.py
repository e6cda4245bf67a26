"""Redis as the cache of pages that several hosts share.

Django's own backend, with three things changed. What is stored are bytes and stays bytes: nothing
that Redis hands out is unpickled, so whoever writes into it can run no code here. A connection and
an answer have a tenth of a second, and nothing is tried twice: whoever asks can make the page
(``optional_cache``). How much is kept is Redis' own limit (``maxmemory``), not ours.
"""

from typing import Any, Final

from django.core.cache.backends.redis import RedisCache

WAIT: Final = 0.1
"""For a connection, and for each answer. [s]"""


class AsBytes:
    """In the place of Django's pickles."""

    def dumps(self, value: bytes) -> bytes:
        return value

    def loads(self, value: bytes) -> bytes:
        return value


class RedisPages(RedisCache):
    """``redis://[:password@]host:port/database``, or ``rediss://…`` with TLS."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        # Only where it is used: it takes a quarter of a second to load.
        from redis.backoff import NoBackoff  # noqa: PLC0415
        from redis.maint_notifications import MaintNotificationsConfig  # noqa: PLC0415
        from redis.retry import Retry  # noqa: PLC0415

        super().__init__(server, params)
        self._servers = [server]  # one, whatever characters its password has
        self._options = {
            "serializer": AsBytes,
            "socket_connect_timeout": WAIT,
            "socket_timeout": WAIT,
            "retry": Retry(NoBackoff(), 0),
            # A new connection asks for nothing but the password and the database.
            "protocol": 2,
            "driver_info": None,
            "maint_notifications_config": MaintNotificationsConfig(enabled=False),
        }

    def limit(self) -> tuple[int, str]:
        """How much this Redis keeps at most, in bytes (0: whatever comes), and what it drops
        first. Errors are those of the ``redis`` package."""
        memory = self._cache.get_client().info("memory")
        return int(memory["maxmemory"]), str(memory["maxmemory_policy"])
