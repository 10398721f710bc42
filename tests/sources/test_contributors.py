"""Names: people are split, groups are not."""

from __future__ import annotations

import pytest

from sdgmeta.model.contributor import Contributor
from sdgmeta.sources.contributors import read_name, read_names, split_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lovelace", Contributor("Lovelace", "Ada")),
        ("Peter H. N. de With", Contributor("de With", "Peter H. N.")),
        ("The ATLAS Collaboration", Contributor(literal="The ATLAS Collaboration")),
        ("Gemini Team", Contributor(literal="Gemini Team")),
        ("Team GLM", Contributor(literal="Team GLM")),
        ("OpenAI", Contributor(literal="OpenAI")),
        (":", None),
        ("", None),
    ],
)
def test_people_are_split_and_groups_kept_whole(text: str, name: Contributor | None) -> None:
    assert read_name(text) == name


def test_separators_between_groups_are_left_out() -> None:
    assert len(read_names(["H1 Collaboration", ":", "Ada Lovelace"])) == 2


def test_a_name_with_one_part_is_a_literal() -> None:
    assert split_name("Plato") == Contributor(literal="Plato")
    assert split_name("", "Plato") == Contributor(literal="Plato")
    assert split_name(" ", "") is None
    assert split_name("Ding -", "Xuewen") == Contributor("Ding", "Xuewen")
