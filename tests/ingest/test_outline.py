"""A pivot in outline: units that add up what stands below them, the same things below each."""

from tests.ingest.books import result_of, rows

HEAD = ["Row Labels", "Apr-24", "May-24", "Jun-24", "Grand Total"]
NORTH = {"Attended": (61, 39, 70), "DNA": (26, 41, 33), "Cancelled by patient": (32, 54, 82)}
SOUTH = {"Attended": (57, 63, 52), "DNA": (58, 59, 73), "Cancelled by patient": (28, 50, 31)}
EAST = {"Attended": (90, 74, 27), "DNA": (35, 48, 29)}


def below(name, parts):
    """A unit's row, and the rows that it adds up."""
    whole = [sum(month) for month in zip(*parts.values(), strict=True)]
    return [
        [name, *whole, sum(whole)],
        *([f"   {label}", *amounts, sum(amounts)] for label, amounts in parts.items()),
    ]


def pivot(*units):
    made = [line for name, parts in units for line in below(name, parts)]
    tops = [line[1:] for line in made if not line[0].startswith(" ")]
    return [
        ["Count of Contact ID"], HEAD, *made,
        ["Grand Total", *(sum(month) for month in zip(*tops, strict=True))],
    ]  # fmt: skip


def test_what_stands_below_several_units_is_what_was_counted_of_each():
    result = result_of(Pivot=pivot(("North CMHT", NORTH), ("South CMHT", SOUTH), ("East", EAST)))
    told = {row[:3]: row[3] for row in rows(result, "unit", "heading", "period", "amount")}
    assert {unit for unit, _, _ in told} == {"North CMHT", "South CMHT", "East"}
    assert told["North CMHT", "Attended", "2024-04-01"] == 61
    assert told["South CMHT", "DNA", "2024-06-01"] == 73
    assert told["East", "DNA", "2024-05-01"] == 48
    assert told["North CMHT", "Count of Contact ID", "2024-04-01"] == 61 + 26 + 32
    # Three months of eight parts and of three units; the grand total is none of them.
    assert len(told) == 3 * (8 + 3)
    assert {status for (status,) in rows(result, "status")} == {"ok"}


def test_wards_below_their_divisions_stay_units():
    wards = {"Elm": (61, 39, 70), "Oak": (26, 41, 33), "Ash": (32, 54, 82)}
    others = {"Fir": (57, 63, 52), "Yew": (58, 59, 73), "Bay": (28, 50, 31)}
    result = result_of(Pivot=pivot(("Division A", wards), ("Division B", others)))
    assert {unit for (unit,) in rows(result, "unit")} >= {"Elm", "Bay", "Division A"}
    assert len({heading for (heading,) in rows(result, "heading")}) == 1
