"""The tables of a kabupaten's workbook without formulas: answers, priorities, quality, audit, dictionary."""

from __future__ import annotations

import pandas as pd

from charts.titles.wording import PROVED
from reports.sentences import index_parts_noun
from storage.results import answers
from workflow import audit_trail
from workflow.documents import answer_remarks
from workflow.documents.region_facts import RegionFacts
from workflow.setup.opd_states import STATES, find_opd_states

NOT_ANSWERED = {"answered": "Terjawab", "missing": "Belum ada data", "not_applicable": "Tidak berlaku"}
ROLES = {"lead": "Penanggung jawab", "support": "Pendukung"}
SHEETS = {
    "00_Info": "Keterangan berkas, status, kode keaslian, dan selisih terbesar antara rumus dan aplikasi",
    "01_Ringkasan": "Indeks dan dimensi terhadap target, kekuatan, kelemahan, prasyarat",
    "02_Skor_Dimensi": "Skor semua simpul dengan rumus hidup",
    "03_Skor_Indikator": "Nilai berlaku setiap indikator; kolom kuning boleh diubah",
    "04_Jawaban": "Jawaban setiap OPD, buktinya, dan berkas, lembar, serta sel asalnya",
    "05_Kesenjangan": "Target, jarak, kekurangan, dan kontribusi setiap simpul",
    "06_Bobot": "Bobot, ambang kelengkapan, dan target; kolom kuning boleh diubah",
    "07_Prioritas": "Indikator menurut poin indeks yang bertambah bila targetnya tercapai",
    "08_Suara": "Suara yang direkap, tanpa nama pemberi suara",
    "09_Peta_Jalan": "Program, waktu, penanggung jawab, dan biaya per tahun",
    "10_Kualitas_Data": "Kelengkapan dan bukti setiap OPD, dan yang perlu dilihat kembali",
    "11_Simulasi": "Indeks dengan bobot yang dicoba, di samping yang resmi",
    "12_Audit": "Setiap perubahan: kapan, oleh siapa, apa",
    "13_Kamus_Data": "Arti setiap indikator dan setiap lembar",
    "14_Cek": "Setiap rumus dibandingkan dengan hitungan aplikasi",
    "15_Mutu_Butir": "Untuk ahli: sebaran, korelasi, alfa, dan ICC setiap pertanyaan dan dimensi",
}


def answers_table(facts: RegionFacts) -> pd.DataFrame:
    """Every answer in force with where it stands; no respondent is named."""
    scope = facts.selection.scope
    keys = (scope.period_id, scope.instrument_id, facts.region)
    found = answers.list_answer_details(facts.selection.store, *keys)
    return pd.DataFrame(
        {
            "OPD": found["opd"],
            "Responden": found["slot"],
            "Indikator": found["indicator"],
            "Peran": found["role"].map(ROLES),
            "Keadaan": found["status"].map(NOT_ANSWERED),
            "Nilai": found["claimed"],
            "Terverifikasi": found["verified"],
            "Bukti": found["evidence"],
            "Tautan bukti": found["evidence_link"],
            "Kendala": found["obstacle"],
            "Catatan": found["note"],
            "Berkas": found["file"],
            "Lembar": found["sheet"],
            "Sel": found["cell"],
        }
    )


def priorities_table(facts: RegionFacts) -> pd.DataFrame:
    """Leaves with a gap, the largest contribution first; equal ones share a place."""
    shorts, leads = facts.shorts, facts.led_indicators.set_index("node")["lead"]
    steps = facts.closing_duties.drop_duplicates("indicator").set_index("indicator")
    found = facts.ranked_gaps
    codes = list(found["node"])
    dimensions = [facts.framework.node(code).name for code in found["dimension"]]
    return pd.DataFrame(
        {
            "Urutan": found["place"],
            "Berimbang": found["size"].astype(int),
            "Kode": codes,
            "Indikator": found["name"],
            index_parts_noun(facts).capitalize(): dimensions,
            "Penanggung jawab": [shorts.get(leads.get(code, ""), "") for code in codes],
            "Tingkat berikutnya": steps["next_level"].reindex(codes).to_numpy(dtype=float),
            "Langkah ke tingkat berikutnya": steps["todo"].reindex(codes).fillna("").to_numpy(),
            "Kenaikan langkah (poin indeks)": steps["step_gain"].reindex(codes).to_numpy(dtype=float),
            "Sumbangan sampai target (poin indeks)": found["contribution"],
            "Bagian kesenjangan": found["share"],
        }
    )


def quality_table(facts: RegionFacts) -> pd.DataFrame:
    """Per OPD what was asked, answered and proved, then the remarks on its answers."""
    sent = facts.opd_responses
    counted = pd.DataFrame(
        {
            "OPD": sent["name"],
            "Indikator": "",
            "Ditanya": sent["asked"],
            "Terjawab": sent["answered"],
            PROVED.capitalize(): sent["evidence"],
            "Keterangan": find_opd_states(sent).map(STATES),
        }
    )
    found = answer_remarks.remarks_on_answers(facts)
    noted = found.rename(columns={"opd": "OPD", "indicator": "Indikator", "remark": "Keterangan"})
    noted = noted[["OPD", "Indikator", "Keterangan"]]
    return (
        pd.concat([counted.astype(object), noted.astype(object)], ignore_index=True).astype(object).fillna("")
    )


def audit_table(facts: RegionFacts) -> pd.DataFrame:
    """The audit entries that concern the region, the newest first, times in UTC."""
    found = audit_trail.describe_audit_entries(facts.selection.store)
    mine = found[found["region"].isin(["", facts.label])]
    columns = {
        "number": "Nomor",
        "at": "Waktu (UTC)",
        "actor": "Oleh",
        "action": "Tindakan",
        "object": "Tentang",
        "old": "Sebelum",
        "new": "Sesudah",
        "reason": "Alasan",
    }
    times = [moment.strftime("%Y-%m-%d %H.%M.%S") for moment in mine["at"]]
    return mine.assign(at=times)[list(columns)].rename(columns=columns)


def dictionary_table(facts: RegionFacts) -> pd.DataFrame:
    """What every indicator asks and what each level means, then what every sheet holds."""
    rows = [
        _entry(facts, str(row["node"]), str(row["name"]), str(row["question"]))
        for row in facts.led_indicators.to_dict("records")
    ]
    rows += [{"Kode": name, "Nama": "Lembar", "Arti": text} for name, text in SHEETS.items()]
    return pd.DataFrame(rows).fillna("")


def _entry(facts: RegionFacts, code: str, name: str, question: str) -> dict[str, str]:
    tags = facts.framework.node(code).tags
    anchors = enumerate(tags.get("anchors", ()), start=int(facts.scale.minimum))
    levels = {f"Tingkat {level}": str(text) for level, text in anchors}
    return {"Kode": code, "Nama": name, "Arti": question, "Bukti": str(tags.get("evidence", "")), **levels}
