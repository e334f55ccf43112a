"""One command for a fresh machine: python3 run.py. Standard library only; runs on Python 3.11 or newer.

It must parse on any older Python, 2.7 included, to say so: no f-strings, no annotations, no unpacking.
"""

from __future__ import print_function

import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(
        "Siap Cerdas memerlukan Python 3.11 atau yang lebih baru, sedangkan yang dipakai Python %d.%d: "
        "pasang Python terbaru dari python.org, lalu jalankan kembali." % sys.version_info[:2]
    )

import errno
import hashlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOGS = ROOT / (os.environ.get("SIAP_VAR") or "var") / "log"  # in the folder of storage/location.py
HOST, PORT = "127.0.0.1", 8501
DISK_NEEDED = 1200 * 1024 * 1024  # the installed packages and pip's own temporary files, in bytes
START_SECONDS = 120
REFUSED = 78  # server.py's exit code when a setting is refused; its last line says why
HELP = """Cara pakai:
  python3 run.py                    pasang bila perlu, lalu buka Siap Cerdas di peramban
  python3 run.py --port 8502        pakai port lain
  python3 run.py --wheels FOLDER    pasang tanpa internet dari berkas paket di FOLDER
  python3 run.py test               jalankan seluruh pemeriksaan (untuk pengembang)"""
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


class Stop(Exception):
    """One sentence for the user; the program ends with exit code 1."""


def main(arguments):
    """Run the command line; returns the exit code."""
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    if arguments and arguments[0] in ("-h", "--help"):
        print(HELP)
        return 0
    port, wheels = read_options(arguments)
    check_port(port)
    prepare("requirements.txt", wheels)
    return serve(port)


def read_options(arguments):
    """--port and --wheels as (int, Path or None). argparse would complain in English."""
    port, wheels, rest = PORT, None, list(arguments)
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if name not in ("--port", "--wheels"):
            raise Stop("Pilihan %s tidak dikenal: ketik python3 run.py --help untuk bantuan." % name)
        value = value or (rest.pop(0) if rest else "")
        if name == "--port":
            port = read_port(value)
        else:
            wheels = read_folder(value)
    return port, wheels


def read_port(text):
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Stop("Port harus berupa angka 1 sampai 65535, misalnya: python3 run.py --port 8502.")
    return int(text)


def read_folder(text):
    folder = Path(text)
    if not text or not folder.is_dir():
        raise Stop("Folder paket %s tidak ada: periksa nama folder setelah --wheels." % (text or "(kosong)"))
    return folder.resolve()


def check_port(port):
    """Stop when something listens there already, or when this user may not listen there."""
    if not is_free(port):
        raise Stop(
            "Port %d tidak dapat dipakai karena program lain memakainya atau Siap Cerdas sudah berjalan: "
            "buka http://%s:%d, atau pakai port lain dengan python3 run.py --port %d."
            % (port, HOST, port, port + 1 if port < 65535 else PORT)
        )


