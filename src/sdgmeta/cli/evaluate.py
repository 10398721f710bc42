"""`sdgmeta evaluate`: what the last run concluded, measured against a labelled file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import NoneType
from typing import Any

from sdgmeta.cli import output
from sdgmeta.cli.options import Globals
from sdgmeta.cli.selectors import require_results
from sdgmeta.errors import UsageError
from sdgmeta.evaluation import Evaluation, by_place, evaluate
from sdgmeta.export.printable import printable
from sdgmeta.plain_files import read_plain_file
from sdgmeta.run import assembly

LARGEST_FILE = 200_000_000


def run(options: Globals, gold: Path, works: Path | None) -> None:
    """Print every measure, then every miss by name."""
    labels = list(read_labels(gold, _entry_fault))
    known = {work["id"]: work for work in read_labels(works or _works_beside(gold), _work_fault)}
    with assembly.store_of(options.settings(), read_only=True) as store:
        require_results(store)
        concluded = by_place(store.entries(), store.resolutions(), store.works())
        result = evaluate(labels, known, concluded, store.records())
    output.result("\n".join(_lines(result)))


def _works_beside(gold: Path) -> Path:
    """entries.dev.jsonl → works.dev.jsonl, in the same folder. UsageError for a name that tells nothing."""
    if "entries" not in gold.name:
        raise UsageError(f"{gold}: which file holds the works behind these labels? name it with --works")
    return gold.with_name(gold.name.replace("entries", "works", 1))


Fault = Callable[[dict[str, Any]], str | None]
"""What is wrong with a label, None where nothing is."""


def read_labels(path: Path, fault: Fault) -> Iterator[dict[str, Any]]:
    """The labels of a JSON Lines file. UsageError names the file and the line that cannot be read."""
    try:
        data = read_plain_file(path, LARGEST_FILE)
        if len(data) > LARGEST_FILE:
            raise UsageError(f"{path}: larger than {LARGEST_FILE:,} bytes: is it a file of labels?")
        lines = data.decode("utf-8").split("\n")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}): name a file of labels") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 text: name a file of labels, one JSON object a line") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _label(path, number, line, fault)


def _label(path: Path, number: int, line: str, fault: Fault) -> dict[str, Any]:
    try:
        label: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}:{number}: not JSON ({error}): correct that line") from error
    form = label if isinstance(label, dict) else {}
    wrong = fault(form) if form else "it is no object"
    if wrong:
        raise UsageError(f"{path}:{number}: not a label ({wrong}): docs/accuracy.md shows the form")
    return form


_ENTRY_FORM: dict[str, tuple[type, ...]] = {
    "list": (str,),
    "line": (int,),
    "title": (str,),
    "work": (str, NoneType),
    "expected": (dict, NoneType),
    "claim_check": (dict, NoneType),
    "why": (dict, NoneType),
}
_VALUES_FORM: dict[str, tuple[type, ...]] = {
    "title": (str,),
    "year": (int, NoneType),
    "venue": (str, NoneType),
    "preferred_otherwise": (dict, NoneType),
}
_WORK_FORM: dict[str, tuple[type, ...]] = {"id": (str,), "versions": (list,)}
_VERSION_FORM: dict[str, tuple[type, ...]] = {"title": (str, NoneType), "ids": (dict,)}
"""Key → the types that its value may have; one that may be null may be left out."""


def _entry_fault(label: dict[str, Any]) -> str | None:
    fault, expected = _fault(label, _ENTRY_FORM), label.get("expected")
    while fault is None and expected:
        fault, expected = _fault(expected, _VALUES_FORM), expected.get("preferred_otherwise")
    return fault


def _work_fault(label: dict[str, Any]) -> str | None:
    fault = _fault(label, _WORK_FORM)
    if fault:
        return fault
    if not _are_texts(label.get("keys", [])):
        return "`keys` is wrong"
    return next((one for one in map(_version_fault, label["versions"]) if one), None)


def _version_fault(version: Any) -> str | None:
    if not isinstance(version, dict):
        return "a version is no object"
    fault = _fault(version, _VERSION_FORM)
    return fault or (None if _are_texts(list(version["ids"].values())) else "`ids` is wrong")


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _fault(label: dict[str, Any], form: Mapping[str, tuple[type, ...]]) -> str | None:
    for name, types in form.items():
        if not isinstance(label.get(name), types) or isinstance(label.get(name), bool):
            return f"`{name}` is {'wrong' if name in label else 'missing'}"
    return None


def _lines(result: Evaluation) -> Iterator[str]:
    for measure, score in sorted(result.scores.items()):
        yield f"{measure:<45} {score.good:>4} of {score.total:>4}   {score.share:7.2%}"
    for miss in sorted(result.misses, key=lambda m: (m.measure, m.place)):
        yield ""
        yield f"{miss.measure}: {printable(miss.place)} {printable(miss.title, 120)}"
        yield f"  ours   {printable(miss.ours, 300)}"
        yield f"  label  {printable(miss.label, 300)}"
