"""How much each named term counts: one half of section `[matching]` in config/sdgmeta.toml
(`verdict` has the other).

The sum of a pair's weights is its score. Read them as a librarian would: an equal title is nearly
enough by itself (0.62 to 0.82, the more telling its words), an identifier is half of what is
needed, an equal author list is nearly half, and a year or a venue tips the scale.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight per term, by the term's name with "_" for "."; acceptance needs 0.75 by default."""

    identifier_versions: float = 1.10
    """One source's two answers for one identifier: enough even where the title is quite another."""
    identifier_same: float = 0.45
    identifier_linked: float = 0.45
    """A list links the record: a claim, which people or titles must back."""
    identifier_related: float = 0.45
    """A source itself connects the two."""
    identifier_contradicts: float = -0.30
    """Two arXiv ids: one work rarely has two."""
    title_equal: float = 0.62
    title_short: float = 0.05
    """An equal title of a few words, claimed with a year and a venue or with people; added to that
    of title.equal."""
    title_near: float = 0.57
    title_form: float = 0.60
    """Near-equal in nothing but form: British spelling, word boundaries, accents."""
    title_cut: float = 0.57
    """One title breaks off where the other goes on."""
    title_named: float = 0.57
    """One title is the other behind a name: "SPIN: Self-Play Fine-Tuning …"."""
    title_reworded: float = 0.57
    """The same coined name before the colon, and nearly the same words behind it."""
    title_distinctive: float = 0.20
    """Times how telling the shared words are (0…1); added to the six above."""
    title_head: float = 0.45
    """One title is the other without its subtitle, or without a name before it."""
    title_same_name: float = 0.22
    """The same coined name before the colon, another subtitle."""
    title_other_name: float = -0.12
    """Different names before the colon."""
    title_distance: float = 0.50
    """Times the symmetric similarity (0…1), from 0.55 on."""
    title_remote: float = 0.40
    """The same below 0.55."""
    title_reordered: float = 0.0
    """The same words in another order: no weight of its own, but a link to such a title is no link
    to another paper."""
    title_contained: float = -0.10
    """A containing title is not an equal title."""
    title_different: float = -0.30
    title_address: float = 0.40
    """A web resource is what stands at its address."""
    contributors_equal: float = 0.40
    contributors_grown: float = 0.35
    """The one list is the other with a few more people, under the same first author."""
    contributors_truncated: float = 0.35
    """Equal as far as the list that ends with "et al." goes."""
    contributors_overlap: float = 0.35
    """Times the share of common names (0…1)."""
    contributors_disjoint: float = -0.80
    date_fits: float = 0.10
    date_compatible: float = 0.05
    date_contradicts: float = -0.25
    venue_same: float = 0.10
    venue_differs: float = -0.05
    venue_both_archival: float = 0.0
    """No weight of its own: it bars acceptance of unlike titles (`verdict.CAPS`)."""

    def of(self, term: str) -> float:
        """The weight of a term by its name ("title.equal")."""
        weight: float = getattr(self, term.replace(".", "_"))
        return weight


DEFAULT_WEIGHTS = Weights()
