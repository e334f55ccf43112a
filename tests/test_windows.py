"""What Windows has not is nowhere needed: its modules hidden, its names unused outside guarded places."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_readers import ROOT, SOURCES
from tests.web.served import watching

# Modules of Python and packages of requirements.txt that Windows lacks.
LACKING = (
    "fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "readline", "curses", "nis", "spwd",
    "crypt", "uvloop", "httptools",
)  # fmt: skip
HIDE = f"""
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {LACKING!r}:
            raise ModuleNotFoundError("not on Windows: " + name, name=name)
sys.meta_path.insert(0, Hidden())
"""
# Loaded by its name where httptools is (`web/request_line.py`), so never on Windows.
ELSEWHERE_ONLY = "web.whole_targets"
WALK = f"""
import sys
from pathlib import Path
from tests.test_readers import SOURCES
import importlib
apart = ("app", "cli", "run", "{ELSEWHERE_ONLY}")
for module in sorted(SOURCES):
    if not module.startswith(("pages.", "storage.migrations.")) and module not in apart:
        importlib.import_module(module)
from survey.files import sandbox
from survey.values import SourceFile
from tests.survey.making import book
book = sandbox.read_table_file(SourceFile("a.xlsx", book(("Lembar", [["a"], [1.5]]))))
print("BACA", book.sheets[0].rows)
"""
# Names of `os`, `signal`, `socket`, `select` and `time` that Windows lacks (Python's documentation, "Unix").
POSIX = {
    "os": {
        "chown", "chroot", "confstr", "ctermid", "fchdir", "fchmod", "fchown", "fork", "forkpty",
        "fstatvfs", "getegid", "geteuid", "getgid", "getgrouplist", "getgroups", "getloadavg", "getpgid",
        "getpgrp", "getpriority", "getresgid", "getresuid", "getsid", "getuid", "initgroups", "killpg",
        "lchmod", "lchown", "lockf", "memfd_create", "mkfifo", "mknod", "nice", "openpty", "pathconf",
        "pipe2", "pread", "preadv", "pwrite", "pwritev", "readv", "register_at_fork", "sched_getaffinity",
        "sched_setaffinity", "sendfile", "setegid", "seteuid", "setgid", "setgroups", "setpgid",
        "setpriority", "setregid", "setreuid", "setsid", "setuid", "statvfs", "sync", "sysconf",
        "tcgetpgrp", "tcsetpgrp", "ttyname", "uname", "wait", "wait3", "wait4", "waitid", "writev",
        "O_CLOEXEC", "O_DIRECTORY", "O_DSYNC", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC",
    },
    "signal": {
        "SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "SIGPIPE", "SIGQUIT", "SIGXCPU",
        "alarm", "pause", "setitimer", "pthread_kill", "pthread_sigmask", "sigwait", "siginterrupt",
    },
    "socket": {
        "AF_UNIX", "SO_REUSEPORT", "MSG_DONTWAIT",
    },
    "select": {
        "poll", "epoll", "kqueue",
    },
    "time": {
        "tzset", "pthread_getcpuclockid",
    },
}  # fmt: skip
# Where one stands behind a question that no Windows answers with yes.
GUARDED = {("run", "os.geteuid")}  # only where apt-get is
PLACES = ("/tmp/", "/proc/", "/dev/", "/etc/", "/usr/", "/var/")


def tree(module: str) -> ast.Module:
    return ast.parse(SOURCES[module].read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", sorted(SOURCES))
def test_no_module_uses_a_name_that_windows_lacks(module):
    used = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.attr in POSIX.get(node.value.id, ())
    }
    imported = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and node.module in POSIX
        for alias in node.names
        if alias.name in POSIX[node.module]
    }
    assert {name for name in used | imported if (module, name) not in GUARDED} == set()


@pytest.mark.parametrize("module", sorted(SOURCES))
def test_no_module_names_a_place_of_another_system(module):
    said = {
        node.value
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value.startswith(PLACES)
    }
    assert said == set()


@pytest.mark.parametrize("module", sorted(SOURCES))
def test_no_text_is_read_or_written_in_the_encoding_of_the_computer(module):
    """Windows takes its own; of `open`, the mode tells whether it is text."""
    said = [
        ast.unparse(node) for node in ast.walk(tree(module)) if isinstance(node, ast.Call) and lacks(node)
    ]
    assert said == []


def lacks(call: ast.Call) -> bool:
    """Whether a call opens text without saying its encoding."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    told = {one.arg for one in call.keywords}
    given = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if name == "read_text":
        return "encoding" not in told and "errors" not in told and not given
    if name == "write_text":
        return "encoding" not in told and len(call.args) < 2
    method = isinstance(call.func, ast.Attribute) and not isinstance(call.func.value, ast.Name)
    opens = name == "open" and (method or isinstance(call.func, ast.Name))
    return opens and "encoding" not in told and not any("b" in one for one in given[-1:])


def hidden(folder: Path) -> str:
    """The PYTHONPATH of a Python that has nothing of what Windows lacks, and its children."""
    (folder / "hide").mkdir()
    (folder / "hide" / "sitecustomize.py").write_text(HIDE)
    return os.pathsep.join((str(folder / "hide"), str(ROOT)))


def test_everything_starts_and_reads_a_file_without_what_windows_lacks(tmp_path):
    environment = {**os.environ, "PYTHONPATH": hidden(tmp_path), "SIAP_VAR": str(tmp_path / "var")}
    asked = [sys.executable, "-c", WALK, str(tmp_path)]
    done = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "BACA" in done.stdout


def test_the_server_answers_without_what_windows_lacks(tmp_path):
    path = hidden(tmp_path)
    with watching(tmp_path, PYTHONPATH=path) as server:
        assert " 200 " in server.answer(
            "GET / HTTP/1.1", f"Host: 127.0.0.1:{server.port}", "Connection: close"
        )
        assert " 421 " in server.answer(
            "GET http://evil.example/ HTTP/1.1", f"Host: 127.0.0.1:{server.port}", "Connection: close"
        )


def test_what_is_hidden_cannot_be_imported(tmp_path):
    """What the test above rests on."""
    environment = {**os.environ, "PYTHONPATH": hidden(tmp_path)}
    done = subprocess.run([sys.executable, "-c", "import resource"], env=environment, capture_output=True)
    assert b"not on Windows" in done.stderr
