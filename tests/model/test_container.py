"""Containers."""

from __future__ import annotations

from sdgmeta.model.container import ARXIV, Container, ContainerKind


def test_a_container_is_called_by_its_short_name_first() -> None:
    assert Container("ICLR", "International Conference on Learning Representations").name == "ICLR"
    assert Container(None, "Cellular Automata").name == "Cellular Automata"
    assert Container(None).name == ""


def test_arxiv_is_a_preprint_server() -> None:
    assert (ARXIV.name, ARXIV.kind) == ("arXiv", ContainerKind.PREPRINT)
