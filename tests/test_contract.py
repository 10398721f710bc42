"""The contract page, `--help`, the settings and the JSON Schemas say the same: nothing undocumented, nothing promised in vain."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer.main

from sdgmeta.cli.commands import app
from sdgmeta.cli.exit_status import ExitStatus
from sdgmeta.cli.options import What
from sdgmeta.config import unknown_variables
from sdgmeta.export.choices import Encoding, ExportFormat, Keys, VenueNames
from sdgmeta.export.jsonl import schema
from sdgmeta.identifiers.identifier import Scheme
from sdgmeta.matching.judging import Thresholds
from sdgmeta.model.container import ContainerKind
from sdgmeta.model.decision import DecisionKind
from sdgmeta.model.entry import EntryKind
from sdgmeta.model.finding import SEVERITY_ORDER
from sdgmeta.model.verdict import Outcome
from sdgmeta.model.work import EntryVerdict, Status

REPOSITORY = Path(__file__).parents[1]
PAGE = (REPOSITORY / "docs" / "contract.md").read_text("utf-8")
THRESHOLDS = [threshold.name for threshold in fields(Thresholds)]


def chapters(level: int) -> dict[str, str]:
    """Heading → the text below it, for headings of one level."""
    parts = re.split(rf"^{'#' * level} (.+)$", PAGE, flags=re.MULTILINE)
    texts = (re.split(rf"^#{{1,{level}}} ", text, maxsplit=1, flags=re.MULTILINE)[0] for text in parts[2::2])
    return dict(zip(parts[1::2], texts, strict=True))


def rows(text: str) -> dict[str, str]:
    """First cell → second cell of the rows of a table, without its head."""
    cells = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return {row[0]: row[-1].rstrip("|").strip() if len(row) > 1 else "" for row in cells}


def code(text: str) -> list[str]:
    """The words set as code."""
    return re.findall(r"`([^`]+)`", text)


def option_names(text: str) -> set[str]:
    """The options that a text shows as code."""
    return {name for word in code(text) for name in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", word)}


def commands(group: Any = None, words: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command by its words: ("db check", the command)."""
    known: Any = typer.main.get_command(app) if group is None else group
    for name, command in known.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield " ".join((*words, name)), command


COMMANDS = dict(commands())
SECTIONS = {
    re.match(r"`sdgmeta ((?:db )?[a-z]+)", heading)[1]: (heading, text)  # type: ignore[index]
    for heading, text in chapters(3).items()
}


def options_of(command: Any) -> set[str]:
    """Every spelling of every option."""
    return {name for part in command.params if part.param_type_name == "option" for name in part.opts} - {
        "--help",
        "-h",
    }


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_every_documented_one_exists(name: str) -> None:
    _, text = SECTIONS[name]
    table = "\n".join(line for line in text.splitlines() if line.startswith("| `"))
    first_cells = "\n".join(rows(table))
    assert option_names(first_cells) == options_of(COMMANDS[name])


def test_every_global_option_is_documented_and_every_documented_one_exists() -> None:
    before = chapters(2)["Commands"].split("Results go to")[0]
    assert option_names(before) == options_of(typer.main.get_command(app))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_heading_shows_the_arguments_a_command_takes(name: str) -> None:
    heading, _ = SECTIONS[name]
    shown = heading.strip("`").removeprefix(f"sdgmeta {name}").split()
    arguments = [part for part in COMMANDS[name].params if part.param_type_name == "argument"]
    assert len(shown) == len(arguments)
    for word, argument in zip(shown, arguments, strict=True):
        assert word.endswith("...") == (argument.nargs == -1)
        assert word.startswith("[") == (not argument.required)


@pytest.mark.parametrize(
    "text", [PAGE, (REPOSITORY / "README.md").read_text("utf-8")], ids=["page", "README"]
)
def test_every_call_shown_is_one_the_command_line_takes(text: str) -> None:
    """`sdgmeta …` as code or in a block names a command that exists, with options that it has."""
    known = "|".join(sorted(COMMANDS, key=len, reverse=True))
    for call in re.findall(
        r"\bsdgmeta ((?:[a-z]+)(?: [^`\n]*)?)", "\n".join(re.findall(r"`[^`]+`|^\$ .*$", text, re.MULTILINE))
    ):
        match = re.match(rf"({known}|db)\b(.*)", call)
        if match is None:
            assert call.split()[0] in {"enrich"} | set(not_there("commands")), call
            continue
        if match[1] in COMMANDS:
            assert option_names(f"`{match[2]}`") <= options_of(COMMANDS[match[1]]) | {"--help"}, call


