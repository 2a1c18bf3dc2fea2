"""mhvalue: are we giving more value, and where could we? Page set-up and navigation."""

import streamlit as st

from mhvalue.ui import shell

st.logo("assets/logo.svg", size="large")
page = st.navigation(
    {
        "Your data": [
            st.Page("pages/your_data/upload.py", title="Upload", default=True),
            st.Page("pages/your_data/check.py", title="Check"),
        ],
        "Look": [
            st.Page("pages/look/metrics.py", title="Metrics"),
            st.Page("pages/look/shortlist.py", title="Shortlist"),
            st.Page("pages/look/trends.py", title="Trends"),
            st.Page("pages/look/variation.py", title="Variation"),
        ],
        "Take away": [st.Page("pages/take_away/download.py", title="Download")],
        "Help": [st.Page("pages/help/methods.py", title="Methods")],
    }
)
st.set_page_config(page_title=f"{page.title} - mhvalue", layout="wide")
with shell.frame():
    page.run()
