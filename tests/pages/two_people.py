"""Two people at one form: what a form is to a test, and what Budi and Sari need for any of them."""

from collections.abc import Callable
from dataclasses import dataclass

from planning.plan import ranking
from storage.values import Actor
from workflow.plan import plan_decisions
from workflow.sample import load

REGION, PERIOD, CRITERIA = "35.18", "2026 contoh", tuple(ranking.CRITERIA)
BUDI = Actor("Budi", "b" * 32)


@dataclass(frozen=True)
class Form:
    """A form: where it stands, what is typed and pressed there, what Budi saves meanwhile, what is stored.

    `mine` tells whether what is stored is what was typed. `before`: what it is about, before it is opened;
    `fill`: what is typed and drawn before Budi saves.
    """

    page: str
    press: Callable[[object], object]
    theirs: Callable[[object], object]
    stored: Callable[[object], object]
    mine: Callable[[object], bool]
    address: dict[str, str] | None = None
    state: dict[str, object] | None = None
    before: Callable[[object], object] = lambda _engine: None
    fill: Callable[[object], object] = lambda _app: None


def open_form(app, engine, form):
    """Sari opens a form and fills it; `before` has set up what it is about."""
    form.before(engine)
    app.engine = engine
    app.session_state["nama_pelaku"] = "Sari"
    app.query_params.update({"wilayah": REGION} | (form.address or {}))
    for key, value in (form.state or {}).items():
        app.session_state[key] = value
    app.switch_page(f"pages/{form.page}.py").run()
    form.fill(app)


def scope(engine):
    return load.find_sample_scope(engine)


def settled(engine):
    return plan_decisions.read_plan_settings(engine, REGION)


def settle(**things):
    return lambda engine: plan_decisions.keep_plan_settings(engine, REGION, things, by=BUDI)


def click(app, start):
    return next(one for one in app.button if one.label.startswith(start)).click().run()


def confirm(app):
    """Press yes where a form asks before it saves what would change results."""
    if asked := next((one for one in app.button if str(one.key).startswith("ya_")), None):
        asked.click().run()


def field(group, start):
    """A field by how its key begins: what somebody saved anew stands in a field of its own."""
    return next(one for one in group if str(one.key).startswith(start))


def edit(app, start, row, **cells):
    editor = field(app.data_editor, start)
    app.session_state[editor.key] = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}


def filled(set_fields, label):
    def press(app):
        set_fields(app)
        click(app, label)

    return press


PLAN, WHERE = "rencana/prioritas", "mulai/kelengkapan"
