"""Trends: is it changing, or is it noise? Will it meet its target?"""

import streamlit as st

from mhvalue.ui import choices, empty, show
from mhvalue.ui.text import ONWARD

TITLE = "Is it changing, or is it noise?"
CHARTS_A_PAGE = 12

answer = st.container()
open_files = empty.need_data(
    TITLE,
    "This page shows a figure over time and says whether it has really changed.",
)
with empty.titled(answer, TITLE):
    choice = choices.current_trends(open_files)
    findings = choice.findings(open_files)
answer.title(show.answer_of_trends(findings, open_files))
pages = -(-len(findings) // CHARTS_A_PAGE)
page = st.pagination(pages, key="trends page") if pages > 1 else 1
for finding in findings[(page - 1) * CHARTS_A_PAGE : page * CHARTS_A_PAGE]:
    show.trend(finding, open_files, titled=len(findings) > 1)
show.without_figures(choice.settings.units, findings)
st.page_link("pages/take_away/download.py", label="Take these figures away", icon=ONWARD)
