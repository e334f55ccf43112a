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
WHEELS = ROOT / "paket"
KIT = WHEELS.is_dir()  # it came as one ZIP with its packages: see kit/
if KIT:
    sys.path.insert(0, str(ROOT))  # python.org's embeddable Python does not look beside the script
    from kit import installing, places
HOME = places.own_folder() if KIT else ROOT
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
DATA = ROOT / (os.environ.get("SIAP_VAR") or (HOME / "data" if KIT else "var"))  # as in storage/location.py
LOGS = DATA / "log"
HOST, PORT = "127.0.0.1", 8501
DISK_NEEDED = 1200 * 1024 * 1024  # the installed packages and pip's own temporary files, in bytes
START_SECONDS, PATIENCE = 300, 20
REFUSED = 78  # server.py's exit code when a setting is refused; its last line says why
HELP = """Cara pakai:
  python3 run.py                    pasang bila perlu, lalu buka Siap Cerdas di peramban
  python3 run.py --port 8502        pakai port lain
  python3 run.py --wheels FOLDER    pasang tanpa internet dari berkas paket di FOLDER
  python3 run.py bekal              buat satu ZIP untuk laptop tanpa internet (--untuk windows atau linux)
  python3 run.py test               jalankan seluruh pemeriksaan (untuk pengembang)"""


class Stop(Exception):
    """One sentence for the user; the program ends with exit code 1."""


def main(arguments):
    """Run the command line; returns the exit code."""
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    if arguments and arguments[0] in ("-h", "--help"):
        print(HELP)
        return 0
    if arguments[:1] == ["bekal"]:
        return make_kit(arguments[1:])
    named, wheels = read_options(arguments)
    port = choose_port(named)
    if port:
        prepare("requirements.txt", wheels)
    return serve(port) if port else 0


def make_kit(arguments):
    """The ZIP for a laptop without internet, by the app's own command line."""
    prepare("requirements.txt")
    return subprocess.call([str(PYTHON), "-X", "utf8", str(ROOT / "cli.py"), "kit"] + arguments)


def read_options(arguments):
    """--port and --wheels as (int or None, Path or None). argparse would complain in English."""
    port, wheels, rest = None, WHEELS if KIT else None, list(arguments)
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


def choose_port(named):
    """The port to serve on; None where Siap Cerdas runs already and the browser was sent to it.

    Without a name the next free one is taken: who starts by double click names none.
    """
    for port in [named] if named else range(PORT, PORT + 10):
        if is_free(port):
            if port not in (named, PORT):
                print("Port %d dipakai program lain; Siap Cerdas memakai port %d." % (PORT, port), flush=True)
            return port
        if answers(port):
            return show_running(port)
    raise Stop(
        "Port %d tidak dapat dipakai karena program lain memakainya: "
        "pakai port lain dengan python3 run.py --port %d." % (port, port + 1 if port < 65535 else PORT)
    )


def show_running(port):
    address = "http://%s:%d" % (HOST, port)
    print("Siap Cerdas sudah berjalan di %s; untuk membuka versi lain, tutup dahulu yang itu." % address)
    if may_open_browser():
        webbrowser.open(address)


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
    HOME.mkdir(parents=True, exist_ok=True)
    check_disk()
    check_kit()
    LOGS.mkdir(parents=True, exist_ok=True)
    make_venv()
    if not install_by_uv(requirements):
        install(requirements, wheels)
    stamp.write_text(wanted, encoding="utf-8")


def fingerprint(requirements):
    """What an installation depends on: the pins, the Python, and where the folder lies."""
    parts = [repr(sys.version_info[:2]), str(HOME)]
    for name in {"requirements.txt", requirements}:
        parts.append(hashlib.sha256((ROOT / name).read_bytes()).hexdigest())
    return "\n".join(sorted(parts))


def check_disk():
    free = shutil.disk_usage(str(HOME)).free
    if free < DISK_NEEDED and not PYTHON.exists():
        raise Stop(
            "Ruang disk kurang: pemasangan memerlukan %s, tersisa %s; kosongkan ruang, lalu jalankan kembali."
            % (megabytes(DISK_NEEDED), megabytes(free))
        )


def check_kit():
    """Stop where a package of the kit was damaged on its way here."""
    damaged = installing.find_damaged_wheels(ROOT) if KIT else []
    if damaged:
        raise Stop(
            "Bekal tidak utuh: %d berkas rusak atau tidak ada, misalnya %s; salin dan ekstrak ulang ZIP-nya."
            % (len(damaged), damaged[0])
        )


