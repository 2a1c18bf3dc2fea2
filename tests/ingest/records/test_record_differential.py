"""Whole files through the door against a model that walks over every row and every day."""

import csv
import io
import random
from collections import Counter
from datetime import date, timedelta

import pytest

from mhvalue.errors import PeopleFound
from mhvalue.ingest.pipeline import read

FIRST, LAST = date(2024, 1, 1), date(2024, 6, 30)
MONTHS = [(2024, month) for month in range(1, 7)]
WARDS = ("Willow", "Oak", "Elm PICU")
STAY_HEADINGS = [
    ("Patient ID", "Ward Name", "Admission Date", "Discharge Date", "Gender"),
    ("Pseudonym", "Current Ward", "AdmDateTime", "DischDateTime", "Sex"),
    ("Client ID", "Ward", "Date Admitted", "Date of Disch", "Gender"),
]
WRITTEN = ["%d/%m/%Y", "%d/%m/%Y 14:05", "%Y-%m-%d", "%d-%b-%Y"]


def opened(headings, rows, title, days):
    """The facts of a CSV with a title above it: {(item, unit, group, month): amount}."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerows([[title], [], headings])
    for row in rows:
        sheet.writerow([f"{v:{days}}" if isinstance(v, date) else v or "" for v in row])
    data = text.getvalue().encode()
    try:
        result = read(data, "extract.csv", None, lambda _stage: None)
    except PeopleFound as found:
        result = read(data, "extract.csv", None, lambda _stage: None, found.without)
    assert result.reading.format == "records"
    frame = result.facts.frame[result.facts.frame["status"] == "ok"]
    places = ["item", "unit", "group", "period", "amount"]
    return {
        (item, unit, group, (day.year, day.month)): amount
        for item, unit, group, day, amount in frame[places].itertuples(index=False)
    }


def agree(found, counted, items):
    """Every figure counted is in the facts, and no figure of the items besides."""
    wanted = {key: n for key, n in counted.items() if key[3] in MONTHS and n}
    assert len({key[0] for key in wanted}) == len(items)
    assert {key: n for key, n in found.items() if key[0] in items and n} == wanted


def ends():
    return [date(2024, month + 1, 1) - timedelta(1) for month in range(1, 6)] + [LAST]


def moved_patients(chance):
    """Parts of stays in hospital: (person, [(ward, first, last)], sex), some coming back soon."""
    for person in range(60):
        day = FIRST + timedelta(chance.randrange(-60, 170))
        sex = chance.choice(("Female", "Male", ""))
        for _ in range(chance.choice((1, 1, 2, 3))):
            parts, ward = [], chance.choice(WARDS)
            for _ in range(chance.choice((1, 1, 2))):
                left = day + timedelta(chance.choice((1, 3, 12, 40, 95)))
                parts.append((ward, day, left))
                ward = WARDS[(WARDS.index(ward) + 1) % 3]
                day = left
            yield f"X{person:04}", parts, sex
            day += timedelta(chance.choice((9, 14, 15, 28, 29, 31)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stays_with_moves_and_readmissions(seed):
    chance = random.Random(seed)
    spells = [s for s in moved_patients(chance) if s[1][-1][2] >= FIRST and s[1][0][1] <= LAST]
    counted = Counter()

    def add(item, ward, sex, day, n=1):
        for unit in (ward, "Whole file"):
            for group in ("all", sex or "Not stated"):
                counted[item, unit, group, (day.year, day.month)] += n

    rows = []
    for place, (person, parts, sex) in enumerate(spells):
        parts = [(w, a, b if b <= LAST else None) for w, a, b in parts if a <= LAST]
        begun, over = parts[0][1], parts[-1][2]
        add("admissions", parts[0][0], sex, begun)
        for ward, start, end in parts:
            rows.append((person, ward, start, end, sex))
            add("ward_stays_started", ward, sex, start)
            for night in range(((end or LAST + timedelta(1)) - start).days):
                add("occupied_bed_days", ward, sex, start + timedelta(night))
            for day in ends():
                if start <= day and (end is None or end > day):
                    add("open_stays", ward, sex, day)
                    add("open_stay_days", ward, sex, day, (day - begun).days)
                    add("open_stays_60plus", ward, sex, day, (day - begun).days >= 60)
        if over:
            ward, length = parts[-1][0], (over - begun).days
            add("discharges", ward, sex, over)
            add("discharged_stay_days_squared", ward, sex, over, length**2)
            add("discharges_90plus", ward, sex, over, length >= 90)
            later = [s[1][0][1] for s in spells[place + 1 :] if s[0] == person]
            back = bool(later) and (min(later) - over).days <= 28
            followed = over.month < 6
            add("readmissions_28", ward, sex, over, back and followed)
    chance.shuffle(rows)
    found = opened(
        STAY_HEADINGS[seed % 3], rows, "Stays 01/01/2024 to 30/06/2024", WRITTEN[seed]
    )  # fmt: skip
    agree(found, counted, {key[0] for key in counted})


def test_referrals_with_who_still_waits():
    chance = random.Random(7)
    counted, rows = Counter(), []

    def add(item, team, day, n=1):
        for unit in (team, "Whole file"):
            counted[item, unit, "all", (day.year, day.month)] += n

    for number in range(300):
        on, team = FIRST + timedelta(chance.randrange(182)), chance.choice(("North", "South"))
        decided = chance.choice(("Accepted", "Accepted", "Rejected", "Pending"))
        seen = on + timedelta(chance.choice((0, 8, 50, 300))) if decided == "Accepted" else None
        shut = (seen or on) + timedelta(chance.choice((0, 30, 400)))
        seen, shut = (day if day and day <= LAST else None for day in (seen, shut))
        rows.append((f"R{number}", team, on, decided, seen, shut))
        add("referrals", team, on)
        add("referrals_accepted", team, on, decided == "Accepted")
        if seen:
            add("first_contact_wait_days", team, seen, (seen - on).days)
        for day in ends():
            here = on <= day and not (shut and shut <= day)
            add("caseload", team, day, here)
            waits = here and decided != "Rejected" and not (seen and seen <= day)
            add("waiting_first_contact", team, day, waits)
            add("waiting_first_contact_days", team, day, (day - on).days if waits else 0)
    headings = ("Ref No", "Team Name", "Date of Referral", "Referral Outcome", "First Contact Dt",
                "Date Closed")  # fmt: skip
    found = opened(headings, rows, "Referrals since 01/01/2024, extract of 30/06/2024", "%d/%m/%Y")
    agree(found, counted, {key[0] for key in counted})


WORDS = {
    "Outcome of appointment": ("Attended", "DNA", "Cancelled by trust", "Cancelled by patient"),
    "Attended?": ("Y", "N"),
    "DNA?": ("N", "Y"),
    "Attended Or Did Not Attend Code": ("5", "3", "4", "2"),
}
ITEMS = ("attended_contacts", "missed_contacts", "provider_cancelled_contacts",
         "person_cancelled_contacts")  # fmt: skip


@pytest.mark.parametrize("heading", list(WORDS))
def test_contacts_by_what_their_column_says(heading):
    chance = random.Random(11)
    counted, rows = Counter(), []
    for number in range(250):
        day, team = FIRST + timedelta(chance.randrange(182)), chance.choice(("North", "South"))
        what = chance.randrange(len(WORDS[heading]))
        rows.append((f"C{number}", team, day, WORDS[heading][what]))
        for unit in (team, "Whole file"):
            counted[ITEMS[what], unit, "all", (2024, day.month)] += 1
    headings = ("Appointment ID", "Team", "Appt Date", heading)
    found = opened(headings, rows, "Contacts 01/01/2024 - 30/06/2024", "%d/%m/%Y 09:30")
    agree(found, counted, set(ITEMS[: len(WORDS[heading])]))
