"""``manage.py truth_report``: the former name of ``check_content``, for jobs that use it."""

from advisor.management.commands import check_content


class Command(check_content.Command):
    help = "The former name of check_content."
