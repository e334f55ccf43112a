"""What this installation is told in `siap.toml`, a file in its data folder that its keeper writes."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from storage import location
from storage.errors import StoreError

EXAMPLE = 'hosts = ["siap.kab-contoh.go.id"]'
LONGEST_NAME = 253  # characters of a host name in DNS
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_WITH_PORT = re.compile(r"(?P<name>\[[^\]]*\]|[^:]*)(?::(?P<port>[1-9][0-9]{0,4}))?")


@dataclass(frozen=True)
class HostName:
    """A name of this server: lower case, IPv6 in brackets; port None where none is told."""

    name: str
    port: int | None = None


@dataclass(frozen=True)
class Settings:
    """What `siap.toml` says; all of it empty where there is no such file."""

    hosts: tuple[HostName, ...] = ()


def read_settings() -> Settings:
    """The settings of this installation. Raises StoreError, in one sentence, for a file that is not right."""
    file = location.find_settings_file()
    if not file.exists():
        return Settings()
    told = _read_toml(file)
    if unknown := sorted(set(told) - {"hosts"}):
        raise StoreError(f'Setelan "{unknown[0]}" dalam {file} tidak dikenal: yang dikenal hanya {EXAMPLE}.')
    hosts = told.get("hosts", [])
    if not isinstance(hosts, list) or not all(isinstance(one, str) for one in hosts):
        raise StoreError(f"Setelan hosts dalam {file} harus berupa daftar nama, misalnya {EXAMPLE}.")
    return Settings(tuple(_read_host(one, file) for one in hosts))


def parse_host(text: str) -> HostName | None:
    """A host with or without a port as browsers send it, in lower case; None for anything else.

    Names of a trailing dot, of a user, with a zone or an empty or impossible port are none.
    """
    found = _WITH_PORT.fullmatch(text.lower()) if text.isascii() else None
    if found is None or not _is_host(found["name"]):
        return None
    port = int(found["port"]) if found["port"] else None
    return HostName(found["name"], port) if port is None or port <= 65535 else None


def _is_host(name: str) -> bool:
    if name.startswith("["):
        return _is_address(name[1:-1], ipaddress.IPv6Address) and "%" not in name
    labels = name.split(".")
    if labels[-1].isdigit() or labels[-1].startswith("0x"):  # browsers take such a name for an IPv4 address
        return _is_address(name, ipaddress.IPv4Address)
    return len(name) <= LONGEST_NAME and all(_LABEL.fullmatch(label) for label in labels)


def _is_address(text: str, kind: type[ipaddress.IPv4Address] | type[ipaddress.IPv6Address]) -> bool:
    try:
        return str(kind(text)) == text
    except ValueError:
        return False


def _read_toml(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))  # Notepad puts a mark before UTF-8
    except OSError as error:
        raise StoreError(f"Berkas setelan {file} tidak dapat dibaca: periksa hak aksesnya.") from error
    except UnicodeDecodeError as error:
        raise StoreError(f"Berkas setelan {file} tidak dapat dibaca: simpan sebagai teks UTF-8.") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        place = f"baris {line[1]}" if line else "akhirnya"
        raise StoreError(
            f"Berkas setelan {file} salah tulis pada {place}: isinya seperti {EXAMPLE}."
        ) from error


def _read_host(text: str, file: Path) -> HostName:
    try:
        ascii_name = text.strip().encode("idna").decode() if not text.isascii() else text.strip()
    except UnicodeError:
        ascii_name = ""
    found = parse_host(ascii_name)
    if found is None or found.name in ("0.0.0.0", "[::]"):  # noqa: S104 - what is refused here
        raise StoreError(
            f'Nama "{text[:80]}" dalam {file} bukan nama atau alamat komputer: '
            f'tulis tanpa "https://" dan tanpa garis miring, misalnya {EXAMPLE}.'
        )
    return found
