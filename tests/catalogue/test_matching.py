"""What a heading means: sure matches with their reason, cautious proposals, and nothing else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mhvalue.catalogue.loader import find_item, find_metric, load
from mhvalue.catalogue.matching import Match, Names, match
from mhvalue.catalogue.schema import Catalogue, Item, Metric, Term

BED_DAYS = Item(
    "occupied_bed_days", "Occupied bed days", "days", "sum", "sum", "sum",
    unit="days", spellings=("OBDs", "Bed days used"), mhsds=("MHS24",),
)  # fmt: skip
ITEMS = (
    BED_DAYS,
    Item("bank_spend", "Bank staff spend", "money", "sum", "sum", "sum", unit="£"),
    Item("agency_spend", "Agency staff spend", "money", "sum", "sum", "sum", unit="£"),
    Item("admissions", "Admissions to hospital", "events", "sum", "sum", "sum"),
    Item("planned_admissions", "Planned admissions", "events", "sum", "sum", "sum"),
    Item("seen_28", "People seen within 28 days", "people", "sum", "sum", "sum"),
    Item("accepted", "Referrals accepted", "events", "sum", "sum", "sum"),
)
COST = Metric(
    "cost_per_day", "Cost per occupied bed day", "?", "t", "cost", "s", "ratio",
    numerator=(Term(("bank_spend",)),), denominator=(Term(("occupied_bed_days",)),), unit="£",
    spellings=("Spend per bed day",),
)  # fmt: skip
SMALL = Catalogue({item.id: item for item in ITEMS}, {COST.id: COST})


@pytest.mark.parametrize(
    ("heading", "means", "how", "reason"),
    [
        (
            "Occupied bed days",
            "occupied_bed_days",
            "exact name",
            "the exact name of Occupied bed days",
        ),
        (
            "OCCUPIED_BED_DAYS",
            "occupied_bed_days",
            "exact name",
            "the exact name of Occupied bed days",
        ),
        ("OBDs", "occupied_bed_days", "known spelling", "a known spelling of Occupied bed days"),
        ("bank spend", "bank_spend", "known spelling", "a known spelling of Bank staff spend"),
        ("mhs24", "occupied_bed_days", "MHSDS id", "the MHSDS id of Occupied bed days"),
        (
            "Spend per bed day",
            "cost_per_day",
            "known spelling",
            "a known spelling of Cost per occupied bed day",
        ),
    ],
)
def test_what_the_catalogue_knows_is_sure_and_says_why(heading, means, how, reason):
    found = match(SMALL, heading)
    assert found is not None
    assert (found.id, found.how, found.sure, found.reason) == (means, how, True, reason)


@pytest.mark.parametrize(
    ("heading", "means", "reason"),
    [
        (
            "Ocupied bed days",
            "occupied_bed_days",
            "similar to Occupied bed days: ocupied is taken for occupied",
        ),
        (
            "Bed days, occupied",
            "occupied_bed_days",
            "similar to Occupied bed days: the same words, written differently",
        ),
        (
            "Occ. bed days",
            "occupied_bed_days",
            "similar to Occupied bed days: the same words, written differently",
        ),
        (
            "Referals accepted",
            "accepted",
            "similar to Referrals accepted: referal is taken for referral",
        ),
        (
            "Occupied days of beds (days)",
            "occupied_bed_days",
            "similar to Occupied bed days: the same words, written differently",
        ),
        (
            "Used beddays in the month: bed days used",
            None,
            None,
        ),
    ],
)
def test_what_is_alike_is_proposed_and_never_sure(heading, means, reason):
    found = match(SMALL, heading)
    assert (found and found.id) == means
    if found:
        assert (found.how, found.sure, found.reason) == ("similar", False, reason)


@pytest.mark.parametrize(
    "heading",
    [
        "Readmissions to hospital",
        "Re-admissions to hospital",
        "Not admissions to hospital",
        "Unplanned admissions",
        "People seen within 48 hours",
        "People seen within 82 days",
        "People not seen within 28 days",
        "People seen after 28 days",
        "Occupied bed days %",
        "Percentage of occupied bed days",
        "Occupied bed days excluding leave",
        "Bank staff hours",
        "Bank and agency staff spend",
        "Cost per available bed day",
        "Cost per occupied bed",
        "Occupied bed days per cost",
        "Referrals rejected",
        "Staff spend",
        "MHS25",
        "MHS24a",
        "Date",
        "",
        "…",
    ],
)
def test_what_says_something_else_matches_nothing(heading):
    assert match(SMALL, heading) is None


def test_two_things_equally_near_are_not_guessed_between():
    twins = (
        Item("a", "Contacts offered", "events", "sum", "sum", "sum"),
        Item("b", "Contacts, offered days", "events", "sum", "sum", "sum", unit="days"),
    )
    assert match(Catalogue({t.id: t for t in twins}, {}), "Contaccts offered days") is not None
    same = (
        Item("a", "Offered contacts", "events", "sum", "sum", "sum"),
        Item("b", "Contacts that were offered", "events", "sum", "sum", "sum"),
        Item("c", "Contacts offered", "events", "sum", "sum", "sum"),
    )
    assert match(Catalogue({t.id: t for t in same[::2]}, {}), "Contaccts offered") is None


def test_every_heading_the_loader_finds_is_found_as_sure():
    known = load()
    texts = [t for i in known.items.values() for t in i.headings()]
    texts += [t for m in known.metrics.values() for t in m.headings()]
    for text, found in zip(texts, Names(known).match(texts), strict=True):
        direct = find_item(known, text) or find_metric(known, text)
        assert direct is not None
        assert found is not None
        assert (found.sure, found.id) == (True, direct.id)


KNOWN = load()
ALL_NAMES = Names(KNOWN)
ENTRIES = [*KNOWN.items.values(), *KNOWN.metrics.values()]


def _means(text: str) -> str | None:
    found: Match | None = ALL_NAMES.match([text])[0]
    return found and found.id


@given(st.sampled_from(ENTRIES), st.data())
def test_a_negation_before_any_word_never_means_the_same(entry, data):
    names = entry.name.split()
    place = data.draw(st.integers(0, len(names) - 1))
    said = data.draw(st.sampled_from(["un", "non-", "re", "not ", "excluding ", "without "]))
    # "Rereadmissions" is a slip of the pen, not another thing.
    assume(not names[place].lower().startswith(said))
    changed = [*names[:place], said + names[place].lower(), *names[place + 1 :]]
    assert _means(" ".join(changed)) != entry.id


@given(st.sampled_from([e for e in ENTRIES if any(map(str.isdigit, e.name))]), st.integers(1, 9))
def test_another_number_never_means_the_same(entry, more):
    changed = "".join(str((int(c) + more) % 10) if c.isdigit() else c for c in entry.name)
    assert _means(changed) != entry.id


@given(st.sampled_from([e for e in ENTRIES if "per " in e.name]))
def test_another_per_never_means_the_same(entry):
    before, _, after = entry.name.partition("per ")
    assert _means(f"{before}per visit {after}") != entry.id
    assert _means(before) != entry.id


@given(st.sampled_from(list(KNOWN.items.values())))
def test_a_percentage_never_means_the_count(item):
    if not item.unit.startswith("%") and "%" not in item.name:
        assert _means(f"{item.name} %") != item.id
        assert _means(f"Percentage of {item.name}") != item.id
