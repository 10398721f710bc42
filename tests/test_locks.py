"""The locks are whole: what is pinned needs nothing that is not, so installing one never resolves, on any day.

Read from the metadata of what is installed here, which must be what the locks say; extras and markers are evaluated
for every Python that the classifiers name, on every platform that the locks speak of.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[1]
LOCKS = REPOSITORY / "requirements"
PROJECT: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
DIRECT: dict[str, list[str]] = {
    "runtime": RUNTIME,
    "dev": [*RUNTIME, *PROJECT["dependency-groups"]["dev"]],
    "build": [*PROJECT["build-system"]["requires"], *(LOCKS / "build.in").read_text("utf-8").split()],
}
"""Lock → what this project itself asks for."""

_SUPPORTED = re.compile(r"Programming Language :: Python :: (3\.\d+)")
PYTHONS = [hit[1] for line in PROJECT["project"]["classifiers"] if (hit := _SUPPORTED.fullmatch(line))]
PLATFORMS = (("linux", "Linux", "posix"), ("darwin", "Darwin", "posix"), ("win32", "Windows", "nt"))

Environment = dict[str, str]


def environments() -> Iterator[Environment]:
    """What markers are asked about: CPython of each supported version on each platform."""
    for python, (platform, system, os_name) in product(PYTHONS, PLATFORMS):
        yield {
            **{key: str(value) for key, value in default_environment().items()},
            "python_version": python,
            "python_full_version": f"{python}.0",
            "sys_platform": platform,
            "platform_system": system,
            "os_name": os_name,
            "extra": "",
        }


@dataclass(frozen=True)
class Pin:
    """One line of a lock, and how many files may be installed for it."""

    name: str
    version: str
    marker: Marker | None
    hashes: int

    def counts(self, environment: Environment) -> bool:
        return self.marker is None or self.marker.evaluate(environment)


@dataclass(frozen=True)
class Needs:
    """What a distribution says of itself."""

    version: str
    python: str
    requirements: tuple[Requirement, ...]


def pins_of(lock: str) -> dict[str, Pin]:
    """The pins of a lock's text by name."""
    pins: dict[str, Pin] = {}
    for line in re.sub(r"\\\n\s*", " ", lock).splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            said, *hashes = line.split("--hash=sha256:")
            requirement = Requirement(said)
            (version,) = [one.version for one in requirement.specifier if one.operator == "=="]
            name = canonicalize_name(requirement.name)
            pins[name] = Pin(name, version, requirement.marker, len(hashes))
    return pins


def needs_of(found: Distribution) -> Needs:
    return Needs(
        found.version,
        str(found.metadata.json.get("requires_python", "")),
        tuple(Requirement(line) for line in found.requires or ()),
    )


def installed(pins: Mapping[str, Pin]) -> dict[str, Needs]:
    """What is installed of them here."""
    needs: dict[str, Needs] = {}
    for name in pins:
        try:
            needs[name] = needs_of(distribution(name))
        except PackageNotFoundError:
            continue
    return needs


def unmet(
    direct: list[str], pins: Mapping[str, Pin], known: Mapping[str, Needs], environment: Environment
) -> Iterator[str]:
    """Requirements that the lock does not meet in one environment, from the direct ones down, extras included."""
    waiting = [("this project", Requirement(line)) for line in direct]
    done: set[tuple[str, str]] = set()
    while waiting:
        who, requirement = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate(environment):
            continue
        name = canonicalize_name(requirement.name)
        pin = pins.get(name)
        if pin is None or not pin.counts(environment):
            yield f"{who} needs {requirement}, which is not locked"
        elif not requirement.specifier.contains(pin.version, prereleases=True):
            yield f"{who} needs {requirement}, locked is {pin.version}"
        for extra in {"", *requirement.extras} if name in known else ():
            if (name, extra) not in done:
                done.add((name, extra))
                waiting += [(name, asked) for asked in _asked(known[name], {**environment, "extra": extra})]


def _asked(needs: Needs, environment: Environment) -> Iterator[Requirement]:
    """What a distribution asks for under an extra ("" for none): its markers are judged here, with that extra."""
    for requirement in needs.requirements:
        if requirement.marker is None or requirement.marker.evaluate(environment):
            bare = Requirement(str(requirement))
            bare.marker = None
            yield bare


