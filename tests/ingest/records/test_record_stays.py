"""Stays with answers worked out by hand: nights, lengths, moves, delays and who came back."""

from datetime import date

import pytest

from tests.ingest.records.extracts import ENGINES, months, read, reading_of

JANUARY = date(2024, 1, 1)
BY_ROW = {"Ward": "unit Ward", "In": "start", "Out": "end"}
BY_PERSON = {"Ward": "unit Ward", "Person": "person", "In": "start", "Out": "end"}


def ward_rows(*rows, as_at=date(2024, 3, 31), first=JANUARY, whole=False, engine="pandas"):
    reading = reading_of("stays", BY_ROW, as_at=as_at, first=first, whole_spells=whole)
    return read([("Elm", *row) for row in rows], reading, engine)[0]


def person_rows(*rows, as_at=date(2024, 6, 30), first=JANUARY, engine="pandas"):
    reading = reading_of("stays", BY_PERSON, as_at=as_at, first=first)
    return read(rows, reading, engine)[0]


@pytest.mark.parametrize("engine", ENGINES)
def test_bed_days_are_the_nights_in_each_month_of_a_leap_year(engine):
    # 30 January to 2 March 2024: nights of 30 and 31 January, all 29 of February, 1 March.
    facts = ward_rows(("30/01/2024", "02/03/2024"), engine=engine)
    expected = {"2024-01": 2, "2024-02": 29, "2024-03": 1}
    assert months(facts, "occupied_bed_days") == expected
    assert months(facts, "occupied_bed_days", "Elm") == expected


def test_february_of_another_year_has_28_nights():
    # 31 January to 1 March 2023: one night in January, 28 in February, none in March.
    facts = ward_rows(("31/01/2023", "01/03/2023"), first=date(2023, 1, 1), as_at=date(2023, 3, 31))
    found = months(facts, "occupied_bed_days")
    assert found == {"2023-01": 1, "2023-02": 28, "2023-03": 0}


def test_a_stay_within_one_month_and_one_within_a_day():
    # 5 to 9 January is 4 nights; in and out on the 20th is none, yet both begin and end.
    facts = ward_rows(("05/01/2024", "09/01/2024"), ("20/01/2024", "20/01/2024"))
    assert months(facts, "occupied_bed_days")["2024-01"] == 4
    assert months(facts, "ward_stays_started")["2024-01"] == 2
    assert months(facts, "ward_stays_ended")["2024-01"] == 2
    assert months(facts, "open_ward_stays")["2024-01"] == 0


def test_who_leaves_on_the_last_day_is_not_there_at_its_end():
    facts = ward_rows(("10/01/2024", "31/01/2024"), ("10/01/2024", "01/02/2024"))
    assert months(facts, "open_ward_stays")["2024-01"] == 1
    # 21 nights and 22 nights.
    assert months(facts, "occupied_bed_days")["2024-01"] == 43


@pytest.mark.parametrize("engine", ENGINES)
def test_open_stays_and_how_long_they_have_lasted_by_the_last_day(engine):
    # On 31 January 2024 the stays of 1 and 21 January are 30 and 10 days old: sum 40, squares
    # 1000. On 29 February the first has ended (on the 2nd) and the other is 39 days old.
    facts = ward_rows(("01/01/2024", "02/02/2024"), ("21/01/2024", None), whole=True, engine=engine)
    assert months(facts, "open_stays") == {"2024-01": 2, "2024-02": 1, "2024-03": 1}
    assert months(facts, "open_stay_days") == {"2024-01": 40, "2024-02": 39, "2024-03": 70}
    assert months(facts, "open_stay_days_squared")["2024-01"] == 1000
    # 70 days by 31 March: over 60 and not over 90.
    assert months(facts, "open_stays_60plus") == {"2024-01": 0, "2024-02": 0, "2024-03": 1}
    assert set(months(facts, "open_stays_90plus").values()) == {0}


@pytest.mark.parametrize("engine", ENGINES)
def test_lengths_of_the_stays_that_ended(engine):
    # 2, 4 and 10 days: sum 16, squares 4 + 16 + 100 = 120, the middle one 4. The 90th percentile
    # stands at (3 - 1) x 0.9 = 1.8, so eight tenths of the way from 4 to 10: 8.8.
    facts = ward_rows(
        ("01/01/2024", "03/01/2024"), ("01/01/2024", "05/01/2024"), ("01/01/2024", "11/01/2024"),
        whole=True, engine=engine,
    )  # fmt: skip
    assert months(facts, "discharges") == {"2024-01": 3}
    assert months(facts, "discharged_stay_days") == {"2024-01": 16}
    assert months(facts, "discharged_stay_days_squared") == {"2024-01": 120}
    assert months(facts, "stay_median") == {"2024-01": 4}
    assert months(facts, "stay_p90")["2024-01"] == pytest.approx(8.8)


