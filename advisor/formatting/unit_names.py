"""What types of heat pump are called."""

from django.utils.translation import gettext_lazy

from advisor.formatting.text import Text

TYPE_NAMES = {
    "mini_split": gettext_lazy("Mini-split"),
    "window": gettext_lazy("Window unit"),
    "portable": gettext_lazy("Portable"),
}

TYPES_MANY: dict[str, Text] = {
    "mini_split": gettext_lazy("Mini-splits"),
    "window": gettext_lazy("Window units"),
    "portable": gettext_lazy("Portables"),
}
