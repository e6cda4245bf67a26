"""The former name of ``make_synthetic_catalog``."""

from typing import Any

from catalog.management.commands import make_synthetic_catalog


class Command(make_synthetic_catalog.Command):
    help = "The former name of make_synthetic_catalog, which it runs."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stderr.write("make_catalog is called make_synthetic_catalog now.")
        super().handle(*args, **options)
