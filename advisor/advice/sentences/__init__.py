"""Engine results → sentences in the active language. No number is computed here.

Everything that an advice says in words is in this package, so that the page, the command line and
the embed say the same. Figures are written by ``advisor.formatting``.
"""
