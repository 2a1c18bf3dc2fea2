"""The names of cells as a spreadsheet shows them."""


def column_name(column: int) -> str:
    """The letters of a zero-based column: 0 is "A", 27 is "AB"."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a zero-based cell as a spreadsheet shows it: (18, 3) is "D19"."""
    return f"{column_name(column)}{row + 1}"


def range_name(first_row: int, first_column: int, last_row: int, last_column: int) -> str:
    """The name of a zero-based inclusive range, "A5:H900"; one cell is just its name."""
    first, last = cell_name(first_row, first_column), cell_name(last_row, last_column)
    return first if first == last else f"{first}:{last}"
