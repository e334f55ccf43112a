"""Programmes in order: by criteria with chosen weights, by votes or per rupiah, and what a ceiling pays."""

import math

import pandas as pd
import streamlit as st

from planning.plan import budget, ranking
from planning.plan.plan_settings import BudgetCeiling
from reference import planning as definitions
from ui.plan import plan
from ui.programmes.aims import plain_number
from ui.shared import actor, filters, message, page, table
from ui.shared.format import (
    format_count,
    format_number,
    format_place,
    format_plain,
    format_rupiah,
    format_shares,
    format_span,
    read_number,
    round_number,
    split_rupiah,
)
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.plan.region_plan import CRITERIA, VALUE, RegionPlan
from workflow.results import summary

REASONS = {"prerequisite": "Prasyarat", "spm": "Layanan dasar (SPM)", "rpjmd": "Isu RPJMD"}
ALL_YEARS = "Semua tahun"


def show_programme_ranking(selection: Selection) -> None:
    """The whole section."""
    found = plan.require_plan_proposals(selection)
    if found is None:
        return
    names = _names(found)
    by = filters.choose_segment("urut", names, label="Urutkan menurut", default=CRITERIA)
    if by == CRITERIA:
        _weights(selection, found)
    ranked = selection.remember("ranked programmes", lambda: found.ranked(by), by)
    page.show_answer(f"Urutan {format_count(len(ranked))} usulan: {names[by]}")
    st.caption(
        _how(by, summary.points_basis(selection.result(), selection.region) if selection.scored else "")
    )
    ceiling = _ceiling(selection, found)
    rests_on = (by, *(vars(ceiling).values() if ceiling else ()))
    shown, listed = selection.remember("ranked table", lambda: _tables(found, ranked, ceiling), *rests_on)
    if ceiling:
        _told(found, shown, ceiling)
    formats = {
        "Kenaikan indeks": lambda value: format_number(value, 3),
        "Per Rp1 miliar": lambda value: format_number(value, 3),
    }
    table.show_paged_table(
        selection,
        listed,
        "urutan_halaman",
        *rests_on,
        alt="Urutan program",
        formats=formats,
        missing="–",
    )
    _left_out(found, len(found.proposals) - len(ranked))


def _names(found: RegionPlan) -> dict[str, str]:
    ways = definitions.voting_ways()
    return {code: plan.ORDERS.get(code) or ways[code].name for code in found.orders}


def _how(by: str, basis: str) -> str:
    equal = (
        "Berimbang: selisih poin kurang dari 5% atau urutannya berbalik pada lebih dari 5% simulasi; yang "
        "berimbang berbagi urutan, didahulukan menurut prasyarat, layanan dasar (SPM), lalu isu RPJMD. "
    )
    if by == VALUE:
        return (
            equal
            + f"Poin indeks{basis} yang bertambah untuk setiap Rp1 miliar, dihitung ulang melalui seluruh "
            "indeks."
        )
    what = "bobot diubah acak ±25%" if by == CRITERIA else "OPD yang memberi suara diambil ulang secara acak"
    reach = f"Rentang peringkat memuat urutan sekarang dan 90% dari {format_count(ranking.DRAWS)} simulasi"
    return f"{equal}{reach} dengan {what}."


def _weights(selection: Selection, found: RegionPlan) -> None:
    """The five criteria with their weights, and what stands behind each."""
    now = found.room.weights
    whole = sum(now.values())
    shares = format_shares([now[name] / whole for name in ranking.CRITERIA])
    said = " · ".join(
        f"{name} {share}" for name, share in zip(ranking.CRITERIA.values(), shares, strict=True)
    )
    drawer = st.expander(f"Bobot kriteria: {said}")
    with drawer, st.form("bobot_kriteria", border=False):
        st.caption(
            "Dampak, kemudahan, dan kemendesakan berasal dari suara OPD. Selama belum ada suara, dampak "
            "diusulkan dari kenaikan indeks; kemudahan dan kemendesakan tidak ditebak. Biaya ringan dan "
            "keselarasan (RPJMD, Renstra, Renja) dihitung dari daftar program. Bobot dibagi jumlahnya, "
            "sehingga selalu 100%."
        )
        for column, name in zip(st.columns(len(ranking.CRITERIA)), ranking.CRITERIA, strict=True):
            column.number_input(
                ranking.CRITERIA[name], 0, 100, int(round_number(now[name], 0)), 5, key=_weight(found, name)
            )
        st.form_submit_button(
            "Simpan bobot",
            type="primary",
            on_click=_keep_weights,
            args=(selection, found),
            disabled=selection.locked,
        )
    with drawer, st.container(horizontal=True):
        plan.show_undo_setting(selection, found, "weights")
        actor.show_recorder(locked=selection.locked)


def _weight(found: RegionPlan, name: str) -> str:
    return plan.setting_key(found, "weights", f"bobot_{name}")


def _keep_weights(selection: Selection, found: RegionPlan) -> None:
    given = {name: float(st.session_state[_weight(found, name)]) for name in ranking.CRITERIA}
    if not sum(given.values()) > 0:
        message.keep_message(
            plan.MESSAGE, "Sedikitnya satu kriteria harus berbobot lebih dari nol.", done=False
        )
        return
    plan.save_plan_settings(selection, found, "Bobot kriteria tersimpan.", weights=given)


