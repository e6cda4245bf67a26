"""``python -m advisor.operations.probe [/readyz]``: exit status 0 if ``/healthz`` here says 200.

For the image's HEALTHCHECK. It asks under the first allowed host name, because Django refuses
any other. Standard library only.
"""

import http.client
import os
import sys


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else "/healthz"
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    connection = http.client.HTTPConnection(
        "127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=2
    )
    try:
        connection.request(
            "GET",
            path,
            headers={"Host": host if host not in {"", "*"} else "localhost"},
        )
        status = connection.getresponse().status
    except OSError as error:
        sys.exit(str(error))
    sys.exit(0 if status == http.HTTPStatus.OK else f"{path} answered {status}")


if __name__ == "__main__":
    main()
