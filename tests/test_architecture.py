"""The walls of the house (docs/architecture.md), held up by reading the source without running it.

Each rule is a function from a module to its breaches; it is shown to see a breach in a made-up module, then asked
about every real one.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "sdgmeta"

ROOMS = frozenset("lists sources matching merging store export".split())
GROUND = frozenset("errors text identifiers wire redaction".split())
MAY_IMPORT: dict[str, frozenset[str]] = {
    "errors": frozenset({"redaction"}),
    "redaction": frozenset(),
    "plain_files": frozenset(),
    "resources": frozenset({"errors"}),
    "text": frozenset(),
    "wire": frozenset(),
    "identifiers": frozenset({"text"}),
    "model": GROUND,
    "venues": GROUND | {"model"},
    "config": GROUND | {"resources", "model", "plain_files"},
    **dict.fromkeys(ROOMS - {"store"}, GROUND | {"model", "venues"}),
    "lists": GROUND | {"model", "venues", "plain_files"},
    "store": GROUND | {"model", "resources"},
    "evaluation": GROUND | {"model", "matching"},
    "decisions": GROUND | {"model"},
    "run": ROOMS | GROUND | {"model", "venues", "resources", "config", "decisions", "plain_files"},
    "api": GROUND | {"model", "config", "export", "store", "run"},
    "cli": GROUND
    | {"model", "venues", "resources", "config", "decisions", "evaluation", "run"}
    | {"store", "export", "matching", "merging", "plain_files"},
    "__main__": frozenset({"cli"}),
    "__init__": frozenset({"api"}),
    "version": frozenset(),
}
"""Room → the rooms it may import besides itself and `version`."""

LIBRARY_BELONGS_TO: dict[str, tuple[str, ...]] = {
    "httpx": ("sources", "lists/loading/pull"),
    "tenacity": ("sources", "lists/loading/pull"),
    "aiolimiter": ("sources", "lists/loading/pull"),
    "sqlmodel": ("store",),
    "sqlalchemy": ("store",),
    "alembic": ("store",),
    "sqlite3": ("store",),
    "typer": ("cli",),
    "rich": ("cli",),
    "click": ("cli",),
}

PURE = (
    "text",
    "wire",
    "identifiers",
    "model",
    "matching",
    "merging",
    "export",
    "lists",
    "run/deriving",
    "evaluation",
    "decisions",
)
IMPURE_CORNERS = ("lists/loading/pull", "lists/loading/files")
WORLD = frozenset(
    "os time random secrets socket ssl http subprocess asyncio threading tempfile shutil glob "
    "logging getpass locale platform importlib inspect requests".split()
)
"""Modules through which clock, chance, network, disk, process or settings could reach a pure room."""
HARMLESS_SYS = frozenset({"byteorder", "intern", "maxsize", "maxunicode"})
WORLDLY_CALLS = frozenset({"open", "print", "input", "eval", "exec", "__import__", "breakpoint"})
WORLDLY_METHODS = frozenset(
    {"now", "utcnow", "today", "uuid1", "uuid4", "read_text", "read_bytes", "urlopen"}
)

NAMES_THAT_SAY_NOTHING = frozenset(
    "util utils common core helper helpers service services manager managers misc".split()
)
MOST_LINES_IN_A_FILE = 500
MOST_LINES_IN_A_FUNCTION = 60
MOST_CHARACTERS_IN_A_LINE = 110


@dataclass(frozen=True)
class Module:
    """One source file: its path below the package without `.py` ("lists/loading/pull") and its text."""

    path: str
    text: str

    @property
    def room(self) -> str:
        return self.path.split("/", 1)[0]

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def dotted(self) -> str:
        """Its name in an import: "sdgmeta.lists.loading.pull"; a package goes by its folder."""
        return ".".join(part for part in ("sdgmeta", *self.path.split("/")) if part != "__init__")

    def lies_in(self, places: tuple[str, ...]) -> bool:
        return any(self.path == place or self.path.startswith(f"{place}/") for place in places)


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def imported(module: Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import, one per imported name; relative imports begin with a dot."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            stem = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{stem}.{alias.name}") for alias in node.names)


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports_against_the_grain(module: Module) -> Iterator[str]:
    allowed = MAY_IMPORT.get(module.room, frozenset()) | {module.room, "version"}
    for line, name in imported(module):
        top, _, rest = name.partition(".")
        if name.startswith(".") or (top == "sdgmeta" and rest.split(".")[0] not in allowed):
            yield f"{module.path}:{line} imports {name}"


def libraries_in_the_wrong_room(module: Module) -> Iterator[str]:
    for line, name in imported(module):
        owners = LIBRARY_BELONGS_TO.get(name.split(".")[0])
        if owners and not module.lies_in(owners):
            yield f"{module.path}:{line} imports {name}: only {', '.join(owners)} may"


def world_in_a_pure_room(module: Module) -> Iterator[str]:
    if not module.lies_in(PURE) or module.lies_in(IMPURE_CORNERS):
        return
    for line, name in imported(module):
        if name.split(".")[0] in WORLD or name in ("pathlib", "pathlib.Path", "urllib.request.urlopen"):
            yield f"{module.path}:{line} imports {name} in a pure room"
    for node in ast.walk(module.tree):
        reached = _reached(node)
        if reached is not None:
            yield f"{module.path}:{getattr(node, 'lineno', 0)} reaches for {reached} in a pure room"


def _reached(node: ast.AST) -> str | None:
    """The part of the world that a call or an attribute touches, None where it touches none."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in WORLDLY_CALLS:
            return name
        case ast.Call(func=ast.Attribute(attr=name)) if name in WORLDLY_METHODS:
            return name
        case ast.Attribute(value=ast.Name(id="sys"), attr=name) if name not in HARMLESS_SYS:
            return f"sys.{name}"
    return None


