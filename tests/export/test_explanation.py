"""What `explain` says: every field with its rule and witnesses, every verdict with its terms, nothing unsafe."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.export.making import a_claim, a_work, an_entry
from tests.merging.facts import ICLR, PREPRINT_ID, entry, kept, preprint, record, work_of

from sdgmeta.export.explanation import explain_entry, explain_work, shown
from sdgmeta.export.printable import printable
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.entry import Entry
from sdgmeta.model.finding import Finding, Severity
from sdgmeta.model.verdict import Outcome, Term, TermKind, Verdict
from sdgmeta.model.work import Candidate, EntryRef, EntryVerdict, Resolution, Work

REF = EntryRef("egg-hu", 65)
FINDING = Finding(Severity.OUTDATED, "venue", "arXiv", "ICLR", "published since, at ICLR 2024")
RESOLUTION = Resolution(REF, EntryVerdict.ACCEPTED, "w1", (), (FINDING,))


def merged(*decisions: str) -> Work:
    """A work of a preprint and its publication, with an id; `decisions`: venues that a person keeps."""
    forum = Identifier(Scheme.OPENREVIEW, "KUNzEQMWU7")
    records = [
        preprint("An Earlier Name"),
        record("openreview", container=ICLR, issued="2024-05", identifiers=(forum,)),
        record("dblp", container=ICLR, issued="2023"),
    ]
    made = work_of(records, decisions=[kept("venue", venue) for venue in decisions]).draft
    return replace(made, id="w1", citekey="lu2024mathvista")


def explained(work: Work, mention: Entry | None = None) -> str:
    """The explanation of a work that one entry mentions."""
    return explain_work(work, [(mention or an_entry(), RESOLUTION)])


def test_a_work_is_introduced_with_its_status_type_and_names() -> None:
    lines = explained(merged()).splitlines()
    assert lines[1] == "  work w1 · verified · paper-conference · cite as lu2024mathvista"
    assert lines[2] == "  also known as An Earlier Name"
    assert lines[3] == "  arxiv:2310.02255, openreview:KUNzEQMWU7"


def test_each_field_has_its_source_its_rule_its_witnesses_and_what_lost() -> None:
    text = explained(merged())
    assert (
        "  year: 2024\n    from openreview (openreview:KUNzEQMWU7); the most trusted source; said by openreview\n"
        in text
    )
    assert "    not 2023: dblp says so, but the most trusted source\n" in text
    assert f"    not arXiv: arxiv {PREPRINT_ID} says so, but a publication speaks before a preprint\n" in text


def test_a_persons_decision_is_told_as_one() -> None:
    text = explained(merged("ICML"))
    assert (
        "  venue: ICML (International Conference on Machine Learning)\n    from curator; a person decided (2026-11-21);"
        in text
    )
    assert "openreview openreview:KUNzEQMWU7 says so, but a person decided" in text


def test_when_and_why_a_person_decided_is_told() -> None:
    decided = replace(kept("year", "2025"), date="2026-11-21", reason="the camera-ready says so")
    text = explain_work(work_of([preprint()], decisions=[decided]).draft, [])
    assert (
        "  year: 2025\n    from curator; a person decided (2026-11-21: the camera-ready says so); said by curator\n"
        in text
    )


def test_every_record_is_told_with_how_it_came() -> None:
    assert "  arxiv (compiled): preprint arXiv 2023-10 · An Earlier Name · arxiv:2310.02255\n" in explained(
        merged()
    )


def test_a_work_that_only_lists_know_says_so() -> None:
    text = explained(replace(work_of([], [entry()]).draft, id="w1"))
    assert "No record of any source: all values are the lists' own claims." in text


def test_a_retracted_work_says_so() -> None:
    assert "  this work was retracted\n" in explained(a_work(notice="retracted"))


def test_the_entries_of_a_work_come_with_verdict_and_findings() -> None:
    text = explained(merged())
    assert "  egg-hu:65: WizardLM → accepted\n" in text
    assert "    outdated venue “arXiv” → ICLR: published since, at ICLR 2024\n" in text


CANDIDATE = Candidate(
    preprint(),
    Verdict(
        Outcome.REVIEW,
        0.71,
        (
            Term(TermKind.TITLE, "title.near", 0.6, "one word more"),
            Term(TermKind.DATE, "date.contradicts", -0.25),
        ),
        "the title is only near",
    ),
)


def test_an_entry_is_told_with_its_claims_links_and_each_candidates_terms() -> None:
    resolution = replace(RESOLUTION, verdict=EntryVerdict.REVIEW, work=None, candidates=(CANDIDATE,))
    text = explain_entry(an_entry(), resolution, None)
    assert text.splitlines()[:4] == [
        "egg-hu:65: WizardLM",
        "  claims date “2023”",
        "  links https://arxiv.org/pdf/2304.12244v1 (arxiv:2304.12244)",
        "  verdict: review",
    ]
    assert "  review (0.71) arxiv arxiv:2310.02255: MathVista" in text
    assert (
        "    the title is only near\n    +0.60 title.near: one word more\n    -0.25 date.contradicts\n"
        in text
    )


def test_an_entry_without_claims_and_candidates_says_so() -> None:
    bare = an_entry(date=None, venue=None, links=())
    text = explain_entry(bare, Resolution(REF, EntryVerdict.UNRESOLVED, None), None)
    assert "  claims neither date nor venue\n" in text
    assert "No candidates." in text


def test_a_resolved_entry_names_its_work() -> None:
    assert "  verdict: accepted, WizardLM: Empowering" in explain_entry(an_entry(), RESOLUTION, a_work())


def test_values_are_shown_as_a_person_writes_them() -> None:
    assert shown([{"family": "Lu", "given": "Pan"}, {"literal": "Qwen Team"}]) == "Pan Lu, Qwen Team"
    assert shown({"short": None, "full": "Annals of Nowhere", "kind": "journal"}) == "Annals of Nowhere"
    assert shown(2024) == "2024"


@given(st.text(max_size=40))
def test_no_untrusted_word_reaches_the_terminal_as_it_is(words: str) -> None:
    hostile = f"\x1b[2J{words}\u202e"
    work = replace(merged(), title=hostile, aliases=(hostile,))
    resolution = replace(RESOLUTION, findings=(Finding(Severity.WRONG, "venue", hostile, hostile, hostile),))
    mention = an_entry(title=a_claim(hostile), venue=a_claim(hostile))
    text = explain_work(work, [(mention, resolution)]) + explain_entry(mention, resolution, work)
    for line in text.splitlines():
        assert printable(line) == " ".join(line.split())
