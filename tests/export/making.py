"""Works, entries and resolutions for the export tests, with a default for every field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.container import Container, ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.dates import PartialDate
from sdgmeta.model.entry import Claim, Entry, EntryKind, Link, Span
from sdgmeta.model.item_type import ItemType
from sdgmeta.model.work import EntryRef, Status, Work

ICLR = Container("ICLR", "International Conference on Learning Representations", ContainerKind.CONFERENCE)

_WORK = Work(
    id="w1",
    type=ItemType.PAPER_CONFERENCE,
    status=Status.VERIFIED,
    title="WizardLM: Empowering Large Language Models to Follow Complex Instructions",
    aliases=(),
    contributors=(Contributor("Xu", "Can"), Contributor("Sun", "Qingfeng")),
    year=2024,
    issued=PartialDate(2024, 5),
    preprint_issued=PartialDate(2023, 4, 24),
    container=ICLR,
    track=None,
    presentation=None,
    identifiers=(Identifier(Scheme.ARXIV, "2304.12244"), Identifier(Scheme.OPENREVIEW, "CfXh93NDgH")),
    citekey="xu2024wizardlm",
    statements=(),
    entries=(EntryRef("egg-hu", 65),),
)


def a_work(**fields: Any) -> Work:
    """WizardLM at ICLR 2024, with other values for the named fields."""
    return replace(_WORK, **fields)


def a_claim(value: str) -> Claim:
    """A claim of that value; its place does not matter here."""
    return Claim(value, value, Span(0, len(value)))


def an_entry(**fields: Any) -> Entry:
    """An entry that claims "WizardLM, 2023, arXiv", with other values for the named fields."""
    link = Link(
        "https://arxiv.org/pdf/2304.12244v1", "Paper", Span(0, 1), Identifier(Scheme.ARXIV, "2304.12244")
    )
    entry = Entry(
        list_name="egg-hu",
        line=65,
        section=("Methods", "Instructions"),
        kind=EntryKind.PAPER,
        span=Span(0, 10),
        raw="- WizardLM",
        title=a_claim("WizardLM"),
        date=a_claim("2023"),
        venue=a_claim(""),
        links=(link,),
        markers=("🔥",),
    )
    return replace(entry, **fields)
