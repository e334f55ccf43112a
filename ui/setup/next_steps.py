"""The steps of a bimtek in order, each with its state and a link to its page."""

from contextlib import suppress
from dataclasses import dataclass

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from ui.shared import filters
from ui.shared.markdown import escape_markdown
from workflow.setup.progress import JobProgress

DONE, NOW, LATER = (
    ":green[:material/check_circle:]",
    ":blue[:material/arrow_circle_right:]",
    ":gray[:material/radio_button_unchecked:]",
)


@dataclass(frozen=True)
class NextStep:
    """One step; `file` under pages/ is where it is done."""

    title: str
    words: str
    file: str
    done: bool


def list_next_steps(now: JobProgress) -> list[NextStep]:
    """The steps for a region as it stands."""
    return [
        NextStep(
            "Daftar OPD dan templat",
            f"{now.asked_agencies} OPD terdaftar; bagikan templat kepada setiap OPD.",
            "mulai/wilayah_opd.py",
            now.asked > 0,
        ),
        NextStep(
            "Unggah survei",
            f"{now.sent - now.without} dari {now.asked_agencies} OPD sudah mengirim"
            + (f"; {now.without} menyatakan tidak ada program." if now.without else "."),
            "mulai/unggah.py",
            0 < now.asked_agencies == now.sent,
        ),
        NextStep(
            "Lengkapi jawaban",
            f"{now.asked - now.answered} pertanyaan belum terjawab; salin pengingat untuk OPD.",
            "mulai/kelengkapan.py",
            0 < now.asked == now.answered,
        ),
        NextStep(
            "Klarifikasi bersama OPD",
            f"{now.to_clarify} indikator perlu dibahas: jawaban berbeda, belum berbukti, atau belum ada.",
            "analisis/klarifikasi.py",
            now.sent > 0 and now.to_clarify == 0,
        ),
        NextStep(
            "Baca kesenjangan",
            "Dimensi terjauh dari target dan sebabnya.",
            "analisis/kesenjangan.py",
            False,
        ),
        NextStep(
            "Susun prioritas",
            "Apa yang didahulukan dan siapa yang mengerjakan.",
            "rencana/prioritas.py",
            False,
        ),
    ]


def show_next_steps(steps: list[NextStep]) -> None:
    """The steps; the first that is not done is the next."""
    following = next((step for step in steps if not step.done), None)
    for number, step in enumerate(steps, start=1):
        mark = DONE if step.done else NOW if step is following else LATER
        with st.container(border=step is following):
            words, link = st.columns([4, 1], vertical_alignment="center")
            words.markdown(
                f"{mark} **{number}. {escape_markdown(step.title)}**  \n:gray[{escape_markdown(step.words)}]"
            )
            with link:
                _link(step.file)


def _link(file: str) -> None:
    """The way to a step's page; none while that page is not in the menu."""
    with suppress(StreamlitPageNotFoundError):
        st.page_link(
            f"pages/{file}", label="Buka", icon=":material/arrow_forward:", query_params=filters.link_query()
        )
