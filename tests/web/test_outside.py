"""Nothing is asked of another computer: not at a start, not for a foreign page, however configured."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit

from tests.web.served import ROOT, watched_environment, watching
from tests.web.test_gate import ROUTES
from tests.web.test_served import UPGRADE

# Every place of the installed Streamlit that can ask another computer, and why ours never gets there.
PLACES = {
    "net_util.py",  # its own address; taken away
    "runtime/credentials.py",  # an e-mail for news; taken away
    "config_util.py",  # a theme by its address; taken away
    "web/cli.py",  # `streamlit run https://...`; start.py runs server.py
    "auth_util.py",  # st.login; no provider is configured
    "web/server/starlette/starlette_auth_routes.py",  # as above
    "web/server/starlette/starlette_server.py",  # listens
    "hello/dataframe_demo.py",  # of `streamlit hello`
    "hello/mapping_demo.py",  # as above
}
CALLERS = {
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "http",
    "urllib",
    "socket",
    "smtplib",
    "ftplib",
    "authlib",
}
HARMLESS = {"urllib.parse", "http.cookies", "http", "urllib"}


def callers(file: Path) -> set[str]:
    """The modules that ask other computers which the file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found if name.split(".")[0] in CALLERS} - HARMLESS


def test_no_other_place_of_streamlit_can_ask_outside():
    """A newer Streamlit that asks from somewhere else is seen here, before it is used."""
    root = Path(streamlit.__file__).parent
    found = {file.relative_to(root).as_posix() for file in root.rglob("*.py") if callers(file)}
    assert found - PLACES == set()


CONFIGURATIONS = {
    "as it is shipped": (),
    "on all addresses, with Streamlit's greeting": (
        "--server.address=0.0.0.0", "--logger.hideWelcomeMessage=false", "--browser.gatherUsageStats=true",
    ),
    "on all addresses, with its cross-origin rules off": (
        "--server.address=0.0.0.0", "--server.enableCORS=false", "--server.enableXsrfProtection=false",
    ),
}  # fmt: skip


@pytest.mark.parametrize("options", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_server_asks_nothing_outside_also_under_foreign_origins(tmp_path, options):
    with watching(tmp_path, *options) as server:
        here = f"Host: 127.0.0.1:{server.port}"
        for path in (*ROUTES, "/_stcore/stream"):
            for origin in (
                "http://evil.example",
                "null",
                "http://127.0.0.1:9",
                "https://checkip.amazonaws.com",
            ):
                for more in (("Connection: close",), UPGRADE):
                    said = server.answer(f"GET {path} HTTP/1.1", here, f"Origin: {origin}", *more)
                    assert " 403 " in said, (path, origin)
        assert " 200 " in server.answer("GET / HTTP/1.1", here, "Connection: close")
        assert server.asked_outside() == ""


def test_a_theme_from_another_computer_is_not_fetched(tmp_path):
    environment, log = watched_environment(tmp_path)
    command = [sys.executable, "start.py", "--theme.base", "http://evil.example/a.toml", "--server.port", "1"]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60)
    assert not log.exists()


def test_the_watch_sees_what_streamlit_asks_where_it_may(tmp_path):
    """What the tests above rest on."""
    environment, log = watched_environment(tmp_path)
    ask = "import streamlit.net_util as n; n.get_internal_ip(); n.get_external_ip()"
    subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, timeout=60)
    assert {"8.8.8.8", "checkip.amazonaws.com"} <= set(log.read_text().split())