def test_an_even_number_of_stays_has_its_median_between_two():
    facts = ward_rows(("01/01/2024", "04/01/2024"), ("01/01/2024", "09/01/2024"), whole=True)
    assert months(facts, "stay_median") == {"2024-01": 5.5}


def test_sixty_days_are_long_and_fifty_nine_are_not():
    # From 1 January 2024, a leap year: 29 February is day 59, 1 March day 60, 31 March day 90.
    facts = ward_rows(
        ("01/01/2024", "29/02/2024"), ("01/01/2024", "01/03/2024"), ("01/01/2024", "31/03/2024"),
        whole=True,
    )  # fmt: skip
    assert months(facts, "discharges_60plus") == {"2024-01": 0, "2024-02": 0, "2024-03": 2}
    assert months(facts, "discharges_90plus") == {"2024-01": 0, "2024-02": 0, "2024-03": 1}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_move_is_two_ward_stays_and_one_admission(engine):
    # Elm 5 to 15 January, Oak 15 January to 4 February: one stay of 30 days, discharged by Oak.
    facts = person_rows(
        ("Elm", "a", "05/01/2024", "15/01/2024"),
        ("Oak", "a", "15/01/2024", "04/02/2024"),
        engine=engine,
    )
    assert months(facts, "ward_stays_started")["2024-01"] == 2
    assert months(facts, "admissions", "Elm")["2024-01"] == 1
    assert months(facts, "admissions", "Oak")["2024-01"] == 0
    assert months(facts, "admissions")["2024-01"] == 1
    assert months(facts, "ward_stays_ended", "Elm")["2024-01"] == 1
    assert set(months(facts, "discharges", "Elm").values()) == {0}
    assert months(facts, "discharges", "Oak")["2024-02"] == 1
    assert months(facts, "discharged_stay_days", "Oak")["2024-02"] == 30
    assert months(facts, "discharged_ward_stays", "Oak")["2024-02"] == 2
    assert months(facts, "stay_median", "Oak") == {"2024-02": 30}
    # 10 nights on Elm; 17 in January and 3 in February on Oak.
    assert months(facts, "occupied_bed_days", "Elm")["2024-01"] == 10
    assert months(facts, "occupied_bed_days", "Oak") == {"2024-01": 17, "2024-02": 3}
    # In Oak's bed at the end of January, but in hospital for 26 days.
    assert months(facts, "open_stays", "Oak")["2024-01"] == 1
    assert months(facts, "open_stay_days", "Oak")["2024-01"] == 26


@pytest.mark.parametrize("engine", ENGINES)
def test_who_comes_back_counts_in_the_month_of_discharge(engine):
    # a: home on 25 January, back on 8 February: 14 days. b: home on 31 January, back on
    # 29 February: 29 days. c: home on 10 February, back on 1 May: 81 days. a and c go home again.
    facts = person_rows(
        ("Elm", "a", "01/01/2024", "25/01/2024"),
        ("Oak", "a", "08/02/2024", "20/02/2024"),
        ("Elm", "b", "01/01/2024", "31/01/2024"),
        ("Elm", "b", "29/02/2024", None),
        ("Elm", "c", "05/01/2024", "10/02/2024"),
        ("Elm", "c", "01/05/2024", "02/05/2024"),
        engine=engine,
    )
    assert months(facts, "readmission_eligible") == {
        "2024-01": 2, "2024-02": 2, "2024-03": 0, "2024-04": 0, "2024-05": 1, "2024-06": 0,
    }  # fmt: skip
    assert months(facts, "readmissions_14", "Elm")["2024-01"] == 1
    assert months(facts, "readmissions_28", "Elm")["2024-01"] == 1
    assert months(facts, "readmissions_30", "Elm")["2024-01"] == 2
    assert months(facts, "readmissions_30")["2024-02"] == 0
    assert months(facts, "readmissions_30", "Oak")["2024-02"] == 0


def test_a_month_whose_follow_up_is_not_over_is_not_low_but_unknown():
    # The extract ends on 28 June 2024. May has been followed for exactly 28 days, so 28 days are
    # known and 30 are not; June itself is not over.
    facts = person_rows(
        ("Elm", "a", "01/05/2024", "20/05/2024"),
        ("Elm", "a", "22/05/2024", "28/06/2024"),
        as_at=date(2024, 6, 28),
        first=date(2024, 5, 1),
    )
    assert months(facts, "readmissions_14") == {"2024-05": 1, "2024-06": "missing"}
    assert months(facts, "readmissions_28") == {"2024-05": 1, "2024-06": "missing"}
    assert months(facts, "readmissions_30") == {"2024-05": "missing", "2024-06": "missing"}
    assert months(facts, "discharges") == {"2024-05": 1, "2024-06": "missing"}


