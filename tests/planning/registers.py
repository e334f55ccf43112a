"""Registers of programmes that the tests of who works with whom share."""

from hypothesis import strategies as st

from planning.plan import integration
from planning.plan.integration import IntegrationSetting
from planning.programmes.programme import Programme
from reference import agencies, instruments

KESIAPAN = instruments.load_instrument("kesiapan").framework
ROSTER = agencies.sample_rosters()["35.18"]
ASSIGNED = agencies.assign_indicators(KESIAPAN, ROSTER)
NONE = ASSIGNED.iloc[:0]
OPD = ["DINKES", "DISKOMINFO", "DISDIK", "DLH", "KEC-35.18.01", "KEC-35.18.02"]
LEAVES = list(KESIAPAN.leaves)


def over(*programmes: Programme, assigned=NONE) -> IntegrationSetting:
    return IntegrationSetting.of(KESIAPAN, {one.key: one for one in programmes}, assigned, ROSTER)


def made(key: str, lead: str = "DINKES", *support: str, **more) -> Programme:
    return Programme(key, key, lead=lead, support=support, **more)


registers = st.lists(
    st.builds(
        Programme,
        key=st.uuids().map(str),
        name=st.just("Program"),
        kind=st.sampled_from(["aplikasi", "layanan", "kebijakan"]),
        subdimension=st.sampled_from(["", *integration.list_subdimensions(KESIAPAN)]),
        lifts=st.dictionaries(st.sampled_from(LEAVES), st.just(4.0), max_size=3),
        lead=st.sampled_from(["", *OPD]),
        support=st.lists(st.sampled_from(OPD), max_size=3).map(tuple),
        data_from=st.lists(st.sampled_from(OPD), max_size=2).map(tuple),
        status=st.sampled_from(["berjalan", "usulan", "selesai"]),
    ),
    max_size=8,
)
