"""The roles a column may play: by what each is called on the page, and the colour it has."""

from mhvalue.ingest.role_names import SAID

ROLE = {said: role for role, said in SAID.items()}

TEXT = "#0B0C0C"
OUTSIDE = "#505A5F"
"""What stands outside the table, on white: a contrast of 7."""
COLOURS = {
    "ignore": "#EDEEEF",
    "unit": "#CFE3F7",
    "unit code": "#DDEBF9",
    "kind": "#D6EFEF",
    "parent": "#D8E8E0",
    "period": "#FBE6C2",
    "item": "#E6DDF5",
    "breakdown": "#F6DCE8",
    "amount": "#DDF1D3",
    "numerator": "#E9F4C9",
    "denominator": "#F3F0C4",
    "value": "#CDEBC4",
}
"""Light grounds for dark text; the role's name always stands beside them."""
