"""The browser that tests drive: where it lies, and why none can be driven where that is so."""

import functools
import shutil
import subprocess
import sys

CHROMIUM = shutil.which("chromium")


@functools.cache
def lack() -> str:
    """Why no browser can be driven here, "" where one can. The driver is asked: it may lack a library."""
    if CHROMIUM is None:
        return "no Chromium on this machine"
    command = [sys.executable, "-m", "playwright", "--version"]
    driver = subprocess.run(command, capture_output=True, text=True)
    if driver.returncode == 0:
        return ""
    return f"Playwright's driver does not start: {driver.stderr.strip()[-200:]}"
