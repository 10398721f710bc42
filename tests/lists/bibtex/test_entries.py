"""BibTeX files as lists: fields as claims with their places, macros, broken entries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lists.reading import parse_list

from sdgmeta.model.entry import Claim, Entry, EntryKind, ListText, ParsedList
from sdgmeta.model.item_type import ItemType


def read(text: str, location: str = "papers.bib") -> ParsedList:
    return parse_list(ListText("papers", text, location, "file", "utf-8", "", ""))


def only(text: str) -> Entry:
    parsed = read(text)
    assert parsed.problems == ()
    (entry,) = parsed.entries
    return entry


def claims(entry: Entry) -> list[Claim]:
    found = (entry.title, entry.date, entry.venue, entry.contributors_claim)
    return [claim for claim in found if claim is not None]


FILE = r"""% Collected papers
@string{acl = "Annual Meeting of the {ACL}"}
@string(iclr = {ICLR})
@comment{not an entry: @article{no, title={No}}}
@preamble{"\newcommand{\x}{y}"}

@inproceedings{wang2023,
  title     = {Self-{I}nstruct: {Aligning} Language Models},
  author    = {Wang, Yizhong and Kordi, Yeganeh and others},
  booktitle = acl # " 2023",
  year      = 2023,
  month     = jul,
  url       = {https://aclanthology.org/2023.acl-long.754},
  doi       = {10.18653/v1/2023.acl-long.754}
}
@ARTICLE{lovelace2024,
  Title   = "A {N}ested {{Deep}} Title for Sch{\"o}lkopf and $x^2$",
  Author  = "Ada Lovelace and {Qwen Team} and van Beethoven, Ludwig",
  Journal = {arXiv preprint arXiv:2401.00001},
  Year    = {2024}, eprint = {2401.00001}, archivePrefix = {arXiv}
}
@inproceedings{third, title = {Two
   Lines}, booktitle = iclr, date = {2024-05-07}}
"""


def test_every_entry_of_a_file_is_read_at_its_line() -> None:
    parsed = read(FILE)
    assert [(entry.line, entry.claimed_title) for entry in parsed.entries] == [
        (7, "Self-Instruct: Aligning Language Models"),
        (16, "A Nested Deep Title for Schölkopf and $x^2$"),
        (22, "Two Lines"),
    ]
    assert parsed.problems == ()


def test_macros_and_concatenation_are_resolved_and_cover_their_whole_expression() -> None:
    first, _, third = read(FILE).entries
    assert first.venue is not None
    assert third.venue is not None
    assert (first.venue.value, first.venue.raw) == ("Annual Meeting of the ACL 2023", 'acl # " 2023"')
    assert (third.venue.value, third.venue.raw) == ("ICLR", "iclr")


def test_names_are_split_at_and_groups_in_braces_stay_whole() -> None:
    first, second, _ = read(FILE).entries
    assert [str(name) for name in first.contributors] == ["Yizhong Wang", "Yeganeh Kordi"]
    assert [str(name) for name in second.contributors] == [
        "Ada Lovelace",
        "Qwen Team",
        "Ludwig van Beethoven",
    ]
    assert second.contributors[1].literal == "Qwen Team"


@pytest.mark.parametrize("others", ["and others", "and et al.", "et al."])
def test_unnamed_others_are_no_contributor(others: str) -> None:
    entry = only(f"@article{{a, title={{One}}, author={{Ada Lovelace {others}}}}}")
    assert [str(name) for name in entry.contributors] == ["Ada Lovelace"]


def test_identifiers_come_from_url_doi_and_eprint() -> None:
    first, second, _ = read(FILE).entries
    assert [str(link.identifier) for link in first.links] == [
        "doi:10.18653/v1/2023.acl-long.754",
        "acl:2023.acl-long.754",
    ]
    assert [(str(link.identifier), link.label) for link in second.links] == [("arxiv:2401.00001", "eprint")]


def test_a_url_stands_in_howpublished_and_note_too() -> None:
    entry = only(
        r"@misc{a, title={One}, howpublished={\url{https://github.com/a/b}}, note={https://example.org/x}}"
    )
    assert [link.url for link in entry.links] == ["https://github.com/a/b", "https://example.org/x"]
    assert entry.venue is None


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ("journal={arXiv preprint arXiv:2401.00001}", ["arxiv:2401.00001"]),
        ("journal={ArXiv}, volume={abs/2401.00001}", ["arxiv:2401.00001"]),
        # what a note names may be another work
        ("note={arXiv: 2401.00001v2 [cs.CL]}", []),
        ("note={A reply to https://arxiv.org/abs/2401.00001 and https://doi.org/10.1145/1.2}", []),
        ("eprint={arXiv:2401.00001v2 [cs.CL]}", ["arxiv:2401.00001"]),
        ('eprint="{2401.00001}", archivePrefix={arXiv}', ["arxiv:2401.00001"]),
        ("eprint={math.GT/0309136}", ["arxiv:math/0309136"]),
        ("eprint={0309136}, archivePrefix={arXiv}, primaryClass={math.GT}", ["arxiv:math/0309136"]),
        ("eprint={2019/123}, eprinttype={iacr}", ["iacr:2019/123"]),
        ("eprint={123456}, eprinttype={jstor}", ["jstor:123456"]),
        ("eprint={quiet}, eprinttype={pubmed}", []),
        (r"doi={10.1007/978-3{\_}9}", ["doi:10.1007/978-3_9"]),
        (
            "url={https://arxiv.org/abs/2401.00001}, doi={10.1145/1.2}",
            ["doi:10.1145/1.2", "arxiv:2401.00001"],
        ),
        ("journal={CoRR}, volume={abs/cs/0112017}, year=2001", ["arxiv:cs/0112017"]),
        ("eprint={arXiv:2401.00001}, journal={arXiv:2401.00001}", ["arxiv:2401.00001"]),
        ("arxivId={2401.00001}, archivePrefix={arXiv}", ["arxiv:2401.00001"]),
        ("eprint={10.2307/123456}, eprinttype={jstor}", []),
        (r"doi={10.1007/978-3-030-58592-1\_9}", ["doi:10.1007/978-3-030-58592-1_9"]),
        (r"url={https://doi.org/10.1007/978-3-030-58592-1\_9}", ["doi:10.1007/978-3-030-58592-1_9"]),
        ("doi={https://doi.org/10.1145/1.2}, url={https://dl.acm.org/doi/10.1145/1.2}", ["doi:10.1145/1.2"]),
        ("doi={doi:10.1145/1.2}", ["doi:10.1145/1.2"]),
        ("doi={DOI 10.1145/1.2}", []),
        ("url={arxiv.org/abs/2401.00001}", ["arxiv:2401.00001"]),
        ("url={not known}", []),
        (r"url={\url{https://example.org/a\_b\%20c}}", ["url:https://example.org/a_b%20c"]),
        ("journal={Journal of arXiv Studies}, volume={12}", []),
        ("openreview={Abc-d_fgh1}", ["openreview:Abc-d_fgh1"]),
        ("openreview={https://openreview.net/forum?id=Abcd1efgh}", ["openreview:Abcd1efgh"]),
        (
            "arxiv={2401.00001}, website={https://a.github.io/b}",
            ["arxiv:2401.00001", "url:https://a.github.io/b"],
        ),
        ("number={arXiv:2401.00001}, publisher={arXiv}", ["arxiv:2401.00001"]),
    ],
)
def test_identifiers_are_found_wherever_bibliographies_put_them(fields: str, names: list[str]) -> None:
    text = f"@article{{a, title={{One}}, {fields}}}"
    entry = only(text)
    assert [str(link.identifier) for link in entry.links] == names
    assert [text[link.span.start : link.span.end] for link in entry.links] == [
        link.url for link in entry.links
    ]


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year=2020", "2020"),
        ("year={2020}, month=jul", "2020-07"),
        ('year="2020", month="July"', "2020-07"),
        ("year=2020, month={07}", "2020-07"),
        ("year=2020, month=7", "2020-07"),
        ('year=2020, month= jul # "~10"', "2020-07-10"),
        ("year=2020, month=jul, day=10", "2020-07-10"),
        ("year=2020, month={May--June}", "2020-05"),
        ("year=2020, month={10 July}", "2020-07-10"),
        ("year=1611", "1611"),
        ("year={1923~}", "1923"),
        ("date={1923~}", "1923"),
        ("date={2015-04?}", "2015-04"),
        ("date={2015-21}", "2015"),
        ("date={2004-05/2005-01}", "2004-05"),
        ("date={199X}", "None"),
        ("year={1998/1999}", "1998"),
        ("year={2001a}", "2001"),
        (r"year={\noop{1999}2001}", "2001"),
        ("year=1066", "None"),
        ("year={0}", "None"),
        ("date={2020-05-07}", "2020-05-07"),
        ("date={2020-05}, year={2019}", "2020-05"),
        ("year={to appear}", "None"),
        ("month=jul", "None"),
    ],
)
def test_year_month_and_date_make_a_partial_date(fields: str, issued: str) -> None:
    assert str(only(f"@article{{a, title={{One}}, {fields}}}").issued) == issued


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "", EntryKind.PAPER),
        ("misc", "", EntryKind.PAPER),
        ("misc", ", url={https://github.com/a/b}", EntryKind.SOFTWARE),
        ("misc", ", url={https://huggingface.co/datasets/a/b}", EntryKind.DATASET),
        ("misc", ", url={https://example.org/post}", EntryKind.WEBPAGE),
        ("misc", ", eprint={2401.00001}", EntryKind.PAPER),
        ("online", ", url={https://example.org/post}", EntryKind.WEBPAGE),
        ("software", "", EntryKind.SOFTWARE),
        ("dataset", "", EntryKind.DATASET),
    ],
)
def test_entry_types_and_links_tell_the_kind(kind: str, fields: str, expected: EntryKind) -> None:
    assert only(f"@{kind}{{a, title={{One}}{fields}}}").kind is expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("PhdThesis", ItemType.THESIS),
        ("book", ItemType.BOOK),
        ("techreport", ItemType.REPORT),
        ("incollection", ItemType.CHAPTER),
        ("misc", None),
        ("somethingelse", None),
    ],
)
def test_an_entry_type_says_what_sort_of_thing_it_is(kind: str, expected: ItemType | None) -> None:
    assert only(f"@{kind}{{a, title={{One}}}}").item_type is expected


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (r"M{\"u}ller and {\'E}t{\'e}", "Müller and Été"),
        (r"50\% of A \& B \_ c -- d", "50% of A & B _ c – d"),
        (r"{The {LLM} ``quoted'' Thing}", "The LLM “quoted” Thing"),
        ("Already “plain” é", "Already “plain” é"),
        (r"Mathematics $\alpha_{1} < x^2$ Stays", r"Mathematics $\alpha_{1} < x^2$ Stays"),
        ("title = year", "title = year"),
        ("About an @article in a Title", "About an @article in a Title"),
    ],
)
def test_latex_becomes_plain_text_and_the_raw_text_stays(raw: str, value: str) -> None:
    entry = only(f"@article{{a, title={{{raw}}}, year=2020}}")
    assert entry.title is not None
    assert (entry.title.value, entry.title.raw) == (value, raw)


def test_braces_protect_quotation_marks_in_a_quoted_field() -> None:
    assert only('@article{a, title = "Quoted {"}inner{"} Title"}').claimed_title == 'Quoted "inner" Title'


def test_of_a_repeated_field_the_first_counts_and_a_repeated_key_is_no_loss() -> None:
    parsed = read("@article{a, title={One}, title={Two}}\n@article{a, title={Three}}\n")
    assert [entry.claimed_title for entry in parsed.entries] == ["One", "Three"]
    (problem,) = parsed.problems
    assert (problem.line, "key that stands at line 1" in problem.message) == (2, True)


def test_broken_entries_are_told_by_their_line_and_lose_no_other() -> None:
    parsed = read(
        "@article{ok1, title={First}}\n"
        "@article{broken, title={Never closed, year={2021}\n"
        "\n"
        "@article{ok2, title={Second}}\n"
        "@article{novalue, title}\n"
        "@article{ok3, title={Third}}\n"
    )
    assert [(entry.line, entry.claimed_title) for entry in parsed.entries] == [
        (1, "First"),
        (4, "Second"),
        (6, "Third"),
    ]
    assert [problem.line for problem in parsed.problems] == [2, 5]
    assert all("broken" in problem.message for problem in parsed.problems)


MENDED = {
    "parentheses": '@article(a, title = "One", year = 2020)',
    "parentheses around parentheses": "@article(a, title = {One}, note = {(x)}, year = 2020\n)",
    "no comma between fields": "@article{a, title={One} year=2020}",
    "no comma at the end of a line": '@article{a, title="One"\n  year={2020}\n  author={A B}\n}',
    "no comma behind a number": "@article{a, year=2020 title={One}}",
    "semicolons": "@article{a, title={One}; year={2020};}",
    "no comma behind the key": "@article{a title={One}, year=2020}",
    "no key": "@article{title={One}, year=2020}",
    "an empty key": "@article{, title={One}, year=2020}",
    "too many commas": "@article{a,, title={One},, year={2020},,}",
    "a comment behind a comma": "@article{a, % words, {more\n title={One}, % x = {y}\n year=2020}",
    "a comment behind a field": "@article{a, title={One}, % words\n % and more\n year=2020}",
    "a field taken out": "@article{a,\n  % words\n  %title={No},\n title={One}, year=2020}",
    "white space in the type": "@ article {a, title={One}, year=2020}",
    "a line break in the type": "@\narticle\n{a, title={One}, year=2020}",
    "a macro defined later": "@article{a, title=one, year=2020}\n@string{one = {One}}",
    "an end never written": "@article{a, title={One}, year=2020\n\n",
    "an end never written after a comma": "@article{a, title={One}, year={2020},\n",
}


@pytest.mark.parametrize("text", MENDED.values(), ids=MENDED.keys())
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_slips_that_have_one_reading_are_read(text: str, newline: str) -> None:
    text = f"{text}\n@article{{b, title={{Two}}}}\n".replace("\n", newline)
    first, second = read(text).entries
    assert (first.claimed_title, str(first.issued), second.claimed_title) == ("One", "2020", "Two")
    assert first.title is not None
    for entry in (first, second):
        assert text[entry.span.start : entry.span.end] == entry.raw
        assert entry.raw.startswith("@")
        for claim in claims(entry):
            assert text[claim.span.start : claim.span.end] == claim.raw


def test_an_entry_without_an_end_is_read_and_told() -> None:
    parsed = read("\n@article{a, title={One}, year=2020\n\n@article{b, title={Two}}")
    assert [entry.claimed_title for entry in parsed.entries] == ["One", "Two"]
    assert [(problem.line, "no end" in problem.message) for problem in parsed.problems] == [(2, True)]


BROKEN_TITLES = {
    "words behind it": "@article{a, title={One} two, year=2020}",
    "a brace too many": "@article{a, title={One} two}, year=2020}",
    "a brace too few": "@article{a, title={One {two}, year=2020}",
    "a quotation mark too few": '@article{a, title="One, year=2020}',
    "no end of the title": "@article{a, title={One, year={2020}\n",
    "another entry inside": "@article{a, title={One\n@article{two} three}, year=2020}",
    "no equals sign": "@article{a, title {One}, year=2020}",
    "no value at all": "@article{a}",
    "words before it": "@article{a, some title={One}, year=2020}",
}


@pytest.mark.parametrize("text", BROKEN_TITLES.values(), ids=BROKEN_TITLES.keys())
def test_a_title_that_could_be_several_is_told_and_not_guessed(text: str) -> None:
    parsed = read(f"@article{{x, title={{Zero}}}}\n{text}\n@article{{b, title={{Two}}}}\n")
    assert [entry.claimed_title for entry in parsed.entries] == ["Zero", "Two"]
    assert parsed.problems[0].line == 2
    assert all("BibTeX" in problem.message for problem in parsed.problems)


def test_a_broken_value_costs_only_its_field() -> None:
    parsed = read("@article{a, title={One},\n journal={X} y, abstract={p} q,\n year=2020}")
    (entry,) = parsed.entries
    assert (entry.claimed_title, entry.venue, str(entry.issued)) == ("One", None, "2020")
    assert [(problem.line, "journal" in problem.message) for problem in parsed.problems] == [(2, True)]


def test_fields_behind_the_end_of_an_entry_are_told() -> None:
    parsed = read("@article{a, title={One}},\n year=2020}\n@article{b, title={Two}}")
    assert [entry.claimed_title for entry in parsed.entries] == ["One", "Two"]
    assert [(problem.line, "behind the end" in problem.message) for problem in parsed.problems] == [(1, True)]


def test_entries_that_a_per_cent_sign_takes_out_are_none() -> None:
    parsed = read("% @article{no, title={No}}\n%@article{no2,\n%  title={No}\n%}\n@article{a, title={One}}")
    assert [(entry.line, entry.claimed_title) for entry in parsed.entries] == [(5, "One")]
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("expression", "title"),
    [
        ('"A "quoted" Word"', 'A "quoted" Word'),
        ("Words without Braces", "Words without Braces"),
        ("one # { and } # one", "One and One"),
        ("unknown", "unknown"),
        ("{mail@example.org @ Home}", "mail@example.org @ Home"),
        ('"mail @ Home"', "mail @ Home"),
        (r"{R\&amp;D &lt; R &amp; D}", "R&D < R & D"),
        ("{An = Sign, and More}", "An = Sign, and More"),
    ],
)
def test_a_value_says_what_is_meant(expression: str, title: str) -> None:
    text = f"@string{{one = {{One}}}}\n@article{{a, title = {expression}, year = 2020}}"
    entry = only(text)
    assert (entry.claimed_title, str(entry.issued)) == (title, "2020")
    assert entry.title is not None
    assert text[entry.title.span.start : entry.title.span.end] == entry.title.raw


def test_a_byte_order_mark_and_old_line_ends_are_no_fault() -> None:
    parsed = read("\ufeff@article{a, title={One}}\r\n@article{b,\r\n title={Two}}")
    assert [(entry.line, entry.claimed_title) for entry in parsed.entries] == [(1, "One"), (2, "Two")]


def test_ten_thousand_entries_and_a_broken_one_are_read() -> None:
    text = "".join(f"@article{{k{n}, title={{Title {n}}}, year=2020}}\n" for n in range(10_000))
    parsed = read(text.replace("k5000,", "k5000, note"))
    assert len(parsed.entries) == 9_999
    assert [problem.line for problem in parsed.problems] == [5001]
    assert parsed.entries[-1].claimed_title == "Title 9999"


@given(st.text(alphabet='@article{}(),="#\\ \n%ti1'))
def test_whatever_stands_between_them_entries_at_the_beginning_of_a_line_are_read(junk: str) -> None:
    titles = [
        entry.claimed_title
        for entry in read(f"@misc{{a, title={{First}}}}\n{junk}\n@misc{{b, title={{Last}}}}\n").entries
    ]
    assert (titles[0], titles[-1]) == ("First", "Last")


def test_text_between_entries_is_ignored() -> None:
    parsed = read("Some words\n@article{a, title={One}} more words\n\n@article{b, title={Two}}\nthe end")
    assert [entry.claimed_title for entry in parsed.entries] == ["One", "Two"]


def test_an_empty_field_is_an_empty_claim_at_its_place_and_a_missing_one_is_none() -> None:
    empty, missing = read("@article{a, title={}, doi={10.1145/1.2}}\n@article{b, doi={10.1145/1.3}}").entries
    assert empty.title is not None
    assert (empty.title.value, empty.title.span.start) == ("", 19)
    assert missing.title is None


def test_an_entry_without_title_is_told_and_is_one_only_where_it_links() -> None:
    parsed = read(
        "@article{a, title={}, year={2020}}\n\n@article{b, doi={10.1145/1.3}}\n@xdata{c, year=2020}"
    )
    assert [entry.key for entry in parsed.entries] == ["b"]
    assert [(problem.line, problem.message[-2:]) for problem in parsed.problems] == [(1, " a"), (3, " b")]


def test_strings_that_are_made_of_themselves_are_told() -> None:
    text = (
        '@string{a = b # "x"}\n@string{b = a}\n@string{c = "one"}\n@string{d = c # a}\n@article{e, title = d}'
    )
    parsed = read(text)
    assert [problem.line for problem in parsed.problems] == [1, 2]
    assert len(parsed.entries) == 1


def test_title_and_subtitle_are_one_at_the_titles_place() -> None:
    entry = only("@article{a, title={Quiet Names}, subtitle={A Survey}, year=2020}")
    assert entry.title is not None
    assert (entry.title.value, entry.title.raw) == ("Quiet Names: A Survey", "Quiet Names")


def test_the_year_is_one_of_the_files_time() -> None:
    def issued(year: int) -> str:
        text = ListText(
            "a",
            f"@article{{a, title={{One}}, year={year}}}",
            "a.bib",
            "file",
            "utf-8",
            "",
            "2026-11-29T12:00:00",
        )
        return str(parse_list(text).entries[0].issued)

    assert [issued(year) for year in (2026, 2028, 2029)] == ["2026", "2028", "None"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_claim_and_link_stands_where_it_says(newline: str) -> None:
    text = FILE.replace("\n", newline)
    for entry in read(text).entries:
        assert text[entry.span.start : entry.span.end] == entry.raw
        assert text[: entry.span.start].count("\n") + 1 == entry.line
        for claim in claims(entry):
            assert text[claim.span.start : claim.span.end] == claim.raw
        for link in entry.links:
            assert text[link.span.start : link.span.end] == link.url


def test_mangled_fields_are_repaired_but_not_their_raw_text() -> None:
    entry = only("@article{a, title={AlizÃ©e â€“ One}, author={AlizÃ©e Pace}, year=2020}")
    assert entry.title is not None
    assert (entry.title.value, entry.title.raw) == ("Alizée – One", "AlizÃ©e â€“ One")
    assert [name.given for name in entry.contributors] == ["Alizée"]


@pytest.mark.parametrize("location", ["papers.bib", "https://example.org/Papers.BIB?raw=1", "stdin", "a.txt"])
def test_a_file_is_bibtex_by_its_name_or_its_beginning(location: str) -> None:
    parsed = read("% words\n\n@article{a, title={One}}", location)
    assert [entry.claimed_title for entry in parsed.entries] == ["One"]


def test_a_bib_file_without_entries_is_an_empty_list() -> None:
    assert read("- [Some Title](https://arxiv.org/abs/2401.00001)", "papers.bib").entries == ()


def test_a_markdown_list_that_quotes_bibtex_is_markdown() -> None:
    text = "# Papers\n- [Some Title](https://arxiv.org/abs/2401.00001)\n```\n@article{a, title={One}}\n```\n"
    assert [entry.claimed_title for entry in read(text, "README.md").entries] == ["Some Title"]


HOSTILE = {
    "nested braces": "@article{a, title={" + "{" * 100_000 + "}" * 100_000 + "}}",
    "entries never closed": "@article{" * 30_000,
    "macros that double": '@string{a="xxxxxxxxxx"}' + "@string{a = a # a}" * 60 + "@article{k, title=a}",
    "one long field": "@article{k, title={" + "x" * 3_000_000 + "}}",
    "endless concatenation": "@article{k, title=" + "{x} # " * 100_000 + "{y}}",
    "at signs": "@" * 200_000,
    "comments": "%\n" * 100_000 + "@article{a, title={x}}",
    "many names": "@article{k, author={" + "A B and " * 60_000 + "C D}, title={t}}",
    "accents": "@article{k, title={" + '\\"{u}' * 100_000 + "}}",
}


@pytest.mark.timeout(100)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_read_to_their_end(text: str) -> None:
    """At sizes at which anything quadratic would run into the time-out; benchmarks/hostile.py measures."""
    assert len(read(text).entries) <= 1


@given(st.text() | st.text(alphabet='@article{}(),="#\\ \n%title1'))
def test_no_text_breaks_reading_and_spans_hold(text: str) -> None:
    for entry in read("@article{a, title={" + text).entries + read(text).entries:
        for claim in claims(entry):
            assert len(claim.raw) == claim.span.end - claim.span.start


def test_an_entry_keeps_its_key_type_and_fields_as_written() -> None:
    (entry,) = read(
        "@PhDThesis{Bell:01, author = {Bell, Ann and others}, title = {On {W}icks}, school = uni, editor={Cole, Bo},}"
        '@string{uni = "U. of Wick"}'
    ).entries
    assert (entry.key, entry.type, entry.complete) == ("Bell:01", "phdthesis", False)
    assert dict(entry.fields)["title"] == "On {W}icks"
    assert dict(entry.fields)["school"] == "U. of Wick"
    assert entry.details.institution == "U. of Wick"
    assert [str(name) for name in entry.editors] == ["Bo Cole"]


def test_a_subtitle_belongs_to_the_title() -> None:
    assert (
        only("@book{k, title = {Why Wicks?}, subtitle = {A History}}").claimed_title == "Why Wicks? A History"
    )


def test_an_entry_that_says_nothing_is_told_and_is_none() -> None:
    parsed = read("@misc{k, author = {}, title = {}, year = {}}\n@misc{l, title = {Wicks}}")
    assert [entry.key for entry in parsed.entries] == ["l"]
    assert "has no title" in parsed.problems[0].message
