"""What is said of links and of repeated mentions."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.merging.facts import ACL, NOWHERE, PREPRINT_ID, TITLE, entry, preprint, record, work_of

from sdgmeta.identifiers.identifier import Identifier, Scheme, parse_identifier
from sdgmeta.merging.link_findings import duplicate_findings, link_findings
from sdgmeta.model.entry import Entry, EntryKind, Link
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.record import Record
from sdgmeta.model.work import EntryRef, Work

NOTE = record(
    "arxiv",
    title="A Note on Visual Contexts",
    contributors=("Ali Borji",),
    identifiers=(Identifier(Scheme.ARXIV, "2410.12954"),),
)


def linked(url: str, name: str, *style: str) -> Entry:
    """An entry with one link that names `name` ("scheme:value")."""
    scheme, _, value = name.partition(":")
    return replace(entry(), links=(Link(url, "", NOWHERE, parse_identifier(scheme, value), style),))


def work(*records: Record, verified: bool = True) -> Work:
    """The work of these records."""
    return work_of(records, verified=verified).draft


def only(findings: tuple[Finding, ...]) -> Finding:
    """The one finding."""
    (finding,) = findings
    return finding


@pytest.mark.parametrize(
    ("url", "name", "style", "correct"),
    [
        ("https://arxiv.org/pdf/2310.02255v2", "arxiv:2310.02255", ("pdf", "version"), "https://arxiv.org/abs/2310.02255"),
        ("https://huggingface.co/papers/2310.02255", "arxiv:2310.02255", ("mirror",), "https://arxiv.org/abs/2310.02255"),
        ("https://openreview.net/pdf?id=KUNzEQMWU7", "openreview:KUNzEQMWU7", ("pdf",), "https://openreview.net/forum?id=KUNzEQMWU7"),
        ("https://openreview.net/forum?id=KUNzEQMWU7&utm_source=x", "openreview:KUNzEQMWU7", ("tracking",), "https://openreview.net/forum?id=KUNzEQMWU7"),
        ("https://dl.acm.org/doi/pdf/10.1145/3704435", "doi:10.1145/3704435", ("pdf",), "https://doi.org/10.1145/3704435"),
        ("https://example.org/post?utm_source=x", "url:https://example.org/post", ("tracking",), "https://example.org/post"),
        (
            "http://papers.nips.cc/paper_files/paper/2024/hash/ba2e53000899e45e6018f639cb7469fa-Abstract-Conference.html",
            "neurips:2024/ba2e53000899e45e6018f639cb7469fa", ("http",),
            "https://proceedings.neurips.cc/paper_files/paper/2024/hash/ba2e53000899e45e6018f639cb7469fa-Abstract-Conference.html",
        ),
        (
            "https://proceedings.neurips.cc/paper_files/paper/2024/file/5e5853f35164e434015716a8c2a66543-Paper-Conference.pdf",
            "neurips:2024/5e5853f35164e434015716a8c2a66543", ("pdf",),
            "https://proceedings.neurips.cc/paper_files/paper/2024/hash/5e5853f35164e434015716a8c2a66543-Abstract-Conference.html",
        ),
        (
            "https://proceedings.neurips.cc/paper/2020/file/5e5853f35164e434015716a8c2a66543-Paper.pdf",
            "neurips:2020/5e5853f35164e434015716a8c2a66543", ("pdf",),
            "https://proceedings.neurips.cc/paper_files/paper/2020/hash/5e5853f35164e434015716a8c2a66543-Abstract.html",
        ),
        (
            "https://openaccess.thecvf.com/content/CVPR2024/papers/Islam_DiffuseMix_CVPR_2024_paper.pdf",
            "cvf:CVPR2024/Islam_DiffuseMix_CVPR_2024", ("pdf",),
            "https://openaccess.thecvf.com/content/CVPR2024/html/Islam_DiffuseMix_CVPR_2024_paper.html",
        ),
        (
            "https://ojs.aaai.org/index.php/AAAI/article/download/34645/36800",
            "aaai:AAAI/34645", ("pdf",), "https://ojs.aaai.org/index.php/AAAI/article/view/34645",
        ),
        (
            "http://www.jmlr.org/papers/volume22/20-1364/20-1364.pdf",
            "jmlr:v22/20-1364", ("pdf", "http"), "https://jmlr.org/papers/v22/20-1364.html",
        ),
    ],
)  # fmt: skip
def test_a_link_of_an_unusual_form_is_style_with_a_page_that_can_be_opened(
    url: str, name: str, style: tuple[str, ...], correct: str
) -> None:
    finding = only(link_findings(linked(url, name, *style), (), (), work(preprint())))
    assert (finding.severity, finding.claimed, finding.correct) == (Severity.STYLE, url, correct)


@pytest.mark.parametrize(
    ("url", "name", "style"),
    [
        ("http://example.org/post", "url:http://example.org/post", ("http",)),
        ("https://arxiv.org/abs/2310.02255#S1", "arxiv:2310.02255", ("fragment",)),
        ("https://www.usenix.org/conference/osdi23/presentation/x", "usenix:osdi23/x", ("pdf",)),
    ],
)
def test_a_form_without_a_known_better_one_is_no_finding(url: str, name: str, style: tuple[str, ...]) -> None:
    assert link_findings(linked(url, name, *style), (), (), work(preprint())) == ()


def test_a_link_that_serves_another_paper_is_wrong_and_says_what_it_serves() -> None:
    bad = linked("https://arxiv.org/abs/2410.12954", "arxiv:2410.12954", "pdf")
    finding = only(link_findings(bad, [(bad.links[0], NOTE)], (), work(preprint())))
    assert (finding.severity, finding.correct) == (Severity.WRONG, PREPRINT_ID.url)
    assert finding.reason == (
        "links arxiv 2410.12954, which is “A Note on Visual Contexts” by Ali Borji; the paper meant is arxiv:2310.02255"
    )
    assert [one.identifier for one in finding.evidence] == ["arxiv:2410.12954"]


def test_a_link_that_serves_what_does_not_agree_is_doubtful_and_has_no_correction() -> None:
    bad = linked("https://arxiv.org/abs/2410.12954v2", "arxiv:2410.12954", "version")
    finding = only(link_findings(bad, (), [(bad.links[0], NOTE)], work()))
    assert (finding.severity, finding.correct) == (Severity.DOUBTFUL, None)
    assert finding.reason == (
        "links arxiv 2410.12954, which is “A Note on Visual Contexts” by Ali Borji; nothing says that this is the paper meant"
    )


def test_of_a_work_that_nobody_knows_a_wrong_link_has_no_correction() -> None:
    bad = linked("https://arxiv.org/abs/2410.12954", "arxiv:2410.12954")
    finding = only(link_findings(bad, [(bad.links[0], NOTE)], (), work()))
    assert finding.correct is None
    assert finding.reason.endswith("by Ali Borji")


def test_a_missing_link_names_the_best_page() -> None:
    proceedings = record(
        "acl", container=ACL, issued="2024", identifiers=(Identifier(Scheme.NEURIPS, "2024/ab"), PREPRINT_ID)
    )
    finding = only(link_findings(entry(), (), (), work(proceedings)))
    assert (finding.severity, finding.claimed, finding.correct) == (Severity.MISSING, "", PREPRINT_ID.url)
    assert finding.reason == "it can be read at arxiv:2310.02255"


def test_no_link_is_missing_where_no_page_is_known() -> None:
    named = record("acl", identifiers=(Identifier(Scheme.URL, "urn:isbn:9780000000000"),))
    assert link_findings(entry(), (), (), work(named)) == ()
    assert link_findings(entry(links=(PREPRINT_ID,)), (), (), work()) == ()
    assert link_findings(entry(), (), (), work()) == ()
    assert link_findings(entry(), (), (), None) == ()


def test_a_page_named_without_a_link_misses_one_too() -> None:
    page = Identifier(Scheme.URL, "https://example.org/model")
    known = work(record("compiled", identifiers=(page,)))
    finding = only(link_findings(entry(kind=EntryKind.WEBPAGE), (), (), known))
    assert (finding.correct, finding.reason) == (page.value, f"it can be read at {page.value}")


Mention = tuple[EntryRef, Entry]


def mention(list_name: str, line: int, section: str = "Papers") -> Mention:
    """One mention of the same work."""
    return EntryRef(list_name, line), entry(list_name=list_name, line=line, section=(section,))


def repeated(*mentions: Mention) -> dict[str, str]:
    """Place → reason of those mentions that are repetitions, when all are of one work."""
    found = duplicate_findings(mentions, dict.fromkeys((ref for ref, _ in mentions), "w1"))
    assert all(f.severity is Severity.STYLE and f.claimed == TITLE for (f,) in found.values())
    return {f"{ref.list_name}:{ref.line}": only(own).reason for ref, own in found.items()}


def test_a_repetition_names_the_nearest_earlier_mention() -> None:
    assert repeated(mention("a", 1), mention("a", 9), mention("a", 20, "More"), mention("b", 3)) == {
        "a:9": "the same work stands in this section already, at line 1",
        "a:20": "the same work stands in this list already, at line 1",
        "b:3": "the same work stands in another list already, at a:1",
    }


def test_a_mention_in_the_same_section_is_nearer_than_an_earlier_one_elsewhere() -> None:
    said = repeated(mention("a", 1, "Other"), mention("a", 5), mention("a", 9))
    assert said["a:9"] == "the same work stands in this section already, at line 5"


def test_mentions_of_different_works_and_single_ones_are_no_repetition() -> None:
    (first, one), (second, two) = mention("a", 1), mention("a", 2)
    assert duplicate_findings([(first, one), (second, two)], {first: "w1", second: "w2"}) == {}
    assert duplicate_findings([(first, one), (second, two)], {first: "w1"}) == {}


MENTIONS = [mention(name, line, section) for name in "ab" for line, section in ((1, "X"), (2, "X"), (3, "Y"))]


@given(st.lists(st.sampled_from(MENTIONS), unique_by=lambda m: m[0]), st.randoms())
def test_repetitions_do_not_depend_on_the_order_of_entries(
    mentions: list[Mention], chance: random.Random
) -> None:
    shuffled = list(mentions)
    chance.shuffle(shuffled)
    assert repeated(*shuffled) == repeated(*mentions)
    assert len(repeated(*mentions)) == max(0, len(mentions) - 1)
