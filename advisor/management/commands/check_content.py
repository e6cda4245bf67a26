"""``manage.py check_content``: what articles say that is no longer true."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from advisor.articles import content_check


class Command(BaseCommand):
    help = "Checks presets, live facts, articles, store links, and rebates. Run it every night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--look", action="store_true", help="also request the address of every article"
        )

    def handle(self, *_args: Any, look: bool, **_options: Any) -> None:
        if look:
            self.stdout.write(f"{content_check.look_at_articles()} articles could be checked")
        found = content_check.report(timezone.localdate())
        for each in found:
            self.stdout.write(f"{each.kind}: {each.what} {each.name}: {each.says}")
        self.stdout.write(f"{len(found)} to fix")
        if any(each.kind != "unknown" for each in found):
            sys.exit(1)
