"""The region's register as charts and tables of programmes take it, and what is said of it."""

from planning.plan.integration import IntegrationSetting
from planning.programmes.programme import Programme
from ui.shared import empty
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count
from ui.shared.kept_plan import load_kept_plan, region_roster
from ui.shared.selection import Selection
from workflow.setup import setup

PROGRAMMES = "rencana/program.py"


def programmes_in_register(selection: Selection) -> dict[str, Programme]:
    """The register of the region."""
    return load_kept_plan(selection).register.programmes


def integration_setting(selection: Selection) -> IntegrationSetting:
    """What integration is looked at over."""

    def made() -> IntegrationSetting:
        return IntegrationSetting.of(
            selection.instrument.framework,
            programmes_in_register(selection),
            setup.assignments_of_region(selection.engine, selection.scope, selection.region),
            region_roster(selection),
        )

    return selection.remember("setting of integration", made, selection.state)


def programmes_source_line(selection: Selection) -> str:
    """The line under a chart of programmes: how many, from where, in which state."""
    over = integration_setting(selection)
    proposed = sum(not one.running for one in over.programmes)
    made = [f"Sumber: {format_count(len(over.programmes))} program {selection.region_label}"]
    made += [f"{format_count(proposed)} di antaranya usulan", "pembagian indikator pada survei OPD"]
    made += filter(None, [selection.period.sample_label])
    return " · ".join(made)


def require_integration_setting(selection: Selection) -> IntegrationSetting:
    """The setting; NothingToDraw where there is no programme yet."""
    over = integration_setting(selection)
    if not over.programmes:
        what, rest = empty.tell_no_open_programme(
            selection.region_label, len(programmes_in_register(selection))
        )
        raise NothingToDraw(
            what,
            rest
            or "Program terbaca dari lembar Program dan inovasi berjalan pada berkas OPD, atau ditulis pada "
            "halaman Program.",
            file=PROGRAMMES,
            label="Ke Program",
        )
    return over
