"""Bring the catalog up to what ENERGY STAR's lists and the shops' product feeds say today."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from catalog.importing.formats.merchant_feed import FEED
from catalog.importing.online_sources import day_read, fetch_source
from catalog.importing.pipeline import sha256_of
from catalog.importing.reading import RefusedError
from catalog.importing.refresh import client, new_batch
from catalog.importing.socrata import SocrataClient
from catalog.management.import_output import SHOWN, ImportCommand
from catalog.models import Feed, ImportBatch


class Command(ImportCommand):
    help = (
        "Reads ENERGY STAR's public lists, or the product feeds of shops, and says what they would"
        " change; with --apply, changes it, in one transaction that undo_import takes back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", choices=("energystar", "feeds"))
        parser.add_argument("--apply", action="store_true", help="do it; without: a dry run")
        parser.add_argument(
            "--publish", action="store_true", help="new units and completed drafts go live"
        )
        parser.add_argument("--reason", default="", help="why; needed to take what is unusual")
        parser.add_argument("--address", default="", help="instead of ENERGYSTAR_ADDRESS")
        parser.add_argument(
            "--whole", action="store_true", help="also lists that say that nothing changed"
        )
        parser.add_argument("--shop", default="", help="the feed of this shop only")
        parser.add_argument("--all", action="store_true", help="list every problem and change")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        self.most = None if options["all"] else SHOWN
        if options["source"] == "energystar":
            source = client()
            if options["address"]:
                source = replace(source, base=options["address"])
            batch = new_batch(publish=options["publish"], reason=options["reason"])
            try:
                self._refresh(batch, options, source=source)
            except RefusedError as refused:
                raise CommandError(str(refused)) from refused
            return
        self._refresh_feeds(options)

    def _refresh_feeds(self, options: dict[str, Any]) -> None:
        feeds = Feed.objects.exclude(address="").order_by("shop")
        feeds = feeds.filter(shop=options["shop"]) if options["shop"] else feeds.filter(active=True)
        refused = []
        for feed in feeds:
            self.stdout.write(f"{feed.shop}:")
            batch = ImportBatch(format=FEED.code, file_name=feed.shop, feed=feed)
            batch.reason = options["reason"] or feed.reason
            self.shown = 0
            try:
                self._refresh(batch, options)
            except RefusedError as error:
                feed.note_run(str(error))
                refused.append(f"{feed.shop}: {error}")
        if refused:
            raise CommandError("\n".join(refused))

    def _refresh(
        self, batch: ImportBatch, options: dict[str, Any], *, source: SocrataClient | None = None
    ) -> None:
        with tempfile.NamedTemporaryFile(prefix="refresh-") as file:
            path = Path(file.name)
            nothing_new = fetch_source(
                batch, path, source=source, whole=options["whole"], progress=self.progress
            )
            if nothing_new:
                self.stdout.write(nothing_new)
                return
            batch.file_sha256 = sha256_of(path)
            report = self.bring(batch, path, today=day_read(batch), do_it=options["apply"])
        self.report(report, batch)