def test_who_died_cannot_come_back():
    roles = BY_PERSON | {"Discharge method": "outcome"}
    reading = reading_of("stays", roles, as_at=date(2024, 3, 31), first=JANUARY)
    rows = [
        ("Elm", "a", "01/01/2024", "10/01/2024", "Patient died"),
        ("Elm", "b", "01/01/2024", "11/01/2024", "Usual place of residence"),
        ("Elm", "c", "01/01/2024", "12/01/2024", "Transfer to another hospital"),
    ]
    facts, _ = read(rows, reading)
    assert months(facts, "discharges") == {"2024-01": 3}
    assert months(facts, "readmission_eligible") == {"2024-01": 1}


@pytest.mark.parametrize("engine", ENGINES)
def test_days_ready_for_discharge_and_still_there(engine):
    # Ready on 28 January, home on 3 February: 4 nights in January, 2 in February, a delay of 6
    # days. Ready on 20 February and still there at the end of March: 10 nights and 31.
    roles = BY_ROW | {"Ready": "ready"}
    reading = reading_of("stays", roles, as_at=date(2024, 3, 31), first=JANUARY)
    rows = [
        ("Elm", "02/01/2024", "03/02/2024", "28/01/2024"),
        ("Elm", "02/01/2024", None, "20/02/2024"),
        ("Elm", "02/01/2024", "05/03/2024", None),
    ]
    facts, _ = read(rows, reading, engine)
    assert months(facts, "delayed_days") == {"2024-01": 4, "2024-02": 12, "2024-03": 31}
    assert months(facts, "crfd_people") == {"2024-01": 1, "2024-02": 1, "2024-03": 1}
    assert months(facts, "ended_delays") == {"2024-01": 0, "2024-02": 1, "2024-03": 0}
    assert months(facts, "ended_delay_days")["2024-02"] == 6
    assert months(facts, "ended_delay_days_squared")["2024-02"] == 36


def test_what_never_happened_is_zero_where_it_could_have():
    roles = BY_ROW | {"Ready": "ready"}
    reading = reading_of("stays", roles, as_at=date(2024, 2, 29), first=JANUARY, whole_spells=True)
    facts, _ = read([("Elm", "02/01/2024", "20/02/2024", None)], reading)
    for item in ("delayed_days", "ended_delays", "crfd_people", "open_stays_60plus"):
        assert months(facts, item, "Elm") == {"2024-01": 0, "2024-02": 0}


def test_a_ward_that_was_never_closed_in_the_file_ends_where_the_next_begins():
    # Elm was left open when a moved to Oak on 10 January: 9 nights on Elm, then Oak's.
    facts = person_rows(
        ("Elm", "a", "01/01/2024", None), ("Oak", "a", "10/01/2024", None), as_at=date(2024, 1, 31)
    )
    assert months(facts, "occupied_bed_days") == {"2024-01": 31}
    assert months(facts, "occupied_bed_days", "Elm") == {"2024-01": 9}
    assert months(facts, "open_stays") == {"2024-01": 1}


def test_rows_without_a_person_are_people_of_their_own():
    facts = person_rows(
        ("Elm", None, "01/01/2024", "05/01/2024"),
        ("Elm", None, "05/01/2024", "09/01/2024"),
        as_at=date(2024, 1, 31),
    )
    assert months(facts, "admissions") == {"2024-01": 2}


def test_a_spell_number_joins_ward_stays_but_follows_nobody():
    roles = BY_PERSON | {"Person": "spell"}
    reading = reading_of("stays", roles, as_at=date(2024, 3, 31), first=JANUARY)
    rows = [("Elm", "s1", "01/01/2024", "05/01/2024"), ("Oak", "s1", "05/01/2024", "09/01/2024")]
    facts, _ = read(rows, reading)
    assert months(facts, "admissions") == {"2024-01": 1}
    assert "readmissions_14" not in set(facts.frame["item"])


def test_an_extract_of_ended_stays_gives_no_bed_days():
    rows = [(f"{day:02}/0{month}/2024", f"{day + 5}/0{month}/2024")
            for month in (1, 2, 3, 4, 5) for day in range(1, 24)]  # fmt: skip
    facts = ward_rows(*rows, as_at=date(2024, 5, 31), whole=True)
    assert months(facts, "discharges")["2024-02"] == 23
    held = set(facts.frame["item"])
    assert not held & {"admissions", "occupied_bed_days", "open_stays", "ward_stays_started"}
    still_in = ward_rows(*rows, ("29/05/2024", None), as_at=date(2024, 5, 31), whole=True)
    assert months(still_in, "admissions")["2024-05"] == 24
