"""Starts the server as `streamlit run server.py` does, its ways out of this computer closed first."""

import sys
from pathlib import Path

from streamlit.web import cli

from ui.shared import outside_calls

if __name__ == "__main__":
    # Before `streamlit run`: it would ask the internet for its own address before it imports server.py.
    outside_calls.forbid_outside_calls()
    cli.main(["run", str(Path(__file__).with_name("server.py")), *sys.argv[1:]])
