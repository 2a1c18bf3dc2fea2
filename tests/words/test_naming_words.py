"""Names of units over several files, in sentences."""

from mhvalue.naming.groups import Asked, Joined
from mhvalue.words.naming import doubted, joined, option, question, table

OAK = Joined("Ward", ("Oak", "OAK"), "Oak", "writing")
ASH = Joined("Ward", ("Ash", "Acorn", "W3"), "Acorn", "code")
NORTH = Joined("ICB", ("North", "N"), "N", "answer")


def test_few_units_are_named_and_many_are_counted():
    assert joined([OAK]) == "1 ward has several names in your files: OAK is read as Oak."
    assert joined([OAK, ASH, NORTH]) == (
        "2 wards and 1 ICB have several names in your files: OAK is read as Oak; "
        "Ash and W3 are read as Acorn; North is read as N."
    )
    assert joined([OAK, OAK, ASH, ASH]) == (
        "4 wards have several names in your files. Each is read as one; which they are is listed "
        "below."
    )
    assert table([ASH])["Also named"] == ["Ash, W3"]


def test_a_question_names_the_files_and_a_doubt_no_unit():
    asked = Asked("Ward", ("Oak", "Acorn"), ("a.csv", "b.csv"), "code")
    assert question(asked) == (
        "Are these one ward, since they stand beside the same code: Oak (a.csv) and Acorn (b.csv)?"
    )
    assert doubted(asked) == (
        "2 names of wards in a.csv and b.csv stand beside one code and are not alike: "
        "they may be one ward."
    )
    assert [option("Ward", name) for name in ("Oak", "")] == ["One ward: Oak", "Different wards"]
