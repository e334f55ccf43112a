"""Starts the server as `streamlit run server.py` does, its ways out of this computer closed first."""

import sys
from pathlib import Path
from typing import Any

from streamlit import config_util, net_util, url_util
from streamlit.config_option import ConfigOption
from streamlit.errors import StreamlitInvalidThemeError
from streamlit.runtime import credentials
from streamlit.web import cli

from web.request_line import keep_whole_targets

_load_theme_file = config_util._load_theme_file


def forbid_outside_calls() -> None:
    """Take from Streamlit every call to another computer, whatever its configuration; safe to repeat.

    For a foreign Origin, and at a start on 0.0.0.0, it asks checkip.amazonaws.com for its own address; an
    e-mail typed at a first start is sent away; a theme may be an address. These places are private: a test
    looks through the installed Streamlit for any other, and watches what a running server asks.
    """
    net_util.get_external_ip = _nothing
    net_util.get_internal_ip = _nothing
    net_util._make_blocking_http_get = _nothing
    credentials._send_email = _nothing
    config_util._load_theme_file = _load_local_theme


def _nothing(*_given: object, **_named: object) -> None:
    """Stands where Streamlit asks another computer."""


def _load_local_theme(
    file_path_or_url: str, config_options_template: dict[str, ConfigOption]
) -> dict[str, Any]:
    if url_util.is_url(file_path_or_url):
        raise StreamlitInvalidThemeError("A theme is a file on this computer.")
    return _load_theme_file(file_path_or_url, config_options_template)


if __name__ == "__main__":
    # Before `streamlit run`: it would ask the internet for its own address before it imports server.py.
    forbid_outside_calls()
    keep_whole_targets()
    cli.main(["run", str(Path(__file__).with_name("server.py")), *sys.argv[1:]])
