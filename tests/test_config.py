"""Settings and lists: layers, types, and one line that says what to do about each mistake."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from sdgmeta.config import MemberSettings, load_lists, load_settings, unknown_variables
from sdgmeta.errors import ConfigError
from sdgmeta.matching.judging import Thresholds

THRESHOLDS = tuple(field.name for field in fields(Thresholds))


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def complaint(file: Path | None, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings(file, environment or {}, THRESHOLDS)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_defaults_are_complete_and_polite() -> None:
    settings = load_settings(None, {}, THRESHOLDS)
    assert settings.database_url == "sqlite:///sdgmeta.sqlite3"
    assert settings.search_budget == 300
    assert settings.decisions == "sdgmeta-decisions.toml"
    assert settings.embedded.records
    assert settings.sources["arxiv"].min_interval_s >= 3
    assert settings.sources["arxiv"].max_in_flight == 1
    assert not settings.sources["dblp"].enabled


def test_sources_are_named_as_the_contract_names_them() -> None:
    sources = load_settings(None, {}, THRESHOLDS).sources
    assert (
        list(dict(sources)) == "arxiv crossref datacite openreview dblp semanticscholar openalex acl".split()
    )


def test_a_file_overrides_single_keys_of_the_defaults(toml: Path) -> None:
    toml.write_text("search_budget = 5\n[sources.arxiv]\ntimeout_s = 9\n")
    settings = load_settings(toml, {}, THRESHOLDS)
    assert settings.search_budget == 5
    assert settings.sources["arxiv"].timeout_s == 9
    assert settings.sources["arxiv"].batch_size == 500


def test_a_variable_overrides_a_file(toml: Path) -> None:
    toml.write_text("search_budget = 5")
    assert load_settings(toml, {"SDGMETA_SEARCH_BUDGET": "7"}, THRESHOLDS).search_budget == 7


@pytest.mark.parametrize(
    ("variable", "value", "read"),
    [
        ("SDGMETA_DATABASE_URL", "sqlite:////tmp/x.sqlite3", lambda s: s.database_url),
        ("SDGMETA_CONTACT_EMAIL", "me@example.org", lambda s: s.contact_email),
        ("SDGMETA_DECISIONS", "kept/decisions.toml", lambda s: s.decisions),
        ("SDGMETA_SOURCES__ARXIV__BASE_URL", "http://127.0.0.1:8000", lambda s: s.sources["arxiv"].base_url),
        (
            "SDGMETA_SOURCES__OPENREVIEW__BASE_URL_V1",
            "http://[::1]:1",
            lambda s: s.sources["openreview"].base_url_v1,
        ),
    ],
)
def test_texts_come_from_the_variables_of_the_contract(variable, value, read) -> None:  # type: ignore[no-untyped-def]
    assert read(load_settings(None, {variable: value}, THRESHOLDS)) == value


def test_the_variables_text_is_converted() -> None:
    settings = load_settings(
        None,
        {
            "SDGMETA_EMBEDDED__RECORDS": "false",
            "SDGMETA_SOURCES__CROSSREF__MIN_INTERVAL_S": "0.5",
            "SDGMETA_SOURCES__DBLP__ENABLED": "true",
            "SDGMETA_SOURCES__DBLP__TTL_DAYS": "0.5",
            "SDGMETA_MATCHING__ACCEPT": "0.75",
        },
        THRESHOLDS,
    )
    assert not settings.embedded.records
    assert settings.sources["crossref"].min_interval_s == 0.5
    assert settings.sources["dblp"].enabled
    assert settings.sources["dblp"].ttl_days == 0.5
    assert settings.matching["accept"] == 0.75


def test_only_the_environment_that_was_given_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDGMETA_SEARCH_BUDGET", "7")
    assert load_settings(None, {}, THRESHOLDS).search_budget == 300


def test_an_empty_variable_counts_as_not_set() -> None:
    assert load_settings(None, {"SDGMETA_SEARCH_BUDGET": ""}, THRESHOLDS).search_budget == 300


def test_a_trailing_slash_of_a_base_url_is_dropped() -> None:
    settings = load_settings(None, {"SDGMETA_SOURCES__ACL__BASE_URL": "https://example.org/acl/"}, THRESHOLDS)
    assert settings.sources["acl"].base_url == "https://example.org/acl"


def test_semantic_scholar_is_on_only_with_a_key() -> None:
    assert not load_settings(None, {}, THRESHOLDS).sources["semanticscholar"].enabled
    with_key = load_settings(None, {"SDGMETA_SOURCES__SEMANTICSCHOLAR__API_KEY": "k"}, THRESHOLDS)
    assert with_key.sources["semanticscholar"].enabled


def test_secrets_are_not_shown() -> None:
    environment = {
        "SDGMETA_SOURCES__OPENREVIEW__USERNAME": "ada@example.org",
        "SDGMETA_SOURCES__OPENREVIEW__PASSWORD": "s3cret",
        "SDGMETA_SOURCES__OPENALEX__API_KEY": "k3y",
    }
    settings = load_settings(None, environment, THRESHOLDS)
    members = settings.sources["openreview"]
    assert isinstance(members, MemberSettings)
    assert members.password is not None
    assert members.password.get_secret_value() == "s3cret"
    assert not any(secret in repr(settings) for secret in ("s3cret", "k3y", "ada@"))


def test_a_secret_in_a_file_is_refused_with_the_variable_to_use(toml: Path) -> None:
    toml.write_text('[sources.openalex]\napi_key = "k3y"')
    message = complaint(toml)
    assert f"{toml}: sources.openalex.api_key" in message
    assert "SDGMETA_SOURCES__OPENALEX__API_KEY" in message
    assert "k3y" not in message


def test_settings_are_frozen() -> None:
    settings = load_settings(None, {}, THRESHOLDS)
    with pytest.raises(ValueError, match="frozen"):
        settings.search_budget = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        settings.matching["accept"] = 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("serch_budget = 3", "serch_budget: unknown key: did you mean search_budget?"),
        ("Search_Budget = 3", "Search_Budget: unknown key: did you mean search_budget?"),
        (
            "[sources.arxiv]\nbatchsize = 3",
            "sources.arxiv.batchsize: unknown key: did you mean batch_size?",
        ),
        ("[sources.arxvi]\nenabled = true", "sources.arxvi: unknown key: did you mean arxiv?"),
        ("[matching]\nacept = 0.5", "matching.acept: unknown key: did you mean accept?"),
        ("[extra]\nx = 1", "extra: unknown key: remove it or correct its spelling"),
        ('search_budget = "3"', "search_budget: should be a valid integer, got '3'"),
        ("[sources.arxiv]\nenabled = 1", "sources.arxiv.enabled: should be a valid boolean, got 1"),
        ("[sources.arxiv]\ntimeout_s = 0", "sources.arxiv.timeout_s: should be greater than 0, got 0"),
        ("[sources.arxiv]\nttl_days = -1", "sources.arxiv.ttl_days"),
        ("[sources.arxiv]\nmin_interval_s = nan", "sources.arxiv.min_interval_s"),
        ('[sources.arxiv]\nbase_url = "file:///etc"', "sources.arxiv.base_url"),
        ("sources = 3", "sources:"),
        ("[matching]\naccept = true", "matching.accept"),
        ('[matching]\naccept = "0.5"', "matching.accept"),
        ('decisions = ""', "decisions"),
        ('contact_email = "a@b\\r\\nX-Evil: 1"', "contact_email"),
    ],
)
def test_a_mistake_in_a_file_names_the_file_and_the_key(toml: Path, text: str, expected: str) -> None:
    toml.write_text(text)
    assert f"{toml}: {expected}" in complaint(toml)


def test_broken_toml_names_the_line(toml: Path) -> None:
    toml.write_text("search_budget = 3\ndatabase_url = \n")
    assert re.search(rf"{re.escape(str(toml))}: not valid TOML: .*line 2", complaint(toml))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"x = " + b"[" * 100_000, "nested too deeply"),
        (b"#" * 2_000_000, "larger than"),
    ],
)
def test_a_file_that_is_no_settings_file_gets_one_line(toml: Path, content: bytes, expected: str) -> None:
    toml.write_bytes(content)
    assert expected in complaint(toml)


def test_a_missing_file_and_a_folder_get_one_line(tmp_path: Path) -> None:
    assert "cannot be read (No such file" in complaint(tmp_path / "none.toml")
    assert "cannot be read (Is a directory" in complaint(tmp_path)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SDGMETA_SEARCH_BUDGET", "many"),
        ("SDGMETA_SOURCES__ARXIV__ENABLED", "perhaps"),
        ("SDGMETA_SOURCES__ARXIV__TIMEOUT_S", "inf"),
        ("SDGMETA_MATCHING__ACCEPT", "high"),
        ("SDGMETA_CONTACT_EMAIL", "not an address"),
    ],
)
def test_a_mistake_in_a_variable_names_the_variable(variable: str, value: str) -> None:
    assert complaint(None, {variable: value}).startswith(f"{variable}: ")


def test_a_long_wrong_value_is_cut_and_cannot_steer_the_terminal() -> None:
    message = complaint(None, {"SDGMETA_SEARCH_BUDGET": "\x1b[31m" + "9" * 5000 + "x"})
    assert len(message) < 200
    assert "\x1b" not in message


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 100_000])
def test_a_value_that_cannot_even_be_converted_gets_one_line(value: str) -> None:
    assert complaint(None, {"SDGMETA_SEARCH_BUDGET": value}).startswith("environment: ")


def test_variables_that_name_no_setting_are_reported_and_not_obeyed() -> None:
    unknown = {
        "SDGMETA_MATCHING": '{"accept": 1}',
        "SDGMETA_SERCH_BUDGET": "3",
        "SDGMETA_SOURCES__ARXIV": "[",
        "SDGMETA_SOURCES__ARXIV__TTL": "3",
    }
    environment = {
        **unknown,
        "SDGMETA_SEARCH_BUDGET": "3",
        "SDGMETA_MATCHING__ACCEPT": "0.5",
        "HOME": "/root",
    }
    assert unknown_variables(environment, THRESHOLDS) == tuple(unknown)
    assert load_settings(None, unknown, THRESHOLDS) == load_settings(None, {}, THRESHOLDS)


def test_the_five_lists_are_configured_in_order() -> None:
    lists = load_lists()
    assert [one.name for one in lists] == ["egg-hu", "egg-hu-early", "pengr", "alex-nlp", "alismail"]
    assert [one.url is None for one in lists] == [False, True, False, False, True]
    assert lists[1].path == "embedded:egg-hu-early"


def test_a_relative_list_path_counts_from_its_file(toml: Path) -> None:
    toml.write_text('[[list]]\nname = "mine"\npath = "papers/README.md"')
    assert load_lists(toml)[0].path == str(toml.parent / "papers" / "README.md")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[list]]\nname = "a"', "list[1]: neither url nor path"),
        ('[[list]]\nname = "a"\nurl = "ftp://x"', "list[1].url"),
        ('[[list]]\nname = "../a"\npath = "x"', "list[1].name"),
        ('[[list]]\npath = "x"', "list[1].name: is missing: add it"),
        (
            '[[list]]\nname = "a"\npath = "x"\npaht = "y"',
            "list[1].paht: unknown key: did you mean path?",
        ),
        ('[[list]]\nname = "a"\npath = "x"\n[[list]]\nname = "a"\npath = "y"', "two lists are named 'a'"),
        ("", "list: is missing: add it"),
    ],
)
def test_a_mistake_in_the_lists_file_names_the_list(toml: Path, text: str, expected: str) -> None:
    toml.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_lists(toml)
    assert str(caught.value).startswith(f"{toml}: {expected}")


def test_importing_the_package_does_not_import_settings() -> None:
    code = "import sys, sdgmeta; sys.exit('sdgmeta.config' in sys.modules or 'pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_settings_file_states_the_weights_and_thresholds_that_judging_has() -> None:
    settings = load_settings(None, {}, [field.name for field in fields(Thresholds)])
    assert Thresholds(**settings.matching) == Thresholds()
    assert set(settings.matching) == {field.name for field in fields(Thresholds)}
