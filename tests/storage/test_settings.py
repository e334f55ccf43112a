"""`siap.toml`: what it may say, and one sentence for everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import StoreError
from storage.settings import HostName, Settings, parse_host, read_settings


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Writes siap.toml and reads it."""
    monkeypatch.setenv("SIAP_VAR", str(tmp_path))

    def read(text: str | bytes) -> Settings:
        (tmp_path / "siap.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_settings()

    return read


def test_without_the_file_no_name_is_added(monkeypatch, tmp_path):
    monkeypatch.setenv("SIAP_VAR", str(tmp_path / "belum"))
    assert read_settings() == Settings()
    assert not (tmp_path / "belum").exists()


@pytest.mark.parametrize(
    ("written", "name", "port"),
    [
        ("siap.kab-contoh.go.id", "siap.kab-contoh.go.id", None),
        ("SIAP.Kab-Contoh.GO.ID", "siap.kab-contoh.go.id", None),
        (" siap.lan ", "siap.lan", None),
        ("siap.lan:8443", "siap.lan", 8443),
        ("192.168.1.10:8501", "192.168.1.10", 8501),
        ("[fd00::10]:8501", "[fd00::10]", 8501),
        ("localhost:8501", "localhost", 8501),
        ("bupati.münchen.id", "bupati.xn--mnchen-3ya.id", None),
    ],
)
def test_a_name_is_read_as_browsers_send_it(told, written, name, port):
    assert told(f'hosts = ["{written}"]').hosts == (HostName(name, port),)


def test_notepad_s_mark_and_comments_do_no_harm(told):
    assert told(b"\xef\xbb\xbf# nama\r\nhosts = [\r\n  'siap.lan',\r\n]\r\n").hosts == (HostName("siap.lan"),)


BAD_NAMES = (
    "https://siap.lan", "siap.lan/", "siap lan", "*", "*.go.id", "", ".", "siap.lan.", "a@siap.lan",
    "siap.lan:", "siap.lan:0", "siap.lan:65536", "siap.lan:+80", "siap.lan:080", "fd00::10", "[fd00::10",
    "[fe80::1%eth0]", "[fd00:0::10]", "0.0.0.0", "0.0.0.0:8501", "[::]", "127.1", "2130706433",
    "0x7f000001", "0177.0.0.1", "1.2.3.4.5", "-a.id", "a..id", "siap.lan\\u0000", "a" * 64 + ".id",
    "a." * 130 + "id",
)  # fmt: skip


@pytest.mark.parametrize("name", BAD_NAMES)
def test_what_is_no_name_is_refused_in_one_sentence(told, name):
    assert_refused(told, f'hosts = ["{name}"]')


@pytest.mark.parametrize(
    "text",
    [
        'hosts = "siap.lan"', "hosts = [1]", "hosts = [['siap.lan']]", "[hosts]\na = 1", "hosts = [", "hosts",
        'host = ["siap.lan"]', "hosts = []\nhosts = []", "\x00", b"\xff\xfeh\x00", b"hosts = ['\xe9']",
        "a = " + "[" * 5000,
    ],
)  # fmt: skip
def test_a_file_that_is_not_right_is_refused_in_one_sentence(told, text):
    assert_refused(told, text)


def test_a_folder_in_its_place_is_refused_in_one_sentence(told, tmp_path):
    (tmp_path / "siap.toml").mkdir()
    with pytest.raises(StoreError, match=r"siap\.toml"):
        read_settings()


def assert_refused(told, text) -> None:
    with pytest.raises(StoreError, match=r"siap\.toml") as refusal:
        told(text)
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith(".")


@given(st.text(max_size=40))
def test_a_name_is_nothing_else_than_what_was_written(text):
    """No spelling is taken for another name: attackers choose the Host."""
    found = parse_host(text)
    if found is not None:
        assert text.lower() == found.name + (f":{found.port}" if found.port else "")
