"""The type of words that may still wait for the language of whoever reads them."""

from django.utils.functional import Promise

Text = str | Promise