def is_free(port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # on Windows this option would let two programs share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def prepare(requirements, wheels=None):
    """Make .venv hold what `requirements` pins; nothing to do and no network when the stamp says so."""
    stamp = VENV / (requirements + ".stamp")
    wanted = fingerprint(requirements)
    if PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    check_disk()
    LOGS.mkdir(parents=True, exist_ok=True)
    make_venv()
    if not install_by_uv(requirements):
        install(requirements, wheels)
    stamp.write_text(wanted, encoding="utf-8")


def fingerprint(requirements):
    """What an installation depends on: the pins, the Python, and where the folder lies."""
    parts = [repr(sys.version_info[:2]), str(ROOT)]
    for name in {"requirements.txt", requirements}:
        parts.append(hashlib.sha256((ROOT / name).read_bytes()).hexdigest())
    return "\n".join(sorted(parts))


def check_disk():
    free = shutil.disk_usage(str(ROOT)).free
    if free < DISK_NEEDED and not PYTHON.exists():
        raise Stop(
            "Ruang disk kurang: pemasangan memerlukan %s, tersisa %s; kosongkan ruang, lalu jalankan kembali."
            % (megabytes(DISK_NEEDED), megabytes(free))
        )


def megabytes(size):
    return "%d MB" % (size // (1024 * 1024))


def make_venv():
    """A virtual environment of this Python; one made by another Python or in another place is made anew."""
    if PYTHON.exists() and same_python():
        return
    print("Menyiapkan lingkungan Python ...", flush=True)
    log = LOGS / "pasang.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        if subprocess.call(command, stdout=output, stderr=subprocess.STDOUT) == 0:
            return
    raise Stop(reason(log.read_text(errors="replace"), "Lingkungan Python tidak dapat dibuat", log))


def same_python():
    """True when .venv runs and is of this Python's version."""
    ask = "import sys; print(sys.version_info[:2])"
    try:
        answer = subprocess.check_output([str(PYTHON), "-c", ask], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return answer.decode().strip() == repr(sys.version_info[:2])


def install_by_uv(requirements):
    """The pins by uv where they name it: a fifth of pip's time. False leaves it all to pip."""
    if "\nuv==" not in (ROOT / requirements).read_text(encoding="utf-8"):
        return False
    print("Installing what tests need ...", flush=True)
    module = [str(PYTHON), "-m"]
    fetch_uv = module + ["pip", "install", "-q", "--disable-pip-version-check", "-c", requirements, "uv"]
    run_uv = module + ["uv", "pip", "install", "-q", "--python", str(PYTHON), "-r", requirements]
    with (LOGS / "pasang.log").open("wb") as output:
        said = {"cwd": str(ROOT), "stdout": output, "stderr": subprocess.STDOUT}
        return subprocess.call(fetch_uv, **said) == 0 and subprocess.call(run_uv, **said) == 0


def install(requirements, wheels):
    """pip install with a count of packages; its words go to var/log/pasang.log."""
    total = count_packages(requirements)
    command = [str(PYTHON), "-m", "pip", "install", "-r", requirements]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--retries", "2"]
    if wheels:
        command += ["--no-index", "--find-links", str(wheels)]
    log = LOGS / "pasang.log"
    with log.open("wb") as output:
        live = dict(os.environ, PYTHONUNBUFFERED="1")
        pip = subprocess.Popen(command, cwd=str(ROOT), stdout=output, stderr=subprocess.STDOUT, env=live)
        said = ""
        while pip.poll() is None:
            time.sleep(0.3)
            said = show(progress(log, total), said)
    show(progress(log, total), said)
    print(flush=True)
    if pip.returncode:
        words = log.read_text(errors="replace")
        if wheels and "No matching distribution found" in words:
            raise Stop(
                "Folder %s tidak memuat semua paket (lihat %s): di komputer sejenis yang terhubung internet, "
                "isi folder itu dengan pip download -r requirements.txt -d FOLDER." % (wheels, log)
            )
        raise Stop(reason(words, "Paket tidak dapat dipasang", log))


def count_packages(requirements):
    """How many of the pins apply to this machine: pip's own reader knows the markers."""
    ask = (
        "import sys; from pip._vendor.packaging.requirements import Requirement as R\n"
        "lines = [l.strip() for n in sys.argv[1:] for l in open(n, encoding='utf-8')]\n"
        "pins = [R(l) for l in lines if l and l[0] not in '#-']\n"
        "print(len({p.name for p in pins if not p.marker or p.marker.evaluate()}))"
    )
    answer = subprocess.run([str(PYTHON), "-c", ask, requirements], cwd=str(ROOT), capture_output=True)
    return int(answer.stdout) if answer.returncode == 0 else 0


def show(line, said):
    """Write the line over the one before, when it says something new."""
    if line != said:
        print("\r" + line.ljust(len(said)), end="", flush=True)
    return line


def progress(log, total):
    """How far pip is: packages fetched, then packages put in place."""
    text = log.read_text(errors="replace")
    seen = text.count("\nCollecting ") + text.startswith("Collecting ")
    seen = min(total, seen + text.count("Requirement already satisfied"))
    if "Installing collected packages" in text:
        placed = min(total, sum(1 for _ in VENV.glob("**/site-packages/*.dist-info")))
        return "Memasang %d dari %d paket" % (placed, total)
    return "Mengambil %d dari %d paket" % (seen, total)


def reason(words, what, log):
    """The likely cause of a failed installation and what to do, as one sentence."""
    if "No space left" in words or "Errno 28" in words:
        return what + " karena disk penuh: kosongkan ruang, lalu jalankan kembali."
    if "ensurepip" in words:
        return what + ": pasang paket venv lebih dahulu (Debian/Ubuntu: sudo apt install python3-venv)."
    if any(sign in words for sign in NO_NETWORK):
        return (
            what + " karena internet tidak tersambung: sambungkan internet lalu jalankan kembali, "
            "atau pasang tanpa internet dengan python3 run.py --wheels FOLDER."
        )
    return "%s: rinciannya ada di %s; perbaiki, lalu jalankan kembali." % (what, log)


NO_NETWORK = (
    "NewConnectionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "name resolution",
    "Connection refused",
    "Network is unreachable",
    "No matching distribution found",
)


def serve(port):
    """Start the server, open the browser when it answers, and stay until it ends."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / "server.log"
    command = [str(PYTHON), "start.py", "--server.port", str(port)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=str(ROOT),
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(os.environ, PYTHONUTF8="1"),
        )
    signal.signal(signal.SIGTERM, interrupt)
    try:
        wait_until_ready(server, port, log)
        address = "http://%s:%d" % (HOST, port)
        print("Siap Cerdas berjalan di %s (hentikan dengan Ctrl+C)." % address, flush=True)
        if may_open_browser():
            webbrowser.open(address)
        return server.wait()
    except KeyboardInterrupt:
        print("Siap Cerdas dihentikan.", flush=True)
        return 0
    finally:
        end(server)


def interrupt(_signal, _frame):
    raise KeyboardInterrupt


def wait_until_ready(server, port, log):
    """Return when /healthz answers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() == REFUSED:
            raise Stop(log.read_text(encoding="utf-8").splitlines()[-1])
        if server.poll() is not None:
            raise Stop("Siap Cerdas berhenti saat dimulai: rinciannya ada di %s." % log)
        if answers(port):
            return
        time.sleep(0.05)
    raise Stop("Siap Cerdas tidak menjawab setelah %d detik: rinciannya ada di %s." % (START_SECONDS, log))


def answers(port):
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def may_open_browser():
    """Not in CI, not when told so, and not where there is no screen."""
    if os.environ.get("SIAP_NO_BROWSER") or os.environ.get("CI"):
        return False
    on_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(on_screen) or not sys.platform.startswith("linux")


def end(server):
    """Stop the server and wait for it, so the port is free and the store closed."""
    if server.poll() is not None:
        return
    try:
        if os.name == "nt":  # Ctrl+C reached it too, and terminate leaves it no time to fold its store
            server.wait(5)
            return
    except subprocess.TimeoutExpired:
        pass
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def test(arguments):
    """Install what tests need and run every check; pytest comes last so that its closing line does too."""
    prepare("requirements-dev.txt")
    checks = {" ".join(command): begin(command) for command in CHECKS}  # while Debian's packages are unpacked
    install_tools()
    failed = [name for name, check in checks.items() if not passes(name, check)]
    if failed:
        print("FAILED: %s" % ", ".join(failed), flush=True)
    if not any(argument.startswith("-n") for argument in arguments):
        # By file: its tests share a server and a store, and some follow one another in one room. In their
        # order: by count, xdist's own, browsers come last. Three: who drives a browser waits half the time.
        arguments = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"] + arguments
    code = subprocess.call([str(PYTHON), "-m", "pytest"] + arguments, cwd=str(ROOT))
    return code or (1 if failed else 0)


def begin(command):
    script = [str(PYTHON.with_name(command[0] + PYTHON.suffix))]
    return subprocess.Popen(
        script + command[1:], cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def passes(name, check):
    """Wait for a check that was begun, and print what it said."""
    said = check.communicate()[0]
    print("== %s" % name, flush=True)
    sys.stdout.buffer.write(said)  # as it came: a terminal may know fewer letters than the check
    sys.stdout.flush()
    return check.returncode == 0


def install_tools():
    """What tests need of Debian, installed where this user may; what still lacks is said before they run."""
    packages = lacking()
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        apt_install(packages)
        packages = lacking()
    for package in packages:
        skipped = TOOLS[package][1] if package in TOOLS else DRIVEN
        print("Not installed: %s. Skipped: %s." % (package, skipped), flush=True)


def lacking():
    """The Debian packages that tests need and this machine lacks."""
    packages = [package for package, (program, _) in TOOLS.items() if not shutil.which(program)]
    return packages if driver_starts() else packages + [DRIVER_LIBRARY]


def driver_starts():
    """Whether Playwright's driver runs; asked of itself, for only the loader knows what it lacks."""
    command = [str(PYTHON), "-m", "playwright", "--version"]
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def apt_install(packages):
    print("Installing %s ..." % ", ".join(packages), flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call(["apt-get", "update", "-qq"], env=quiet, stdin=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"] + packages
    subprocess.call(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as sentence:
        sys.exit(str(sentence))
    except KeyboardInterrupt:
        sys.exit("Dibatalkan.")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            sys.exit("Disk penuh: kosongkan ruang, lalu jalankan kembali.")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            sys.exit("Folder %s tidak dapat ditulisi: pindahkan ke folder milik Anda, lalu coba lagi." % ROOT)
        sys.exit("Siap Cerdas tidak dapat dimulai (%s): periksa folder %s, lalu coba lagi." % (error, ROOT))
