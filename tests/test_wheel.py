"""The wheel, installed into an empty environment, runs from any folder: settings, migrations and data travel in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PIP = ("-m", "pip", "--disable-pip-version-check", "-qq")
MINUTES = 60

pytestmark = [pytest.mark.slow, pytest.mark.timeout(15 * MINUTES)]


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it with none of this process's Python settings."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "SDGMETA_", "COV_"))
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=10 * MINUTES,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without the internet by the pinned build tools of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(
        *(sys.executable, *PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index"),
        *("--wheel-dir", folder, REPOSITORY),
        cwd=folder,
    )
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("sdgmeta-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `sdgmeta` command of an environment that holds the pinned dependencies and the wheel, nothing else."""
    folder = tmp_path_factory.mktemp("empty environment")
    made = run(sys.executable, "-m", "venv", folder, cwd=folder)
    assert made.returncode == 0, made.stderr
    python = folder / "bin" / "python"
    lock = REPOSITORY / "requirements" / "runtime.txt"
    locked = run(python, *PIP, "install", "--no-deps", "--require-hashes", "-r", lock, cwd=folder)
    if locked.returncode != 0 and "hash" not in locked.stderr.lower():
        pytest.skip(f"no package registry to install from: {locked.stderr.strip().splitlines()[-1:]}")
    assert locked.returncode == 0, locked.stderr
    own = run(python, *PIP, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    assert own.returncode == 0, own.stderr
    whole = run(python, "-m", "pip", "check", cwd=folder)
    assert whole.returncode == 0, whole.stdout
    return folder / "bin" / "sdgmeta"


def test_settings_migrations_and_data_travel_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for file in ("config/sdgmeta.toml", "config/lists.toml", "migrations/env.py"):
        assert f"sdgmeta/_bundled/{file}" in names
    data = REPOSITORY / "src" / "sdgmeta" / "data"
    for path in data.rglob("*"):
        assert path.is_dir() or f"sdgmeta/{path.relative_to(data.parent).as_posix()}" in names
    assert not any("__pycache__" in name or name.startswith("tests/") for name in names)


def test_the_installed_wheel_enriches_and_exports_offline_in_an_empty_folder(
    installed: Path, tmp_path: Path
) -> None:
    enriched = run(installed, "enrich", "--offline", cwd=tmp_path)
    assert enriched.returncode == 0, enriched.stderr
    assert (tmp_path / "sdgmeta.sqlite3").is_file()
    exported = run(installed, "export", "bibtex", cwd=tmp_path)
    assert exported.returncode == 0, exported.stderr
    assert exported.stdout.startswith("@")
