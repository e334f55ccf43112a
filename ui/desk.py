"""A group's desk on the screen: which group, what the survey proposes to it, what the last click did."""

import streamlit as st

from planning import worksheets
from planning.joined import Merged
from planning.worksheets import Group
from ui import filters
from ui.view import View
from workflow import setup
from workflow import worksheets as stored
from workflow.worksheet_rows import Desk
from workflow.worksheets import Room, Saved, Sheet

NAME = "kelompok"
SAID, TOLD = "pesan_kertas_kerja", "pesan_kertas_kerja_tampil"


def groups(seen: View) -> dict[str, Group]:
    """The groups of the instrument by key."""
    return {group.key: group for group in worksheets.groups(seen.instrument.framework)}


def choose(seen: View) -> Group:
    """The group in the page's address, so that each group has a link of its own."""
    known = groups(seen)
    chosen = filters.pick(NAME, {key: group.name for key, group in known.items()}, label="Kelompok")
    return known[chosen or next(iter(known))]


def room(seen: View) -> Room:
    """Whose worksheets the page shows."""
    return Room(seen.region, seen.period.label)


def of(seen: View, group: Group) -> Desk:
    """The group with its proposals, the region's OPD and the elements."""
    return seen.remember("desk", lambda: _of(seen, group), group.key)


def _of(seen: View, group: Group) -> Desk:
    framework = seen.instrument.framework
    roster = setup.roster_of(seen.engine, seen.region)[0]
    return Desk(room(seen), group, _proposals(seen, group), roster, worksheets.elements(framework))


def sheet(seen: View, group: Group) -> Sheet:
    """The group's lines as they were when the run began."""
    return seen.remember(
        "worksheet", lambda: stored.sheet(seen.engine, room(seen), group.key), group.key, seen.state
    )


def everything(seen: View) -> list[Merged]:
    """The lines of all groups as they were when the run began."""
    return seen.remember(
        "worksheets", lambda: stored.everything(seen.engine, room(seen), groups(seen)), seen.state
    )


def _proposals(seen: View, group: Group) -> list[worksheets.Line]:
    if not seen.scored or group == worksheets.GENERAL:
        return []
    part = seen.result().part(seen.region)
    values = part.indicators.values.loc[[seen.region]].iloc[0]
    return worksheets.proposals(part.framework, values, group)


def say(done: bool, message: str) -> None:
    """Keep a message for the next run."""
    st.session_state[SAID] = (done, message)


def again() -> None:
    """Run the page again over what was just stored, with the message that this run has shown."""
    st.session_state.setdefault(SAID, st.session_state.get(TOLD, (False, "")))
    st.rerun()


def tell() -> None:
    """What the last click did, once."""
    done, message = st.session_state[TOLD] = st.session_state.pop(SAID, (False, ""))
    if message:
        (st.success if done else st.error)(message)


def words(saved: Saved) -> str:
    """What a save did, in a sentence or two."""
    parts = [f"{saved.written} isian tersimpan"] if saved.written else []
    parts += [f"{saved.removed} isian dihapus"] if saved.removed else []
    told = (" dan ".join(parts) or "Tidak ada yang berubah") + "."
    if saved.apart:
        told += (
            f" {len(saved.apart)} di antaranya sudah diubah orang lain, sehingga kedua isian disimpan: "
            "gabungkan bila maksudnya sama."
        )
    if saved.kept:
        told += f" {len(saved.kept)} isian tidak dihapus karena baru saja diubah orang lain."
    return told
