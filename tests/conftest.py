"""What holds for every test: how long a property may look for a counterexample."""

import os

from hypothesis import settings

# No deadline: a shared machine that is busy for a moment has found no fault.
settings.register_profile("here", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