def missing_docstrings(module: Module) -> Iterator[str]:
    if ast.get_docstring(module.tree) is None:
        yield f"{module.path} has no docstring"
    for node in module.tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if not node.name.startswith("_") and ast.get_docstring(node) is None:
            yield f"{module.path}:{node.lineno} {node.name} has no docstring"


def names_that_say_nothing(module: Module) -> Iterator[str]:
    for part in PurePosixPath(module.path).parts:
        if part.strip("_").lower() in NAMES_THAT_SAY_NOTHING:
            yield f"{module.path} is named after no notion of the field"


def things_that_grew_too_long(module: Module) -> Iterator[str]:
    lines = len(module.text.splitlines())
    if lines > MOST_LINES_IN_A_FILE:
        yield f"{module.path} has {lines} lines"
    for function in functions(module):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > MOST_LINES_IN_A_FUNCTION:
            yield f"{module.path}:{function.lineno} {function.name} has {length} lines"


def broad_excepts(module: Module) -> Iterator[str]:
    """Whoever catches everything must raise it on: tidying up is allowed, swallowing is not."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        broad = node.type is None or {"Exception", "BaseException"} & _names(node.type)
        last = node.body[-1]
        if broad and not (isinstance(last, ast.Raise) and last.exc is None):
            yield f"{module.path}:{node.lineno} catches everything"


def _names(node: ast.expr) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


SCHEMES_ARE_LISTED_IN = ("identifiers", "venues", "sources", "run", "model/source_spec")
"""The table of schemes, what they prove of venues, which source answers them."""


def schemes_listed_elsewhere(module: Module) -> Iterator[str]:
    """A second table of schemes is one that a new scheme is forgotten in."""
    if module.lies_in(SCHEMES_ARE_LISTED_IN):
        return
    for node in ast.walk(module.tree):
        elements = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
        if (
            sum(element is not None and ast.unparse(element).startswith("Scheme.") for element in elements)
            > 1
        ):
            yield f"{module.path}:{getattr(node, 'lineno', 0)} lists schemes; their table is identifiers/schemes"


Rule = Callable[[Module], Iterator[str]]


STILL_WIDE = (
    "lists",
    "matching",
    "store",
    "export",
    "text",
)
"""Rooms whose lines are being shortened; each leaves this row when it is done."""


def lines_too_wide_to_read(module: Module) -> Iterator[str]:
    if module.lies_in(STILL_WIDE):
        return
    for number, line in enumerate(module.text.splitlines(), 1):
        if len(line) > MOST_CHARACTERS_IN_A_LINE:
            yield f"{module.path}:{number} has {len(line)} characters"


def circles(modules: Iterable[Module]) -> list[str]:
    """The files of a circle of imports, wherever an import stands; none where there is no circle."""
    by_name = {module.dotted: module for module in modules}
    graph = {name: set(_files_imported(module, by_name.keys())) for name, module in by_name.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _files_imported(module: Module, known: Set[str]) -> Iterator[str]:
    """The files that a module's imports mean: `from room import name` means a file of that name, else the room's door."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from names & known
            if names - known and node.module in known:
                yield node.module


def modules_of_one_name(modules: Iterable[Module]) -> list[str]:
    """Names that more than one file has."""
    names = Counter(module.path.rsplit("/", 1)[-1] for module in modules)
    return sorted(name for name, count in names.items() if count > 1 and name != "__init__")


