"""Our own workbook of programmes: whatever the register holds is read back unchanged."""

from dataclasses import asdict
from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from planning.programmes.programme import KINDS, STATUSES, Programme, Realisation
from survey.programmes import read_programme_file, workbook
from survey.values import SourceFile
from tests.survey.programmes.tables import KESIAPAN, ROSTER, SOURCE


def contents(*programmes):
    years = range(2026, 2031)
    return workbook.RegisterContents(
        KESIAPAN, ROSTER, "Kab. Nganjuk", "2026", years, [asdict(one) for one in programmes]
    )


def back(*programmes):
    found = read_programme_file(
        SourceFile("program.xlsx", workbook.write_register_workbook(contents(*programmes))), SOURCE
    )
    assert not [one for one in found.remarks if one.severity == "error"]
    return [row.given for row in found.rows]


WHOLE = Programme(
    "p1",
    "Kanal aduan; satu pintu",
    problem="=1+1 Aduan\ntersebar",
    kind="layanan",
    dimension="GOV",
    subdimension="GOV3",
    lifts={"GOV3.4": 4.0, "GOV1.1": 3.0},
    lead="DISKOMINFO",
    support=("DINKES", "BAPPERIDA"),
    districts=("Berbek", "Pace"),
    villages=("Sumberjo",),
    costs={2026: 1.25e9, 2031: 1.5},
    funds="APBD",
    rpjmd="T1",
    renstra="S1",
    renja="Pengelolaan konten",
    code="2.16.02.2.01.04",
    status="berjalan",
    since=2023,
    start=date(2026, 3, 2),
    end=date(2031, 12, 31),
    benefit=date(2026, 9, 1),
    measure="Aduan selesai",
    unit="persen",
    baseline=0.0,
    target=95.5,
    risk="Lambat",
    mitigation="Batas waktu",
    after=("p2",),
    data_from=("DISDUKCAPIL",),
    realisation={2024: Realisation(1.0, "Mulai"), 2025: Realisation(85.0, "74 persen")},
    note="Tautan: ada\nMedia: web",
)


def test_the_template_is_read_back_unchanged():
    other = Programme("p2", "Jaringan intra", lead="DISKOMINFO", status="usulan")
    first, second = back(WHOLE, other)
    told = {name: value for name, value in asdict(WHOLE).items() if value not in ("", (), {}, None)}
    assert first == told | {"after": ("Jaringan intra",)}
    assert second == {"key": "p2", "name": "Jaringan intra", "lead": "DISKOMINFO", "status": "usulan"}


def test_an_empty_template_holds_no_programme():
    found = read_programme_file(
        SourceFile("program.xlsx", workbook.write_register_workbook(contents())), SOURCE
    )
    assert found.rows == ()


texts = st.text("abc de-Z", max_size=12).map(lambda text: " ".join(text.split())).filter(lambda t: t != "-")
programmes = st.builds(
    Programme,
    key=st.integers(1, 10**6).map("p{}".format),
    name=texts.filter(bool),
    kind=st.sampled_from(["", *KINDS]),
    dimension=st.sampled_from(["", "GOV", "SOC"]),
    lifts=st.dictionaries(
        st.sampled_from(KESIAPAN.framework.leaves), st.integers(1, 5).map(float), max_size=3
    ),
    lead=st.sampled_from(["", *ROSTER["opd"]]),
    data_from=st.lists(st.sampled_from(list(ROSTER["opd"])), unique=True, max_size=4).map(tuple),
    costs=st.dictionaries(st.integers(2024, 2035), st.integers(0, 10**12).map(float), max_size=4),
    status=st.sampled_from(STATUSES),
    start=st.none() | st.dates(date(2001, 1, 1), date(2050, 12, 31)),
    target=st.none() | st.integers(-1000, 10**6).map(float),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@drawn(st.lists(programmes, min_size=1, max_size=5, unique_by=lambda one: one.key))
def test_any_register_is_read_back_unchanged(register):
    for one, given in zip(register, back(*register), strict=True):
        told = {name: value for name, value in asdict(one).items() if value not in ("", (), {}, None)}
        assert given == told
