"""The charts of the plan with data that test their edges."""

import math

import pandas as pd

from charts.drawing.look import Look
from charts.plan import agency_roles, goals, opd_groups, opd_network, realisation, root_causes

CAUSES = pd.DataFrame(
    [
        ("regulasi", 3, 0),
        ("SDM", 12, 4),
        ("anggaran", 1234, 20),
        ("sarana", 0, 0),
        ("data", 0, 2),
        ("proses", 7, 1),
    ],
    columns=["cause", "survey", "groups"],
).assign(total=lambda rows: rows["survey"] + rows["groups"])


DIMENSIONS = {"GOV": "Governance", "BRA": "Branding", "ECO": "Economy", "ENV": "Environment"}
NODES = {f"{code}{n}": (code, f"Ekosistem Transaksi Keuangan {n}") for code in DIMENSIONS for n in (1, 2, 3)}
LONG = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana"
ROLES = pd.DataFrame(
    [
        ("A", "Diskominfo", "GOV1", "lead", 12),
        ("A", "Diskominfo", "ENV3", "support", 1),
        ("B", LONG, "ECO2", "support", 3),
        ("C", "DLH", "ENV2", "absent", 0),
        *((f"K{n}", f"Kec. {n}", "GOV2", "support", 1) for n in range(9)),
    ],
    columns=["opd", "name", "node", "role", "programmes"],
)
MEMBERS = "Diskominfo,Kecamatan,Bapperida,DPMD,DLH,Disdik,Disdukcapil,Dinsos PPPA,BPBD"
SHARED = "31 indikator dan 12 program bersama, antara lain Kanal aduan warga satu pintu, "
SHARED += "Portal satu data kabupaten, dan Pertukaran data antaraplikasi layanan"
CIRCLES = pd.DataFrame(
    [
        (1, tuple(MEMBERS.split(",")), SHARED),
        *((n, ("Dinkes", "RSUD"), "0 program bersama; 8 indikator bersama") for n in range(2, 7)),
    ],
    columns=["group", "members", "shared"],
)


# 48 OPD in six groups, each in a middle with seven around it, long names among them.
NODES_OF_NETWORK = pd.DataFrame(
    [
        (
            place + 1,
            LONG if place % 7 == 6 else f"Disporaparbud {place}",
            place // 8 + 1,
            6 * (place // 8 % 3) + 1.2 * (place % 8 > 0) * math.cos(place % 8 * math.tau / 7),
            6 * (place // 24) + 1.2 * (place % 8 > 0) * math.sin(place % 8 * math.tau / 7),
        )
        for place in range(48)
    ],
    columns=["number", "name", "group", "x", "y"],
)
TIES = pd.DataFrame(
    [(1, 2, 9.0, 1, 10), *((n, n + 1, 8 - n / 10, 1, n) for n in range(2, 48))],
    columns=["one", "other", "weight", "programmes", "items"],
)


GOALS = pd.DataFrame(
    [
        (
            "RPJMD T2.S1 Meningkatnya kualitas pelayanan publik dan tata kelola yang berintegritas",
            14,
            12,
            0,
            2,
            0,
        ),
        ("Renstra 2 Meningkatnya jangkauan", 0, 0, 0, 0, 0),
        *((f"Renja {n} Pengelolaan arsip", 1, 0, 1, 0, 0) for n in range(9)),
    ],
    columns=["name", "count", *DIMENSIONS],
)
DONE = pd.DataFrame(
    [
        ("GOV", "Smart Governance", 9, 9, 9, 0, 1.0, 1.0, 100.0),
        ("BRA", "Smart Branding", 7, 3, 1, 2, 3 / 7, 5 / 7, 60.0),
        ("ENV", "Smart Environment", 0, 0, 0, 0, math.nan, math.nan, math.nan),
        ("", "Tanpa dimensi", 120, 1, 0, 119, 1 / 120, 1.0, 5.0),
    ],
    columns=["node", "name", "planned", "running", "done", "silent", "share", "highest", "mean"],
)


LOOK = Look(place="Kab. X")


def every(look=LOOK):
    """Each chart of the plan by name."""
    one = {code: of for code, of in NODES.items() if of[0] == "ENV"}
    return {
        "causes": root_causes.draw_root_causes(CAUSES, look),
        "roles": agency_roles.draw_opd_roles(ROLES, NODES, DIMENSIONS, look),
        "roles of one": agency_roles.draw_opd_roles(ROLES, one, {"ENV": "Environment"}, look),
        "goals": goals.draw_goals(GOALS, DIMENSIONS, look),
        "realisation": realisation.draw_realisation(DONE, 2026, look),
        "network": opd_network.draw_opd_network(NODES_OF_NETWORK, TIES, look),
        "network of two": opd_network.draw_opd_network(NODES_OF_NETWORK.head(2), TIES.head(1), look),
        "circles": opd_groups.draw_opd_groups(CIRCLES, look),
    }
