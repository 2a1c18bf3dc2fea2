"""Words that tell what they count only by what stands beside them."""

import pytest

from tests.ingest.books import result_of, rows

TEAMS = ("North team", "South team")


def test_headings_of_a_community_team_count_what_such_teams_do():
    heads = ("Referrals", "Accepted", "Discharges", "Caseload", "Attended", "DNA")
    below = [[team, *range(3, 9)] for team in TEAMS]
    result = result_of(S=[["Team report, April 2024"], ["Team", *heads], *below])
    assert set(rows(result, "item", "heading", "amount")) == {
        ("referrals", "Referrals", 3), ("referrals_accepted", "Accepted", 4),
        ("referral_discharges", "Discharges", 5), ("caseload", "Caseload", 6),
        ("attended_contacts", "Attended", 7), ("missed_contacts", "DNA", 8),
    }  # fmt: skip


def test_people_are_discharged_from_wards_where_wards_are_spoken_of():
    below = [[ward, 3, 4, 5] for ward in ("Elm ward", "Oak ward")]
    result = result_of(
        S=[["April 2024"], ["Ward", "Referrals", "Admissions", "Discharges"], *below]
    )
    assert set(rows(result, "item", "amount")) == {
        ("referrals", 3), ("admissions", 4), ("discharges", 5)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "item"), [("Team report", "referral_discharges"), ("Report", "discharges")]
)
def test_beside_referrals_alone_it_matters_who_is_reported_on(title, item):
    below = [[name, 3, 4] for name in ("North", "South")]
    result = result_of(S=[[f"{title}, April 2024"], ["Name", "Referrals", "Discharges"], *below])
    assert set(rows(result, "item", "amount")) == {("referrals", 3), (item, 4)}


@pytest.mark.parametrize("heading", ["Contacts", "Number of contacts", "Appointments", "Number"])
def test_outcomes_of_contacts_are_the_contacts_of_that_outcome(heading):
    outcomes = (("Attended", 90), ("DNA", 10), ("Cancelled by patient", 5))
    below = [[team, outcome, n] for team in TEAMS for outcome, n in outcomes]
    result = result_of(S=[["April 2024"], ["Team", "Outcome", heading], *below])
    assert set(rows(result, "item", "heading", "amount")) == {
        ("attended_contacts", "Attended", 90), ("missed_contacts", "DNA", 10),
        ("person_cancelled_contacts", "Cancelled by patient", 5),
    }  # fmt: skip


def test_a_word_alone_keeps_its_own_name():
    below = [[team, 3, 4] for team in TEAMS]
    result = result_of(S=[["April 2024"], ["Team", "Attended", "Trained"], *below])
    assert {item for (item,) in rows(result, "item")} == {"attended", "trained"}
