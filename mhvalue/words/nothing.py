"""Why the open files give nothing to show, and what would help."""

from mhvalue.errors import NothingToShow
from mhvalue.facts import Facts


def nothing_to_show(facts: Facts, *, comparable: bool) -> NothingToShow:
    """The reason that fits the facts; `comparable` where something could be shown by itself."""
    frame = facts.frame
    actual = frame[(frame["scenario"] == "actual").to_numpy()]
    stated = actual[actual["status"].isin(("ok", "suppressed")).to_numpy()]
    if comparable:
        return NothingToShow(
            "The open files hold figures for one unit of each kind only: nothing can be compared.",
            do="Open a file with figures for several teams, or see this one on Trends.",
        )
    if frame.empty:
        return NothingToShow(
            "The open files hold no figures.", do="Open a file with figures on the Upload page."
        )
    if actual.empty:
        return NothingToShow(
            "The open files hold plans or forecasts only, and nothing of what happened.",
            do="Open a file with actual figures, or say on Upload which columns hold them.",
        )
    if stated.empty:
        return NothingToShow(
            "No figure of the open files can be believed or is filled in.",
            do="The Check page says of each what is wrong.",
        )
    return NothingToShow(
        "The open files hold figures, but none that can be shown by itself.",
        do="Say on Upload what each column of figures holds.",
    )