def _ceiling(selection: Selection, found: RegionPlan) -> BudgetCeiling | None:
    """The ceiling in force, after the form that sets it."""
    kept = found.room.ceiling
    with st.form("pagu", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Pagu (miliar rupiah)",
            plain_number(kept.rupiah / 1e9) if kept else "",
            key=plan.setting_key(found, "ceiling", "pagu_miliar"),
            placeholder="Misalnya 5 atau 12,5; kosong = tanpa pagu",
        )
        years = [ALL_YEARS, *map(str, found.horizon.years)]
        chosen = str(kept.year) if kept and kept.year else ALL_YEARS
        at = years.index(chosen) if chosen in years else 0
        st.selectbox("Tahun anggaran", years, at, key=plan.setting_key(found, "ceiling", "pagu_tahun"))
        st.form_submit_button(
            "Simpan pagu", on_click=_keep_ceiling, args=(selection, found), disabled=selection.locked
        )
    with st.container(horizontal=True):
        plan.show_undo_setting(selection, found, "ceiling")
        actor.show_recorder(locked=selection.locked)
    return kept


def _keep_ceiling(selection: Selection, found: RegionPlan) -> None:
    text = str(st.session_state[plan.setting_key(found, "ceiling", "pagu_miliar")]).strip()
    year = st.session_state[plan.setting_key(found, "ceiling", "pagu_tahun")]
    if not text:
        plan.save_plan_settings(selection, found, "Pagu dihapus.", ceiling=None)
        return
    value = read_number(text)
    if value is None or not 0 <= value < 1e6:
        message.keep_message(
            plan.MESSAGE,
            f'Pagu "{escape_markdown(text[:40])}" tidak terbaca. Tulis dalam miliar rupiah, misalnya 12,5.',
            done=False,
        )
        return
    kept = BudgetCeiling(value * 1e9, None if year == ALL_YEARS else int(year))
    plan.save_plan_settings(selection, found, "Pagu tersimpan.", ceiling=kept)


def _tables(
    found: RegionPlan, ranked: pd.DataFrame, ceiling: BudgetCeiling | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`ranked_programme_table`, and its columns for readers."""
    shown = ranked_programme_table(found, ranked, ceiling)
    return shown, shown.drop(columns=["cost", "inside"], errors="ignore")


def ranked_programme_table(
    found: RegionPlan, ranked: pd.DataFrame, ceiling: BudgetCeiling | None
) -> pd.DataFrame:
    """The table of ranked programmes, with `cost` (rupiah) and, under a ceiling, `inside` behind it."""
    keys, year = list(ranked.index), ceiling.year if ceiling else None
    programmes = [found.by_key[key] for key in keys]
    names = {node.code: node.name for node in found.assessment.framework.nodes}
    told = found.gains.loc[keys]
    columns = {
        "Urutan": [format_place(*pair) for pair in zip(ranked["place"], ranked["size"], strict=True)],
        "Program": [each.name for each in programmes],
        "Poin": ranked["points"].to_numpy(),
        "Rentang peringkat": [_span(*ends) for ends in zip(ranked["lower"], ranked["upper"], strict=True)],
        "Didahulukan karena": [REASONS.get(reason, "") for reason in ranked["reason"]],
        "Penanggung jawab": [found.leads.get(each.lead, "–") for each in programmes],
        "Kenaikan indeks": told["gain"].to_numpy(),
        _cost_heading(ceiling): [_rupiah(found.cost_of(key, year)) for key in keys],
        "Per Rp1 miliar": told["per_milliard"].to_numpy(),
        "Dimensi": [names.get(each.dimension, "–") for each in programmes],
        "Keterangan": told["why"].tolist(),
    }
    shown = pd.DataFrame(columns).assign(cost=[found.cost_of(key, year) for key in keys])
    if ceiling:
        inside = budget.cut_at_ceiling(shown[["cost"]], ceiling.rupiah)
        shown.insert(1, "Dalam pagu", [_inside(row) for row in inside.itertuples(index=False)])
        shown = shown.assign(inside=inside["inside"].to_numpy())
    return shown


def _cost_heading(ceiling: BudgetCeiling | None) -> str:
    """Of which years the costs are that the ceiling is held against."""
    return f"Biaya {ceiling.year}" if ceiling and ceiling.year else "Biaya seluruhnya"


def _span(low: float, high: float) -> str:
    if math.isnan(low):
        return "–"
    return format_plain(low) if low == high else format_span(low, high)


def _rupiah(value: float) -> str:
    return "belum diisi" if math.isnan(value) else format_rupiah(value)


def _inside(row: object) -> str:
    if row.inside:  # type: ignore[attr-defined]
        return "Masuk"
    if math.isnan(row.cost):  # type: ignore[attr-defined]
        return "Biaya belum diisi"
    return "Di bawah garis, muat pada sisa" if row.fits else "Di bawah garis"  # type: ignore[attr-defined]


def _told(found: RegionPlan, shown: pd.DataFrame, ceiling: BudgetCeiling) -> None:
    """How far the ceiling reaches, in one sentence."""
    spent = float(shown.loc[shown["inside"], "cost"].sum())
    unknown = int(shown["cost"].isna().sum())
    scope = f"tahun {ceiling.year}" if ceiling.year else "semua tahun"
    rest = f" {format_count(unknown)} program belum berbiaya dan tidak dihitung." if unknown else ""
    parts = split_rupiah([spent, ceiling.rupiah - spent], ceiling.rupiah)
    paid, left, whole = (escape_markdown(text) for text in parts)
    st.markdown(
        f"Pagu {whole} ({scope}) memuat **{format_count(int(shown['inside'].sum()))} program** "
        f"teratas senilai {paid}; sisa {left}.{rest}"
    )


def _left_out(found: RegionPlan, unrated: int) -> None:
    if unrated:
        st.caption(f"{format_count(unrated)} usulan lain tidak dipilih untuk dinilai pada Suara OPD.")
    running = len(found.programmes) - len(found.proposals)
    if running:
        st.caption(
            f"{format_count(running)} program yang sudah berjalan tidak diurutkan: sudah menjadi "
            "kekuatan daerah."
        )