def not_there(what: str) -> list[str]:
    """The names under "Not there yet"."""
    line = next(line for line in chapters(2)["Not there yet"].splitlines() if line.startswith(f"- {what}"))
    return [name for name in code(line) if name != "export"]


def test_what_is_not_there_yet_is_not_there() -> None:
    assert not {name.split()[0] for name in COMMANDS} & set(not_there("commands"))


def test_every_choice_is_named() -> None:
    export = SECTIONS["export"][1]
    assert {str(form) for form in ExportFormat} <= set(code(export))
    assert {str(what) for what in What} <= set(code(export))
    assert {str(one) for kind in (Keys, Encoding, VenueNames) for one in kind} <= set(code(export))
    assert SECTIONS["schema"][0] == f"`sdgmeta schema {'|'.join(What)}`"
    assert {word.split()[0] for word in code(SECTIONS["decide"][1])} >= {str(kind) for kind in DecisionKind}


def test_severities_are_named_from_worst_to_mildest() -> None:
    cell = rows(SECTIONS["enrich"][1])["`--fail-on SEVERITY`"]
    assert code(cell) == [str(severity) for severity in SEVERITY_ORDER]


def test_exit_statuses_are_those_of_the_command() -> None:
    text = chapters(2)["Exit status"]
    told = {int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert told == {int(status) for status in ExitStatus}


def leaves(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all single settings of a file."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key)


def documented_variables() -> set[str]:
    """The variables of the page, one for each source and threshold."""
    text = chapters(2)["Settings"]
    sources = code(text.split("\nS is one of")[1].split(".")[0])
    found: set[str] = set()
    for cell in rows(text):
        name = code(cell)[0]
        if "__S__" in name:
            found.update(name.replace("__S__", f"__{source}__") for source in sources)
        elif name.endswith("__NAME"):
            found.update(f"{name.removesuffix('NAME')}{threshold.upper()}" for threshold in THRESHOLDS)
        else:
            found.add(name)
    return found


def test_every_documented_variable_is_a_setting() -> None:
    assert unknown_variables(dict.fromkeys(documented_variables(), "x"), THRESHOLDS) == ()


def test_every_setting_has_its_documented_variable() -> None:
    settings = tomllib.loads((REPOSITORY / "config" / "sdgmeta.toml").read_text("utf-8"))
    variables = {"SDGMETA_" + "__".join(path).upper() for path in leaves(settings)}
    assert variables <= documented_variables()


def test_every_key_of_a_configured_list_is_documented() -> None:
    lists = tomllib.loads((REPOSITORY / "config" / "lists.toml").read_text("utf-8"))["list"]
    last = chapters(2)["Settings"].strip().rsplit("\n\n", 1)[1]
    assert {key for one in lists for key in one} <= set(code(last))


def keys(node: Mapping[str, Any], root: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Dotted paths of all values of a JSON Schema, in its order; `[]` leads into arrays, FIELD stands for any key."""
    if "$ref" in node:
        node = root["$defs"][node["$ref"].rpartition("/")[2]]
    branches = [branch for branch in node.get("anyOf", ()) if branch.get("type") != "null"]
    if branches:
        for branch in branches:
            yield from keys(branch, root, path)
    elif "properties" in node:
        for key, value in node["properties"].items():
            yield from keys(value, root, f"{path}.{key}".lstrip("."))
    elif "additionalProperties" in node:
        yield from keys(node["additionalProperties"], root, f"{path}.FIELD")
    elif isinstance(node.get("items"), dict) and any(
        mark in str(node["items"]) for mark in ("$ref", "anyOf")
    ):
        yield from keys(node["items"], root, f"{path}[]")
    else:
        yield path


@pytest.mark.parametrize("form", ["works", "entries"])
def test_every_key_of_a_form_is_documented_in_its_order(form: str) -> None:
    described = schema(form)
    documented = [code(cell)[0] for cell in rows(chapters(2)[form.capitalize()])]
    assert documented == list(keys(described, described))


@pytest.mark.parametrize(
    ("form", "key", "values"),
    [
        ("Works", "status", Status),
        ("Works", "venue.kind", ContainerKind),
        ("Entries", "kind", EntryKind),
        ("Entries", "identifiers[].scheme", Scheme),
        ("Entries", "verdict", EntryVerdict),
        ("Entries", "candidates[].outcome", Outcome),
        ("Entries", "findings[].severity", SEVERITY_ORDER),
    ],
)
def test_every_value_of_a_closed_set_is_named(form: str, key: str, values: Any) -> None:
    assert code(rows(chapters(2)[form])[f"`{key}`"]) == [str(value) for value in values]
