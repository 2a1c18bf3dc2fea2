"""What a file carries unseen, asked in process, and the example that is planted."""

from mhvalue.ingest import pipeline

NUMBER = "943 476 5919"
"""The example number of the NHS Data Dictionary."""

ROWS = (("Ward", "Apr 2024", "May 2024"), ("Elm", 3.0, 4.0), ("Oak", 5.0, 6.0))


def carried(data, name="f.xlsx"):
    """What is said of people's data that is not seen at once."""
    problems = pipeline.read(data, name, None, lambda stage: None).problems
    told = [problem.what for problem in problems if "not seen at once" in problem.what]
    assert not any(NUMBER in what or "Smith" in what for what in told)
    return told
