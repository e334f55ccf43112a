"""Starts run.py by hand, as a user or a script does, and reads what it says."""

import os
import re
import subprocess
import sys
from pathlib import Path

UNREACHABLE = "http://127.0.0.1:9/simple"
SENTENCE = re.compile(r"[A-Z][^\n]+[.]\n?")


def environment(**more: str) -> dict[str, str]:
    """This process's environment without a setting of where data live."""
    bare = {name: value for name, value in os.environ.items() if name not in ("SIAP_VAR", "DATABASE_URL")}
    return {**bare, "SIAP_NO_BROWSER": "1", **more}


def start(house: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess:
    given = environment(**env)
    command = [sys.executable, str(house / "run.py"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, env=given, stdin=subprocess.DEVNULL
    )


def refused(result: subprocess.CompletedProcess, *words: str) -> None:
    """One Indonesian sentence, a failing exit code, no traceback."""
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    assert SENTENCE.fullmatch(result.stderr), result.stderr
    for word in words:
        assert word in result.stderr
