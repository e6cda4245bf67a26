"""The form for a number that a visitor doubts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from advisor.models import WrongNumber


class DoubtForm(forms.ModelForm[WrongNumber]):
    """Page, number, claim and source; the last is text, for nothing here follows it."""

    class Meta:
        model = WrongNumber
        fields = ("page", "field", "claim", "source")
        labels = {
            "page": _("On which page?"),
            "field": _("Which number?"),
            "claim": _("What should it be, and why?"),
            "source": _("Where is that published?"),
        }
        help_texts = {
            "page": _("Its address. Cut out what nobody needs to know of your room."),
            "field": _("For example “least heat of the Maker 06”."),
            "claim": _("Please no name and no e-mail: we cannot answer, only look."),
            "source": _("A link or the name of a paper, if you have one."),
        }
        error_messages = {
            "field": {"required": _("Say which number it is.")},
            "claim": {"required": _("Say what it should be.")},
        }
        widgets = {
            "page": forms.TextInput(attrs={"autocomplete": "off"}),
            "field": forms.TextInput(attrs={"autocomplete": "off"}),
            "claim": forms.Textarea(attrs={"rows": 4}),
            "source": forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
        }
