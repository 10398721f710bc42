"""BibTeX: types, fields, and files that a BibTeX reader can read whatever the text was."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from tests.export.making import ICLR, a_work
from tests.merging.facts import record

from sdgmeta.export import bibtex
from sdgmeta.export.choices import Encoding
from sdgmeta.export.citekey import assign_citekeys
from sdgmeta.export.style import ExportOptions, given_keys
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.model.container import ARXIV, Container, ContainerKind
from sdgmeta.model.contributor import Contributor
from sdgmeta.model.details import Details
from sdgmeta.model.work import Statement, Status, Work


def render(works: Iterable[Work], options: ExportOptions = ExportOptions()) -> str:  # noqa: B008 - frozen
    """The whole file."""
    return "".join(bibtex.render(works, options))


ARXIV_ID = Identifier(Scheme.ARXIV, "2304.12244")


def fields(work: Work) -> dict[str, str]:
    library = parse_string(render([work]))
    assert not library.failed_blocks
    (entry,) = library.entries
    return {field.key: field.value for field in entry.fields}


def test_a_conference_paper_looks_like_this() -> None:
    assert render([a_work()]) == (
        "@inproceedings{xu2024wizardlm,\n"
        "  title = {{WizardLM}: Empowering Large Language Models to Follow Complex Instructions},\n"
        "  author = {Xu, Can and Sun, Qingfeng},\n"
        "  booktitle = {International Conference on Learning Representations},\n"
        "  year = {2024},\n"
        "  eprint = {2304.12244},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://openreview.net/forum?id=CfXh93NDgH},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("csl", "entry_type", "venue_field"),
    [
        ("paper-conference", "inproceedings", "booktitle"),
        ("article-journal", "article", "journal"),
        ("chapter", "incollection", "booktitle"),
        ("webpage", "misc", "howpublished"),
        ("software", "misc", "howpublished"),
        ("something-new", "misc", "howpublished"),
    ],
)
def test_the_item_type_decides_entry_type_and_venue_field(
    csl: str, entry_type: str, venue_field: str
) -> None:
    work = a_work(type=csl)
    assert render([work]).startswith(f"@{entry_type}{{")
    assert fields(work)[venue_field] == ICLR.full


def test_a_preprint_names_its_archive_in_words_that_every_style_prints() -> None:
    found = fields(a_work(type="article", container=ARXIV, identifiers=(ARXIV_ID,), primary_class="cs.CL"))
    assert found["howpublished"] == "arXiv preprint arXiv:2304.12244"
    assert found["primaryclass"] == "cs.CL"
    assert found["eprint"] == "2304.12244"
    assert found["archiveprefix"] == "arXiv"
    assert found["url"] == "https://arxiv.org/abs/2304.12244"
    assert not {"booktitle", "journal"} & found.keys()


def test_a_preprint_elsewhere_names_the_server() -> None:
    server = Container("TechRxiv", None, ContainerKind.PREPRINT)
    assert fields(a_work(type="article", container=server, identifiers=()))["howpublished"] == "TechRxiv"


def test_groups_and_awkward_names_are_not_taken_apart() -> None:
    contributors = (
        Contributor(literal="Department of Research and Development"),
        Contributor("Smith, Jr.", "Ann"),
        Contributor("Plato"),
        Contributor("de la Cruz", "Ana"),
        Contributor(),
    )
    assert fields(a_work(contributors=contributors))["author"] == (
        "{Department of Research and Development} and Smith, Jr., Ann and {Plato} and de la Cruz, Ana"
    )


def test_the_doi_of_the_version_that_speaks_is_preferred() -> None:
    dois = (Identifier(Scheme.DOI, "10.1000/preprint_a"), Identifier(Scheme.DOI, "10.1000/published_b"))
    statement = Statement("venue", "ICLR", "crossref", "doi:10.1000/published_b", "most-trusted")
    assert fields(a_work(identifiers=dois, statements=(statement,)))["doi"] == "10.1000/published_b"
    assert fields(a_work(identifiers=dois))["doi"] == "10.1000/preprint_a"


def test_identifiers_of_another_version_are_not_cited_as_this_one() -> None:
    journal, workshop = Identifier(Scheme.DOI, "10.1000/journal"), Identifier(Scheme.OPENREVIEW, "atWorkshop")
    forum = Identifier(Scheme.OPENREVIEW, "atMainEvent")
    records = (
        record("crossref", identifiers=(journal,), container=Container("JMLR", None, ContainerKind.JOURNAL)),
        record("openreview", identifiers=(workshop,), container=Container("ICLR Workshops")),
        record("openreview", identifiers=(forum,), container=Container("ICLR", "The Twelfth ICLR")),
    )
    found = fields(a_work(identifiers=(journal, workshop, forum), records=records))
    assert "doi" not in found
    assert found["url"] == "https://openreview.net/forum?id=atMainEvent"


def test_the_preprint_s_page_stands_in_where_no_other_leads_to_the_version_that_speaks() -> None:
    journal = Identifier(Scheme.DOI, "10.1000/journal")
    records = (record("crossref", identifiers=(journal,), container=Container("JMLR")),)
    found = fields(a_work(identifiers=(journal, ARXIV_ID), records=records))
    assert found["url"] == "https://arxiv.org/abs/2304.12244"


def test_an_identifier_without_a_page_of_its_own_gives_no_url() -> None:
    assert "url" not in fields(a_work(identifiers=(Identifier(Scheme.NEURIPS, "2024/abc"),)))


def test_a_notice_is_printed_and_no_remark_of_ours() -> None:
    assert fields(a_work(status=Status.CLAIMED, notice="retracted"))["note"] == "Retracted"
    assert "note" not in fields(a_work(status=Status.CLAIMED))


@pytest.mark.parametrize(
    ("csl", "own", "genre", "kind"),
    [
        ("book", "", "", "book"),
        ("book", "proceedings", "", "proceedings"),
        ("thesis", "", "", "phdthesis"),
        ("thesis", "", "Master's thesis", "mastersthesis"),
        ("thesis", "mastersthesis", "", "mastersthesis"),
        ("chapter", "inbook", "", "inbook"),
        ("report", "", "", "techreport"),
        ("article-journal", "misc", "", "article"),
        ("paper-conference", "article", "", "inproceedings"),
    ],
)
def test_a_file_s_own_type_stays_where_it_says_the_same_or_more(
    csl: str, own: str, genre: str, kind: str
) -> None:
    work = a_work(type=csl, entry_type=own, details=Details(genre=genre))
    assert render([work]).startswith(f"@{kind}{{")


def test_all_that_a_reference_prints_is_there() -> None:
    details = Details(
        volume="7", issue="2", pages="10–19", publisher="Wick & Co", publisher_place="Oslo", issn="1234-5678"
    )
    work = a_work(type="article-journal", details=details, editors=(Contributor("Cole", "Bo"),))
    found = fields(work)
    expected = {
        "volume": "7", "number": "2", "pages": "10--19", "publisher": r"Wick \& Co", "address": "Oslo",
        "issn": "1234-5678", "editor": "Cole, Bo",
    }  # fmt: skip
    assert expected.items() <= found.items()


def test_people_that_are_not_all_there_end_in_others() -> None:
    assert fields(a_work(complete=False))["author"] == "Xu, Can and Sun, Qingfeng and others"


def test_suffixes_stand_in_the_middle() -> None:
    names = (Contributor("Stone Jr.", "Carl"), Contributor("Reed III", "Bo"))
    assert fields(a_work(contributors=names))["author"] == "Stone, Jr., Carl and Reed, III, Bo"


def test_a_work_without_people_has_a_word_to_sort_by() -> None:
    assert fields(a_work(contributors=()))["key"] == "WizardLM"
    assert fields(a_work(contributors=(), details=Details(institution="Lamp Lab")))["key"] == "Lamp Lab"


def test_given_keys_are_taken_and_a_work_of_two_keys_comes_twice() -> None:
    works = [a_work(id="w1", keys=(("mine", "Xu:24"), ("mine", "wizard")))]
    text = render(works, ExportOptions(keys=given_keys(works, ["mine"])))
    assert [entry.key for entry in parse_string(text).entries] == ["Xu:24", "wizard"]


def test_letters_stay_letters_in_utf_8() -> None:
    work = a_work(title="Lämp 日本 & Öl", contributors=(Contributor("Ünal", "Ann"),))
    text = render([work], ExportOptions(encoding=Encoding.UTF_8))
    assert r"Lämp 日本 \& Öl" in text
    assert "Ünal, Ann" in text


def test_what_is_unknown_is_left_out() -> None:
    work = a_work(title="", contributors=(), year=None, container=None, identifiers=(), citekey="x")
    assert render([work]) == "@inproceedings{x,\n}\n"


def test_entries_come_in_the_order_of_their_keys() -> None:
    works = [a_work(id=key, citekey=key) for key in ("b", "c", "a")]
    assert render(works) == render(reversed(works))
    assert [entry.key for entry in parse_string(render(works)).entries] == ["a", "b", "c"]


def test_nothing_is_an_empty_file() -> None:
    assert render([]) == ""


TEXT = st.text(
    st.sampled_from(list("\\{}$%@\"'^_#&, =\nabA1é日")) | st.characters(codec="utf-8"), max_size=40
) | (st.sampled_from(["@article{x,", "}\n\n@misc{y,", "$x^{$", r"\input{x}", " and ", '"', "%", "\\", "a\\"]))


@st.composite
def works(draw: Any) -> list[Work]:
    made = [
        a_work(
            id=f"w{number}",
            type=draw(
                st.sampled_from(["paper-conference", "article", "chapter", "article-journal", "dataset"])
            ),
            title=draw(TEXT),
            contributors=tuple(
                draw(st.lists(st.builds(Contributor, TEXT, TEXT, st.just("") | TEXT), max_size=2))
            ),
            container=draw(st.none() | st.builds(Container, st.none() | TEXT, st.none() | TEXT)),
            track=draw(st.none() | TEXT),
            identifiers=tuple(
                draw(st.lists(st.builds(Identifier, st.sampled_from(list(Scheme)), TEXT), max_size=3))
            ),
            notice=draw(st.none() | TEXT),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    keys = assign_citekeys(made, {})
    return [replace(work, citekey=keys[work.id]) for work in made]


@given(works())
def test_any_text_gives_a_file_that_reads_back_entry_by_entry(given_works: list[Work]) -> None:
    text = render(given_works)
    library = parse_string(text)
    assert not library.failed_blocks
    assert len(library.blocks) == len(given_works)
    assert sorted(entry.key for entry in library.entries) == sorted(work.citekey for work in given_works)
    assert text.count("{") == text.count("}")
    assert text == render(given_works[::-1])


@pytest.mark.skipif(shutil.which("bibtex") is None, reason="BibTeX itself is not on this machine")
def test_bibtex_itself_reads_the_file(tmp_path: Path) -> None:
    awkward = a_work(title=r"100% \input{x} {$\pi_0$} }{ @misc{y, “日”", contributors=(Contributor("and"),))
    (tmp_path / "works.bib").write_text(render([awkward]), "utf-8")
    (tmp_path / "works.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{works}\n")
    run = subprocess.run(["bibtex", "works"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "error" not in run.stdout.lower(), run.stdout
