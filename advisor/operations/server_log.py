"""gunicorn's own log, in the form of ours."""

from typing import Any

from gunicorn.glogging import Logger

from advisor.operations.json_logs import JsonFormatter


class ServerLog(Logger):  # type: ignore[misc]
    """No access log: the application writes a line for each request, with its route."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())
