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
            "page": _(
                "The address of the page. Cut out anything about your room that nobody needs to"
                " know."
            ),
            "field": _("For example, “minimum heat of the Model 06”."),
            "claim": _(
                "Please leave out your name and email. We cannot answer, only look into it."
            ),
            "source": _("A link or the name of a document, if you have one."),
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
