"""``manage.py doctor``: says in sentences what is wrong on this machine."""

import logging
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from advisor.operations.machine_doctor import TOOLS, examine, report


class Command(BaseCommand):
    help = "Says what is wrong on this machine; status 1 where something would stop a visitor."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(TOOLS, action="store_true", help="also what the tests need")

    def handle(self, *_args: Any, **options: Any) -> None:
        logging.disable()  # it is all in the sentences
        sys.exit(report(examine(tools=options["tools"]), sys.stdout))
