"""A pivot in outline: units that add up what stands below them, the same things below each."""

from tests.ingest.books import result_of, rows, told

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


COUNTS = {"Elm": (3, 5, 7), "Oak": (4, 6, 8)}
MONTHS = ("Apr-24", "May-24", "Jun-24")


def outlined(heads):
    """Labels and amounts, those of each head its parts' sum, below a pivot's own heading."""
    made = [["Row Labels", "Sum of Admissions"]]
    for head, parts in heads.items():
        made += [[head, sum(parts.values())], *map(list, parts.items())]
    return [*made, ["Grand Total", 33]]


def test_months_below_each_ward_are_that_wards():
    heads = {ward: dict(zip(MONTHS, own, strict=True)) for ward, own in COUNTS.items()}
    result = result_of(Pivot=outlined(heads))
    assert rows(result, "unit", "period", "amount") == [
        ("Elm", "2024-04-01", 3), ("Elm", "2024-05-01", 5), ("Elm", "2024-06-01", 7),
        ("Oak", "2024-04-01", 4), ("Oak", "2024-05-01", 6), ("Oak", "2024-06-01", 8),
    ]  # fmt: skip
    assert any("2 rows add up others" in text and "(A2, A6)" in text for text in told(result))


def test_wards_below_each_month_are_of_that_month():
    heads = {
        month: {ward: own[n] for ward, own in COUNTS.items()} for n, month in enumerate(MONTHS)
    }
    result = result_of(Pivot=outlined(heads))
    assert rows(result, "unit", "period", "amount") == [
        ("Elm", "2024-04-01", 3), ("Oak", "2024-04-01", 4), ("Elm", "2024-05-01", 5),
        ("Oak", "2024-05-01", 6), ("Elm", "2024-06-01", 7), ("Oak", "2024-06-01", 8),
    ]  # fmt: skip


def test_months_below_each_year_are_of_that_year():
    heads = {"2023": {"Nov": 9, "Dec": 10}, "2024": {"Jan": 6, "Feb": 8}}
    result = result_of(Pivot=outlined(heads))
    assert rows(result, "period", "amount") == [
        ("2023-11-01", 9), ("2023-12-01", 10), ("2024-01-01", 6), ("2024-02-01", 8),
    ]  # fmt: skip


def test_an_outline_of_three_levels_is_not_read():
    sheet = [["Row Labels", "Sum of Admissions"], ["North", 7], ["Elm", 7], ["Apr-24", 3],
             ["May-24", 4], ["South", 11], ["Oak", 11], ["Apr-24", 5], ["May-24", 6]]  # fmt: skip
    result = result_of(Pivot=sheet)
    assert rows(result, "amount") == []
