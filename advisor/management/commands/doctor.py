"""``manage.py doctor``: says in sentences what is wrong on this machine (``./run doctor``)."""

import runpy
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Says what is wrong on this machine; status 1 where something would stop a visitor."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tools", action="store_true", help="also what the tests need")

    def handle(self, *_args: Any, **_options: Any) -> None:
        runpy.run_module("advisor.operations.machine_doctor", run_name="__main__")
