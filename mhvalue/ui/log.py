"""What is logged of an error that nobody foresaw: its kind and its lines, never its message.

Streamlit logs the whole of it, and a message may hold a value of a person's file.
"""

import logging
import traceback

LOGGER = "streamlit.error_util"
LAST = 8


class _WithoutValues(logging.Filter):
    """Takes the error off a record and leaves where it arose."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)[-LAST:]
            places = ", ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
            record.msg, record.args = f"{record.msg}: {type(error).__name__} at {places}", ()
            record.exc_info = record.exc_text = None
        return True


def without_values() -> None:
    """Keep values out of the log from now on; asked again, nothing changes."""
    logger = logging.getLogger(LOGGER)
    if not any(isinstance(known, _WithoutValues) for known in logger.filters):
        logger.addFilter(_WithoutValues())
