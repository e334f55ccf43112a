"""The form that adds a line to a group's worksheet; what is typed in it stays until it is added."""

import streamlit as st

from planning.worksheets.causes import CAUSES
from planning.worksheets.worksheets import FACTORS, ISSUE, NOTE, PARKED, PARTS, STRATEGIES, WorksheetLine
from ui.shared import actor, filters, message
from ui.shared.markdown import escape_markdown
from ui.shared.saving.drafts import DraftedForm, FormPlace, read_one_of, read_some_of
from ui.shared.selection import Selection
from ui.worksheets.lines import SAID, name_line_form, save_edited_lines
from ui.worksheets.worksheet_group import MESSAGE
from workflow.worksheets.workbook_rows import GroupDesk

SECTION, ISSUES, SWOT, NOTES = "kertas-kerja", "isu", "swot", "catatan"
SECTIONS = {ISSUES: (ISSUE,), SWOT: (*FACTORS, *STRATEGIES), NOTES: (NOTE, PARKED)}
"""Section of the page -> the parts that are written there."""
FIELDS = {
    "part": "Jenis",
    "text": "Uraian",
    "why": "Akar masalah: mengapa terjadi",
    "remedy": "Kebutuhan atau rekomendasi",
    "cause": "Jenis akar masalah",
    "element": "Elemen kesiapan",
    "opd": "OPD terkait",
}
HINTS = {
    ISSUE: "Misalnya: sampah belum dipilah di sumber",
    NOTE: "Misalnya: mintakan data volume sampah kepada DLH",
    PARKED: "Misalnya: kewenangan terminal, dibahas pada tahap II",
}


def show_line_form(selection: Selection, at: GroupDesk, parts: tuple[str, ...], title: str) -> None:
    """The form that adds one line; it is stored before the page is drawn, and a draft until then."""
    form = DraftedForm(selection, name_line_form(selection, at, parts), _form_place(at, parts), {})
    with st.container(border=True):
        st.markdown(f"**{title}**")
        if len(parts) > 1:
            st.segmented_control(
                FIELDS["part"],
                parts,
                format_func=lambda part: escape_markdown(PARTS[part]),
                required=True,
                wrap=True,
                **form.seed_field("part", parts[0], read_one_of(parts)),
            )
        left, right = st.columns(2, gap="medium") if ISSUE in parts else (st.container(), st.container())
        with left:
            _show_texts(form, parts)
        with right:
            _show_choices(form, at, parts)
        st.button(
            "Tambahkan",
            type="primary",
            icon=":material/add:",
            key=f"tambahkan_{form.of.form}",
            disabled=selection.locked,
            on_click=_add,
            args=(selection, at, parts, form),
        )
        actor.show_recorder(locked=selection.locked)
        form.show_state()
        message.show_message(f"{SAID}{form.of.form}")


def _form_place(at: GroupDesk, parts: tuple[str, ...]) -> FormPlace:
    named = " atau ".join(PARTS[part].lower() for part in parts)
    section = next(name for name, own in SECTIONS.items() if set(parts) & set(own))
    choices = filters.link_query(**{"kelompok": at.group.key, SECTION: section})
    return FormPlace("rencana/kertas_kerja.py", f"Kertas kerja {at.group.name}: {named}", choices, FIELDS)


def _show_texts(form: DraftedForm, parts: tuple[str, ...]) -> None:
    hint = HINTS.get(parts[0], "")
    st.text_area(FIELDS["text"], height=68, max_chars=1000, placeholder=hint, **form.seed_field("text", ""))
    if ISSUE in parts:
        st.text_input(FIELDS["why"], max_chars=500, **form.seed_field("why", ""))
        st.text_input(FIELDS["remedy"], max_chars=500, **form.seed_field("remedy", ""))


def _show_choices(form: DraftedForm, at: GroupDesk, parts: tuple[str, ...]) -> None:
    if ISSUE in parts:
        _one_of(form, "cause", list(CAUSES))
    if not at.group.element and not {NOTE, PARKED} & set(parts):
        _one_of(form, "element", list(at.elements))
    names = at.opd_names.told_apart
    opd = list(names)
    given = form.seed_field("opd", [], read_some_of(opd))
    st.multiselect(FIELDS["opd"], opd, format_func=names.__getitem__, placeholder="Pilih OPD", **given)


def _one_of(form: DraftedForm, name: str, options: list[str]) -> None:
    given = form.seed_field(name, None, read_one_of(options))
    st.selectbox(FIELDS[name], options, index=None, placeholder="Pilih bila sudah jelas", **given)


def _add(selection: Selection, at: GroupDesk, parts: tuple[str, ...], form: DraftedForm) -> None:
    given, said = form.read_fields(), f"{SAID}{form.of.form}"
    text, why, remedy = (" ".join(str(given.get(name) or "").split()) for name in ("text", "why", "remedy"))
    if not text:
        message.keep_message(said, "Isi uraiannya lebih dahulu.", done=False)
        return
    line = WorksheetLine(
        "",
        at.group.key,
        given.get("part") or parts[0],
        text,
        why=why,
        remedy=remedy,
        cause=given.get("cause") or "",
        dimension=at.group.dimension,
        element=given.get("element") or at.group.element,
        opd=tuple(given["opd"] or ()),
    )
    saved = save_edited_lines(selection, at, [line], {})
    message.pass_message_on(MESSAGE, said)
    if saved is not None:
        form.settle_saved(given, shown=tuple({"part", "element", "opd"} & form.fields.keys()))
