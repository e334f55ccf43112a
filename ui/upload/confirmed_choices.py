"""What was confirmed on earlier uploads: seen, changed, forgotten."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from storage.errors import NewerSave
from storage.states.earlier_rows import SavedRows, put_earlier_rows_back
from storage.upload import choices as kept_choices
from storage.upload.choices import KeptChoice
from ui.shared import actor, message, table
from ui.shared.format import format_count, format_moment
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.selection import Selection
from ui.upload import pending_files
from workflow.upload import remembered_choices
from workflow.upload.outcome import UploadTarget

KINDS = {
    "region": "Kabupaten/kota",
    "agency": "Perangkat daerah",
    "value": "Nilai sel",
    "mapping": "Arti kolom",
    "scale": "Skala jawaban",
}
MESSAGE = "pilihan_berubah"
NEXT = (
    "Berlaku mulai unggahan berikutnya; jawaban yang sudah tersimpan tetap. Untuk mengulang berkasnya, "
    "batalkan unggahannya, lalu unggah lagi."
)


def show_confirmed_choices(chosen: Selection, place: UploadTarget) -> None:
    """The choices that are not asked again, with the way to change or forget one; nothing where none is."""
    message.show_message(MESSAGE, ":material/check:")
    kept = remembered_choices.list_remembered_choices(chosen.engine, place.region)
    changed = kept_choices.find_undoable_choice(chosen.engine, place.region, place.actor)
    if not kept and changed is None:
        return
    drawer = st.expander(
        f"Pilihan yang diingat ({format_count(len(kept))})", key="pilihan_diingat", on_change="rerun"
    )
    if drawer.open:
        with drawer:
            if kept:
                tall = 280 if len(kept) > 7 else None
                table.show_table(_listed(kept), alt="Pilihan yang diingat", height=tall)
                _edit(chosen, place, kept)
            with st.container(horizontal=True):
                _undo(chosen, place, changed)
                actor.show_recorder()


def _undo(chosen: Selection, place: UploadTarget, changed: SavedRows | None) -> None:
    """The button that takes back one change of a remembered choice, a forgetting too."""
    told = ""
    if changed:
        _before, after = kept_choices.tell_choice_change(changed)
        asked = _asked(kept_choices.find_choice_before(changed))
        told = f"{'Ubah' if after else 'Lupakan'} pilihan '{asked}'"

    def _take(number: int) -> bool:
        done = put_earlier_rows_back(chosen.engine, number, place.actor)
        pending_files.forget_given_choices(place)
        return done

    undo.show_undo_of_rows("urungkan_pilihan", changed, told, MESSAGE, _take)


def _listed(kept: Sequence[KeptChoice]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Pertanyaan": [_asked(one) for one in kept],
            "Jawaban": [one.chosen_label for one in kept],
            "Oleh": [one.by for one in kept],
            "Waktu": [format_moment(one.at) for one in kept],
        }
    )


def _asked(kept: KeptChoice) -> str:
    """The question; of choices that an earlier version of the app kept, its kind and what it is about."""
    return kept.question or f"{KINDS.get(kept.kind, kept.kind)}: {kept.text.rpartition(':')[2]}"


def _edit(chosen: Selection, place: UploadTarget, kept: Sequence[KeptChoice]) -> None:
    names = {
        f"{one.kind}:{one.text}": f"{number}. {_asked(one)} → {one.chosen_label}"
        for number, one in enumerate(kept, 1)
    }
    key = st.selectbox(
        "Pilihan", list(names), format_func=lambda one: names.get(one, one), key="pilihan_lama"
    )
    one = next((each for each in kept if f"{each.kind}:{each.text}" == key), kept[0])
    offered = {code: label for code, label in one.offered if code != one.choice}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if offered:
            new = st.selectbox(
                "Ubah menjadi",
                list(offered),
                index=None,
                format_func=lambda code: offered.get(code, code),
                placeholder="Pilih jawaban lain",
                key=f"ubah_{key}",
            )
            st.button(
                "Simpan perubahan",
                disabled=not (place.actor and new),
                on_click=_keep,
                args=(chosen, place, one, new),
            )
        st.button(
            "Lupakan",
            icon=":material/delete:",
            disabled=not place.actor,
            on_click=_keep,
            args=(chosen, place, one, None),
        )
    st.caption(
        f"{NEXT} Yang dilupakan ditanyakan lagi." + ("" if place.actor else " Isi Nama Anda lebih dahulu.")
    )


def _keep(chosen: Selection, place: UploadTarget, kept: KeptChoice, new: str | None) -> None:
    """Another choice, or none (None) from now on, over the one that was looked at."""
    labels = dict(kept.offered)

    def _write(shown: Newer) -> str:
        looked_at = replace(kept, choice=shown[-1].text or "") if shown else kept
        if new is None:
            kept_choices.forget_choices(chosen.engine, [looked_at], place.actor)
        else:
            kept_choices.change_choice(chosen.engine, looked_at, new, place.actor)
        said = "dilupakan" if new is None else f"diubah menjadi {labels.get(new, new)}"
        return f"{escape_markdown(_asked(kept))} {escape_markdown(said)}."

    def _compare(newer: NewerSave) -> list[Compared]:
        there, mine = ("(dilupakan)" if not one else labels.get(one, one) for one in (newer.text, new))
        return [(_asked(kept), there, mine)]

    overtaken.save_or_ask(
        FormSave(MESSAGE, _write, _compare, lambda: pending_files.forget_given_choices(place))
    )
