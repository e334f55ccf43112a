"""What `python3 run.py test` runs once everything is installed: linters, types, layers, tests.

Standard library only: run.py imports it with the Python that has nothing installed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRIVEN = "all tests in a browser"
CONVERTED = "tests of documents as LibreOffice reads them"
# A Debian package -> the program in it that tests call, and what is skipped without it.
TOOLS = {
    "chromium": ("chromium", DRIVEN),
    "libreoffice-calc": ("localc", CONVERTED),
    "libreoffice-writer": ("lowriter", CONVERTED),
    "libreoffice-impress": ("loimpress", CONVERTED),
    "poppler-utils": ("pdftoppm", "tests that count the pages of a PDF"),
}
DRIVER_LIBRARY = "libatomic1"  # of Playwright's driver, which pip brings without what it links to
CHECKS = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["lint-imports"])


def run_checks(python: Path, arguments: list[str]) -> int:
    """Every check with that Python; pytest comes last so that its closing line does too. The exit code."""
    checks = {
        " ".join(command): begin(python, command) for command in CHECKS
    }  # while Debian's packages are unpacked
    install_tools(python)
    failed = [name for name, check in checks.items() if not passes(name, check)]
    if failed:
        print(f"FAILED: {', '.join(failed)}", flush=True)
    if not any(argument.startswith("-n") for argument in arguments):
        # By file: its tests share a server and a store, and some follow one another in one room. In their
        # order: by count, xdist's own, browsers come last. Three: who drives a browser waits half the time.
        arguments = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder", *arguments]
    code = subprocess.call([str(python), "-m", "pytest", *arguments], cwd=str(ROOT))
    return code or (1 if failed else 0)


def begin(python: Path, command: list[str]) -> subprocess.Popen[bytes]:
    script = [str(python.with_name(command[0] + python.suffix))]
    return subprocess.Popen(
        script + command[1:], cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def passes(name: str, check: subprocess.Popen[bytes]) -> bool:
    """Wait for a check that was begun, and print what it said."""
    said = check.communicate()[0]
    print(f"== {name}", flush=True)
    sys.stdout.buffer.write(said)  # as it came: a terminal may know fewer letters than the check
    sys.stdout.flush()
    return check.returncode == 0


def install_tools(python: Path) -> None:
    """What tests need of Debian, installed where this user may; what still lacks is said before they run."""
    packages = lacking(python)
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        apt_install(packages)
        packages = lacking(python)
    for package in packages:
        skipped = TOOLS[package][1] if package in TOOLS else DRIVEN
        print(f"Not installed: {package}. Skipped: {skipped}.", flush=True)


def lacking(python: Path) -> list[str]:
    """The Debian packages that tests need and this machine lacks."""
    packages = [package for package, (program, _) in TOOLS.items() if not shutil.which(program)]
    return packages if driver_starts(python) else [*packages, DRIVER_LIBRARY]


def driver_starts(python: Path) -> bool:
    """Whether Playwright's driver runs; asked of itself, for only the loader knows what it lacks."""
    command = [str(python), "-m", "playwright", "--version"]
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def apt_install(packages: list[str]) -> None:
    print(f"Installing {', '.join(packages)} ...", flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call(["apt-get", "update", "-qq"], env=quiet, stdin=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.call(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