RULES: tuple[Rule, ...] = (
    imports_against_the_grain,
    libraries_in_the_wrong_room,
    world_in_a_pure_room,
    missing_docstrings,
    names_that_say_nothing,
    things_that_grew_too_long,
    broad_excepts,
    schemes_listed_elsewhere,
    lines_too_wide_to_read,
)

MODULES = [
    Module(path.relative_to(SOURCE).with_suffix("").as_posix(), path.read_text("utf-8"))
    for path in sorted(SOURCE.rglob("*.py"))
]

BREACHES: list[tuple[Rule, str, str]] = [
    (imports_against_the_grain, "model/work", "from sdgmeta.store import repository"),
    (imports_against_the_grain, "merging/merge", "from sdgmeta.matching.judging import judge"),
    (imports_against_the_grain, "lists/loading/pull", "import sdgmeta.config"),
    (imports_against_the_grain, "export/bibtex", "from sdgmeta import run"),
    (imports_against_the_grain, "store/tables", "from . import repository"),
    (imports_against_the_grain, "newroom/x", "from sdgmeta.model.work import Work"),
    (libraries_in_the_wrong_room, "lists/markdown", "import httpx"),
    (libraries_in_the_wrong_room, "run/run", "from sqlalchemy.orm import Session"),
    (libraries_in_the_wrong_room, "export/report", "from rich.table import Table"),
    (world_in_a_pure_room, "matching/evidence", "import os"),
    (world_in_a_pure_room, "merging/rules", "from datetime import datetime\nx = datetime.now()"),
    (world_in_a_pure_room, "lists/markdown", "def f(p):\n    return open(p)"),
    (world_in_a_pure_room, "model/x", "import sys\nsys.stdout.write('x')"),
    (world_in_a_pure_room, "export/jsonl", "from pathlib import Path"),
    (missing_docstrings, "model/x", "x = 1"),
    (missing_docstrings, "model/x", '"""Doc."""\ndef public():\n    return 1'),
    (names_that_say_nothing, "lists/utils", ""),
    (names_that_say_nothing, "helpers/x", ""),
    (things_that_grew_too_long, "model/x", "x = 1\n" * 501),
    (things_that_grew_too_long, "model/x", "def f():\n" + "    x = 1\n" * 61),
    (schemes_listed_elsewhere, "merging/x", "PAPERS = frozenset({Scheme.ARXIV, Scheme.ACL})"),
    (schemes_listed_elsewhere, "lists/x", "SITES = {Scheme.ARXIV: 1, Scheme.ACL: 2}"),
    (broad_excepts, "sources/http/client", "try:\n    pass\nexcept (ValueError, Exception):\n    pass"),
    (broad_excepts, "sources/http/client", "try:\n    pass\nexcept:\n    pass"),
    (lines_too_wide_to_read, "run/x", "x = 1  # " + "x" * 110),
    (broad_excepts, "store/x", "try:\n    pass\nexcept Exception:\n    raise ValueError"),
]


@pytest.mark.parametrize(
    ("rule", "path", "text"), BREACHES, ids=lambda value: getattr(value, "__name__", None)
)
def test_each_rule_sees_a_breach(rule: Rule, path: str, text: str) -> None:
    assert list(rule(Module(path, text)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule: Rule) -> None:
    assert [breach for module in MODULES for breach in rule(module)] == []


def test_every_room_has_its_place_in_the_table() -> None:
    assert {module.room for module in MODULES} <= MAY_IMPORT.keys()


def test_a_circle_of_imports_is_seen_wherever_it_is_hidden() -> None:
    there = Module("model/a", "def f():\n    from sdgmeta.model import b")
    back = Module("model/b", "from sdgmeta.model.a import f")
    assert circles([there, back])
    assert not circles([there, Module("model/b", "import ast")])


def test_no_file_imports_itself_by_way_of_others() -> None:
    assert circles(MODULES) == []


def test_a_name_is_given_to_one_module_only() -> None:
    assert modules_of_one_name([Module("lists/x", ""), Module("venues/x", "")]) == ["x"]
    assert modules_of_one_name(MODULES) == []


LAZY = ("httpx", "sqlmodel", "sqlalchemy", "pydantic", "markdown_it", "rich", "sdgmeta.api")


def test_importing_the_package_loads_nothing_heavy() -> None:
    """What `sdgmeta --help` and programs that only name the version pay for."""
    code = "import sys, sdgmeta; print(*sdgmeta.__all__, *sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "enrich" in loaded.stdout
    assert set(loaded.stdout.split()).isdisjoint(LAZY)
