"""Methods: how did you work that out?"""

from pathlib import Path

import streamlit as st

st.markdown((Path(__file__).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8"))
