"""The sources and conditions that ship in the data files, in the language of the page.

An editor's own text in the admin stays in the language in which it was written.
"""

from typing import Final

from django.utils.translation import gettext, gettext_noop

SHIPPED: Final = frozenset(
    (
        # advisor/data/installation.csv and the price classes of the engine
        gettext_noop("Our assumption"),
        gettext_noop("Our assumption, from the smaller sizes"),
        gettext_noop(
            "Our assumption, from ordinary to cold-climate window units: we know no dated price of"
            " a through-wall unit"
        ),
        gettext_noop("Home-improvement guide of July 7, 2025"),
        gettext_noop("Home-improvement guide of July 7, 2025, and store prices since May 2026"),
        gettext_noop("Home-improvement guide of July 7, 2025, and store prices since June 2026"),
        gettext_noop(
            "Home-improvement guide of July 7, 2025; the split into lines is our assumption"
        ),
        gettext_noop(
            "Home-improvement guide of July 7, 2025; the split into lines is our assumption. Other"
            " guides: angi.com, one dedicated circuit, read November 23, 2026"
        ),
        gettext_noop(
            "Home-improvement guide of July 7, 2025: $800 to 2,500 or more for all the work; the"
            " split into lines is our assumption. Other guides: attainablehome.com, labor for one"
            " zone, read November 23, 2026"
        ),
        gettext_noop(
            "Home-improvement guide of July 7, 2025. Other guides: engineerfix.com, one zone,"
            " $2,500–6,000, read November 23, 2026; EnergySage, low quotes from 2023,"
            " $4,800–7,120"
        ),
        gettext_noop("Store prices since June 2026, mostly HVACDirect"),
        gettext_noop(
            "Store prices of kits of 9,000 and 12,000 BTU/h since June 2026; other sizes are our"
            " assumption"
        ),
        gettext_noop("$2,800 to 3,000 in an article of hypoair.com; the ends are our assumption"),
        # advisor/data/states.csv
        gettext_noop("EIA Electric Power Monthly, as tabulated by solarinstallguide.com"),
        gettext_noop("EIA Electric Power Monthly, as tabulated by energyfactbook.com"),
        gettext_noop("EIA State Energy Data System 2024, residential"),
        gettext_noop("EIA Heating Oil and Propane Update, week of March 30, 2026"),
        gettext_noop(
            "Estimate: EIA State Energy Data System 2024 × 1.11, the growth of the US mean to the"
            " first half of 2026"
        ),
        # advisor/data/incentives.csv
        gettext_noop("The unit had to be installed and working by December 31, 2025."),
        gettext_noop(
            "The unit must be on the state's list. The rebate normally comes off the price at the"
            " sale, so it is not for a unit you already bought. Window and portable units count"
            " only where the state lists them. It ends early if its funds run out."
        ),
        gettext_noop(
            "For households with up to 150% of the area's median income. The amount depends on"
            " income."
        ),
        gettext_noop(
            "Programs like this ask for a unit on their list, installed by a licensed installer,"
            " in place of electric, oil, or propane heat. Self-installed kits and window units are"
            " commonly left out."
        ),
        gettext_noop(
            "The whole house must save 20% of its energy or more. One unit for one room seldom"
            " does that."
        ),
    )
)


def shipped_text(text: str) -> str:
    """``text`` in the active language where it ships with us, else as it was written."""
    return gettext(text) if text in SHIPPED else text
