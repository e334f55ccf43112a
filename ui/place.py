"""Where this installation keeps what is its own: the store, the log, the last actor's name."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def var() -> Path:
    """The folder of the user's own data: `var/`, or SIAP_VAR (tests, deployments); made when missing."""
    folder = Path(os.environ.get("SIAP_VAR") or ROOT / "var")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