def megabytes(size):
    return "%d MB" % (size // (1024 * 1024))


def make_venv():
    """A virtual environment of this Python; one made by another Python or in another place is made anew."""
    if PYTHON.exists() and same_python():
        return
    print("Menyiapkan lingkungan Python ...", flush=True)
    if KIT and installing.is_embeddable():
        installing.copy_embeddable_python(PYTHON.parent)
        installing.write_embeddable_paths(PYTHON.parent, ROOT)
        return
    log = LOGS / "pasang.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        command += installing.venv_options() if KIT else []
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
    command = pip_command() + ["install", "-r", requirements]
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


def pip_command():
    """pip of the environment; the kit's own where it came as a kit, for its Python may bring none."""
    return [str(PYTHON), str(installing.pip_of_kit(ROOT))] if KIT else [str(PYTHON), "-m", "pip"]


def count_packages(requirements):
    """How many of the pins apply to this machine: pip's own reader knows the markers."""
    wheel = str(installing.pip_of_kit(ROOT).parent) if KIT else ""
    ask = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "from pip._vendor.packaging.requirements import Requirement as R\n"
        "lines = [l.strip() for n in sys.argv[1:] for l in open(n, encoding='utf-8')]\n"
        "pins = [R(l) for l in lines if l and l[0] not in '#-']\n"
        "print(len({p.name for p in pins if not p.marker or p.marker.evaluate()}))"
    )
    answer = subprocess.run([str(PYTHON), "-c", ask, wheel, requirements], cwd=str(ROOT), capture_output=True)
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
    if KIT:
        installing.write_embeddable_paths(PYTHON.parent, ROOT)
        copy_before_update()
    log = LOGS / "server.log"
    command = [str(PYTHON), "-X", "utf8", "start.py", "--server.port", str(port)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=str(ROOT),
            stdout=output,
            stderr=subprocess.STDOUT,
            env=own_environment(),
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


def own_environment():
    """What the app is told by its surroundings: a kit keeps its data in the user's own folder."""
    return dict(os.environ, PYTHONUTF8="1", **({"SIAP_VAR": str(DATA)} if KIT else {}))


def copy_before_update():
    """Copy the data before another version than the last opens them; nothing at a first start."""
    if places.is_version_noted(ROOT, DATA):
        return
    if (DATA / "siapcerdas.db").exists():
        print("Menyalin data sebelum versi lain membukanya ...", flush=True)
        command = [str(PYTHON), "-X", "utf8", "cli.py", "backup", str(DATA / "cadangan")]
        if subprocess.call(command, cwd=str(ROOT), env=own_environment()) != 0:
            raise Stop(
                "Salinan cadangan tidak dapat dibuat, sehingga versi ini tidak dibuka: data tetap utuh."
            )
    places.note_version(ROOT, DATA)


def interrupt(_signal, _frame):
    raise KeyboardInterrupt


def wait_until_ready(server, port, log):
    """Return when /healthz answers."""
    until, patient = time.monotonic() + START_SECONDS, time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() == REFUSED:
            raise Stop(log.read_text(encoding="utf-8").splitlines()[-1])
        if server.poll() is not None:
            raise Stop("Siap Cerdas berhenti saat dimulai: rinciannya ada di %s." % log)
        if answers(port):
            return
        if time.monotonic() > patient:
            print("Masih memulai; pembukaan pertama dapat diperlambat antivirus ...", flush=True)
            patient = until
        time.sleep(0.05)
    raise Stop("Siap Cerdas tidak menjawab setelah %d detik: rinciannya ada di %s." % (START_SECONDS, log))


def answers(port):
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        return answer.status == 200 and b'"status"' in answer.read(100)
    except (OSError, http.client.HTTPException):
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
    """Install what tests need, then run every check: for developers (tests/checks.py)."""
    prepare("requirements-dev.txt")
    sys.path.insert(0, str(ROOT))
    from tests import checks

    return checks.run_checks(PYTHON, arguments)


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
            sys.exit("Folder %s tidak dapat ditulisi: pindahkan ke folder milik Anda, lalu coba lagi." % HOME)
        sys.exit("Siap Cerdas tidak dapat dimulai (%s): periksa folder %s, lalu coba lagi." % (error, ROOT))