def breaches(direct: list[str], lock: str, known: Mapping[str, Needs] | None = None) -> Iterator[str]:
    """Everything that keeps a lock from being installed as it is."""
    pins = pins_of(lock)
    known = installed(pins) if known is None else known
    here = {key: str(value) for key, value in default_environment().items()} | {"extra": ""}
    for name, pin in pins.items():
        if not pin.hashes:
            yield f"{name} has no hash"
        if name in known and known[name].version != pin.version:
            yield f"{name} {known[name].version} is installed, locked is {pin.version}"
        if name not in known and pin.counts(here):
            yield f"{name} is locked and not installed"
    for name, needs in known.items():
        yield from (
            f"{name} does not run on Python {python}"
            for python in PYTHONS
            if not SpecifierSet(needs.python).contains(f"{python}.0")
        )
    yield from sorted(
        {line for environment in environments() for line in unmet(direct, pins, known, environment)}
    )


@pytest.mark.parametrize("name", DIRECT)
def test_every_requirement_of_every_locked_distribution_is_locked(name: str) -> None:
    assert list(breaches(DIRECT[name], (LOCKS / f"{name}.txt").read_text("utf-8"))) == []


@pytest.mark.parametrize("name", DIRECT)
def test_every_direct_dependency_is_the_pinned_one(name: str) -> None:
    pins = pins_of((LOCKS / f"{name}.txt").read_text("utf-8"))
    for requirement in map(Requirement, DIRECT[name]):
        assert str(requirement.specifier) == f"=={pins[canonicalize_name(requirement.name)].version}"


def test_the_locks_agree() -> None:
    everywhere = [pins_of(path.read_text("utf-8")) for path in sorted(LOCKS.glob("*.txt"))]
    for name in set().union(*everywhere):
        assert len({pins[name].version for pins in everywhere if name in pins}) == 1, name


def test_the_classifiers_name_every_python_from_the_oldest_required() -> None:
    assert PYTHONS == ["3.11", "3.12", "3.13", "3.14"]
    required = SpecifierSet(PROJECT["project"]["requires-python"])
    assert all(required.contains(f"{python}.0") for python in PYTHONS)
    assert not required.contains("3.10.99")


HASHED = "--hash=sha256:" + 64 * "0"
LOCK = f"kettle==2.0 \\\n    {HASHED}\n    # via us\nlid==1.5 ; sys_platform == 'win32' \\\n    {HASHED}\n"


def needs(version: str, *requirements: str, python: str = ">=3.9") -> Needs:
    return Needs(version, python, tuple(map(Requirement, requirements)))


@pytest.mark.parametrize(
    ("known", "breach"),
    [
        (needs("2.0", "spout>=1"), "kettle needs spout>=1, which is not locked"),
        (needs("2.0", "lid>=1"), "kettle needs lid>=1, which is not locked"),
        (needs("2.0", "lid>=1.6; sys_platform == 'win32'"), "kettle needs lid>=1.6, locked is 1.5"),
        (needs("2.0", "whistle; extra == 'loud'"), "kettle needs whistle, which is not locked"),
        (needs("2.0", "tray; python_version >= '3.14'"), "kettle needs tray, which is not locked"),
        (needs("2.0", python=">=3.9,<3.14"), "kettle does not run on Python 3.14"),
        (needs("2.1"), "kettle 2.1 is installed, locked is 2.0"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_breach_is_seen(known: Needs, breach: str) -> None:
    assert breach in list(breaches(["kettle[loud]==2.0"], LOCK, {"kettle": known}))


def test_a_whole_lock_has_no_breach() -> None:
    known = {"kettle": needs("2.0", "lid>=1; sys_platform == 'win32'", "whistle; extra == 'loud'")}
    assert list(breaches(["kettle==2.0"], LOCK, known)) == []


def test_what_is_locked_without_a_hash_or_not_installed_is_a_breach() -> None:
    assert list(breaches([], "kettle==2.0\n", {})) == [
        "kettle has no hash",
        "kettle is locked and not installed",
    ]
