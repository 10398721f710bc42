"""The files that travel with the program are found, and a broken installation says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdgmeta import resources
from sdgmeta.errors import ConfigError


def test_config_and_migrations_are_found() -> None:
    assert (resources.config_dir() / "sdgmeta.toml").is_file()
    assert resources.migrations_dir().is_dir()


def test_embedded_data_is_read_as_bytes_and_as_text() -> None:
    raw = resources.data_bytes("records/arxiv.jsonl")
    assert resources.data_text("records/arxiv.jsonl") == raw.decode("utf-8")
    with pytest.raises(FileNotFoundError):
        resources.data_bytes("records/none.jsonl")


def test_the_wheels_own_copies_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "config").mkdir(parents=True)
    (tmp_path / "b" / "config").mkdir(parents=True)
    monkeypatch.setattr(resources, "_HOMES", (tmp_path / "a", tmp_path / "b"))
    assert resources.config_dir() == tmp_path / "a" / "config"


def test_a_broken_installation_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_HOMES", (tmp_path,))
    with pytest.raises(ConfigError, match="migrations/ is missing"):
        resources.migrations_dir()
