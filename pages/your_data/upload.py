"""Upload: what did you read in my file, and is it right?"""

import streamlit as st

from mhvalue.ui import empty, opening, recipe, session
from mhvalue.ui.editions import editions_form
from mhvalue.ui.reading_form import confirm_form, use_all
from mhvalue.ui.register_form import register_form
from mhvalue.ui.same_units import same_units_form
from mhvalue.ui.stopped import stopped_form
from mhvalue.ui.text import ONWARD, plain

st.title("Open your spreadsheets")
open_files = session.workspace()
waiting = list(opening.waiting().values())
if waiting:
    st.markdown("Look at what was read, then use it or correct it.")
elif open_files is not None:
    st.markdown("Your figures are in use. Look at them, or add another file.")
    st.page_link("pages/look/trends.py", label="See trends", icon=ONWARD)
    st.page_link("pages/look/variation.py", label="Compare teams", icon=ONWARD)
else:
    st.markdown(
        "Drop the file you already have: Excel, OpenDocument, CSV. It is read on this machine, "
        "in memory only. Nothing leaves it and nothing is kept when you close the window."
    )
if open_files is not None:
    editions_form(open_files)
    same_units_form(open_files)
for sentence in opening.refusals().values():
    st.error(plain(sentence))
for halted in list(opening.stopped().values()):
    stopped_form(halted, opening.go_on, opening.leave_out)
use_all(waiting)
for file in waiting:
    confirm_form(file)

dropped = st.file_uploader(
    "Spreadsheets (xlsx, xlsm, xls, xlsb, ods, csv, tsv, parquet)",
    accept_multiple_files=True,
    key=f"uploader {st.session_state.get('uploads', 0)}",
)
if dropped:
    opening.refusals().clear()
    for upload in dropped:
        opening.open_bytes(upload.name, upload.getvalue())
    # A new key empties the uploader, so that Streamlit drops its copy of the bytes.
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1
    st.rerun()
if open_files is not None:
    register_form(open_files)
with st.expander("No spreadsheet yet? Fill in ours"):
    st.markdown("A workbook with every data item as a heading, and a dictionary that explains it.")
    st.download_button(
        "Get the template workbook",
        data=opening.TEMPLATE.read_bytes,
        file_name=opening.TEMPLATE.name,
        on_click="ignore",
    )
with st.expander("Set-up: next month in one click"):
    recipe.save()
    recipe.take_up()
if open_files is None and not waiting:
    st.subheader("No file at hand?")
    st.markdown(
        "The demonstration trust has 14 wards and 20 community teams, all made up. "
        "It opens through the same door as your own file would."
    )
    empty.offer_demo()
    st.download_button(
        "Get the demonstration workbook",
        data=opening.DEMO.read_bytes,
        file_name=opening.DEMO.name,
        on_click="ignore",
    )
opening.be_ready()
