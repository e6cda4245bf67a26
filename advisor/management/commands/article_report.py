"""``manage.py article_report``: what is no longer true in each article, printed or sent."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from advisor.articles.check import article_reports
from advisor.articles.report_feed import mail_reports


class Command(BaseCommand):
    help = (
        "Prints the report of each article. --read asks the articles' addresses first; --send sends"
        " each subscribed editor the articles that have something to fix."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="*", help="only these articles")
        parser.add_argument("--read", action="store_true", help="read the articles again first")
        parser.add_argument("--send", action="store_true", help="by email, to who asked for it")

    def handle(self, *_args: Any, slug: list[str], read: bool, send: bool, **_o: Any) -> None:
        if send and not settings.EMAIL_HOST:
            raise CommandError("No mail server is set. Set EMAIL_HOST, or leave --send out.")
        articles = [
            each for each in article_reports.articles_of(None) if not slug or each.slug in slug
        ]
        if unknown := set(slug) - {each.slug for each in articles}:
            raise CommandError(f"There is no article called {', '.join(sorted(unknown))}.")
        if read:
            for article in filter(lambda each: each.address, articles):
                seen = article_reports.read_again(article)
                self.stdout.write(f"{article.slug}: {seen.status or seen.note}")
        if send:
            self.stdout.write(f"{mail_reports()} emails sent")
            return
        told = [each for each in article_reports.today_standings() if each.article in articles]
        self.stdout.write("\n\n\n".join(article_reports.as_text(each) for each in told))
        broken = sum(each.broken for each in told)
        self.stdout.write(f"\nTo fix: {broken}, in articles read: {len(told)}")
