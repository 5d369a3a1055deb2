"""What we did not write: which version, under which licence, and unchanged."""

import hashlib
import re
from pathlib import Path

from django.conf import settings

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"
ROW = re.compile(r"\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| `([0-9a-f]{64})` \|")


def test_every_vendored_file_has_version_licence_and_checksum() -> None:
    listed = {
        name: (version.strip(), licence.strip(), digest)
        for name, version, licence, digest in ROW.findall((VENDOR / "README.md").read_text())
    }
    files = {
        str(p.relative_to(VENDOR)): p
        for p in VENDOR.rglob("*")
        if p.is_file() and p.name not in {"README.md", "LICENSE"}
    }
    assert set(listed) == set(files)
    for name, path in files.items():
        version, licence, digest = listed[name]
        assert version
        assert licence
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, name


def test_no_vendored_file_names_a_source_map_or_calls_out() -> None:
    for path in [*VENDOR.rglob("*.js"), *VENDOR.rglob("*.css")]:
        text = path.read_text()
        assert "sourceMappingURL" not in text
        assert not re.search(r"""(?:fetch|import|url)\(\s*["']?https?:""", text)


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (Path(settings.BASE_DIR) / name).read_text()
        assert "://" not in text
        assert "index-url" not in text
        pins = re.findall(r"^[a-z0-9._-]+==", text, re.MULTILINE | re.IGNORECASE)
        blocks = re.split(r"^(?=[a-zA-Z0-9])", text, flags=re.MULTILINE)[1:]
        assert len(pins) == len(blocks)
        assert all("--hash=sha256:" in block for block in blocks)


def test_the_floors_of_known_holes_are_kept() -> None:
    """Versions under which a hole is known (GeoDjango's raster lookups, WeasyPrint's fetcher, Pillow's parsers)."""
    floors = {
        "django": (5, 2, 18),
        "weasyprint": (70, 0),
        "pillow": (13, 0, 0),
        "plotly": (7, 0, 0),
        "psycopg": (3, 3, 0),
    }
    text = (Path(settings.BASE_DIR) / "requirements.txt").read_text()
    for name, floor in floors.items():
        found = re.search(rf"^{name}==([\d.]+)", text, re.MULTILINE)
        assert found is not None, name
        assert tuple(map(int, found[1].split("."))) >= floor
