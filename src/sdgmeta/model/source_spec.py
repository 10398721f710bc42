"""The table of sources: what each knows, when it is asked, and what its word is worth. One row a
source.

What lives here: facts of the services, pure, so that settings, asking, searching and merging read
the same row. What does not: how a source is built and asked (`sources`), its limits
(`config/sdgmeta.toml` alone), which record speaks (`merging`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from sdgmeta.identifiers.identifier import Scheme


class Gap(StrEnum):
    """What is missing of a work that is looked for by title, in the order in which it is looked
    for."""

    RECORD = "record"
    PUBLICATION = "publication"
    ARCHIVAL = "archival"
    """Only a workshop, an extended abstract or the like is known."""


PUBLISHED = (Gap.PUBLICATION, Gap.ARCHIVAL)
"""The gaps that a publication fills: they are looked for in the same places."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How much a source's word counts (0 is most) and why."""

    rank: int
    reason: str


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One source.

    `answers`: the schemes it is asked for, each with its place in the order of those asked (0
    first); the next one is asked where those before could not be. `searches`: the gaps for which it
    is searched by title, with its place in the order of expected yield. `copy_of`: for a scheme,
    the source whose own deposits it hands on: no second witness once that one has answered.
    `is_aggregator`: it copies others; all aggregators together are one witness. `keeps_case`: its
    place among those that keep the authors' capitalisation. `links_versions`: it is asked under
    which other identifiers a preprint was published. `has_accounts`: it has a second API for older
    material and signs members in by name.
    """

    name: str
    trust: Trust
    answers: Mapping[Scheme, int] = field(default_factory=dict)
    searches: Mapping[Gap, int] = field(default_factory=dict)
    copy_of: Mapping[Scheme, str] = field(default_factory=dict)
    is_aggregator: bool = False
    keeps_case: int | None = None
    links_versions: bool = False
    has_accounts: bool = False

    @property
    def schemes(self) -> frozenset[Scheme]:
        """The schemes it answers for."""
        return frozenset(self.answers)


_ROWS = (
    SourceSpec(
        "arxiv",
        Trust(2, "the preprint server; its metadata is the authors'"),
        answers={Scheme.ARXIV: 0},
        searches={Gap.RECORD: 2},
        keeps_case=3,
    ),
    SourceSpec(
        "crossref",
        Trust(1, "the publisher's own deposit"),
        answers={Scheme.DOI: 0},
        searches={Gap.RECORD: 1, **dict.fromkeys(PUBLISHED, 1)},
    ),
    # A DOI is registered with one agency only: what Crossref does not know, DataCite may.
    SourceSpec(
        "datacite",
        Trust(2, "arXiv's own deposit"),
        answers={Scheme.ARXIV: 1, Scheme.DOI: 1},
        copy_of={Scheme.ARXIV: "arxiv"},
        keeps_case=4,
    ),
    SourceSpec(
        "openreview",
        Trust(1, "the venue's own decision system"),
        answers={Scheme.OPENREVIEW: 0},
        searches={Gap.RECORD: 3, **dict.fromkeys(PUBLISHED, 2)},
        keeps_case=2,
        has_accounts=True,
    ),
    SourceSpec("dblp", Trust(3, "a curated index"), searches={Gap.RECORD: 5, **dict.fromkeys(PUBLISHED, 4)}),
    SourceSpec(
        "semanticscholar",
        Trust(4, "an aggregator: merges versions and copies others"),
        answers={Scheme.ARXIV: 2, Scheme.DOI: 3, Scheme.ACL: 1},
        searches={Gap.RECORD: 4, **dict.fromkeys(PUBLISHED, 3)},
        is_aggregator=True,
        links_versions=True,
    ),
    SourceSpec(
        "openalex",
        Trust(4, "an aggregator: merges versions and copies others"),
        answers={Scheme.ARXIV: 3, Scheme.DOI: 2},
        searches={Gap.RECORD: 0, **dict.fromkeys(PUBLISHED, 0)},
        is_aggregator=True,
    ),
    SourceSpec(
        "acl",
        Trust(1, "the proceedings of record for *ACL venues"),
        answers={Scheme.ACL: 0},
        keeps_case=1,
    ),
)

SPECS: Mapping[str, SourceSpec] = MappingProxyType({spec.name: spec for spec in _ROWS})
"""All sources by name, in the order in which people see them.

The order of searching: what costs a service and a night little (OpenAlex, Crossref) before what
costs three seconds a title (arXiv, OpenReview); a venue that a list claims brings its own service
to the front.
"""

OTHER_WITNESSES: Mapping[str, Trust] = MappingProxyType(
    {
        "curator": Trust(0, "a person decided it"),
        "pmlr": Trust(1, "the proceedings of record"),
        "proceedings": Trust(1, "the path of the venue's own proceedings page"),
        "compiled": Trust(3, "a public bibliography, compiled by people"),
        "list": Trust(5, "a list's claim"),
    }
)
"""Whoever is quoted and not asked: what records, links and people bring along."""


def asked_for(scheme: Scheme) -> tuple[str, ...]:
    """The sources that know a scheme, best first."""
    return tuple(_ranked({spec.name: spec.answers.get(scheme) for spec in SPECS.values()}))


def searched_for(gap: Gap) -> tuple[str, ...]:
    """The sources that are searched by title for a gap, by expected yield."""
    return tuple(_ranked({spec.name: spec.searches.get(gap) for spec in SPECS.values()}))


def case_keepers() -> tuple[str, ...]:
    """The sources that keep the authors' capitalisation, best first; publishers and indexes often
    re-case titles."""
    return ("curator", *_ranked({spec.name: spec.keeps_case for spec in SPECS.values()}))


def _ranked(places: Mapping[str, int | None]) -> Iterator[str]:
    ranked = sorted((place, name) for name, place in places.items() if place is not None)
    return (name for _, name in ranked)
