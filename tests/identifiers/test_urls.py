"""URLs → identifiers: one row per host and form (`links.txt`), and what no URL may do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdgmeta.identifiers.hosts import RULES
from sdgmeta.identifiers.identifier import Identifier, Scheme
from sdgmeta.identifiers.urls import MAX_URL, LinkReading, read_url, trim_url

DOI = "10.1145/3534678.3539087"


def _row(line: str) -> tuple[str, str, str]:
    url, named, style = [*line.split(" | "), ""][:3]
    return url, f"url:{url}" if named == "=" else named, style


URLS = [
    _row(line)
    for line in Path(__file__).with_name("links.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_table_of_links_is_long_enough_to_mean_something() -> None:
    assert len(URLS) >= 350
    assert len({url for url, _, _ in URLS}) == len(URLS)


@pytest.mark.parametrize(("url", "named", "style"), URLS, ids=[row[0] for row in URLS])
def test_a_url_names_what_its_row_says(url: str, named: str, style: str) -> None:
    reading = read_url(url)
    assert (str(reading.identifier), reading.style) == (named, tuple(style.split()))


@pytest.mark.parametrize("url", [row[0] for row in URLS])
def test_the_canonical_url_of_an_identifier_names_that_identifier(url: str) -> None:
    identifier = read_url(url).identifier
    assert read_url(identifier.url).identifier == identifier


@pytest.mark.parametrize(("url", "named", "style"), URLS, ids=[row[0] for row in URLS])
def test_the_canonical_url_itself_has_no_unusual_form(url: str, named: str, style: str) -> None:
    assert not {"pdf", "version", "tracking", "fragment", "trailing"} & set(
        read_url(read_url(url).identifier.url).style
    )


def test_every_scheme_that_has_a_rule_has_a_row() -> None:
    shown = {named.partition(":")[0] for _, named, _ in URLS}
    assert {rule.scheme.value for rule in RULES} <= shown


@pytest.mark.parametrize(
    "behind", [")", "))", ").", ",", ":", ".", ";", "]", "*", "**", '"', "'", "!", "。", "，"]
)
@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2307.15560",
        f"https://doi.org/{DOI}",
        "https://openreview.net/forum?id=KUNzEQMWU7",
        "https://github.com/owner/repo",
        "https://example.org/page",
    ],
)
def test_characters_behind_a_url_are_no_part_of_the_identifier(url: str, behind: str) -> None:
    reading = read_url(url + behind)
    assert reading.identifier == read_url(url).identifier
    assert reading.style == ("trailing",)


@pytest.mark.parametrize(
    ("url", "trimmed"),
    [
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("https://example.org/?", "https://example.org/?"),
        ("https://example.org/what??", "https://example.org/what?"),
        ("...", ""),
        ("", ""),
    ],
)
def test_brackets_that_were_opened_in_a_url_stay(url: str, trimmed: str) -> None:
    assert trim_url(url) == trimmed


@pytest.mark.parametrize(
    "parameter",
    ["utm_source=chat", "utm_medium=x", "fbclid=IwAR", "gclid=1", "ref=list", "spm=a", "noteId=abc"],
)
def test_tracking_parameters_are_told_and_name_nothing(parameter: str) -> None:
    arxiv = read_url(f"https://arxiv.org/abs/2409.18169?{parameter}")
    page = read_url(f"https://example.org/page?{parameter}&id=3")
    assert (str(arxiv.identifier), arxiv.style) == ("arxiv:2409.18169", ("tracking",))
    assert (str(page.identifier), page.style) == ("url:https://example.org/page?id=3", ("tracking",))


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/abs/2413.00099",
        "https://notarxiv.org/abs/2409.18169",
        "https://arxiv.org.example.com/abs/2409.18169",
        "https://openreview.net/group?id=ICLR.cc/2024/Conference",
        "https://aclanthology.org/events/acl-2023/",
        "https://doi.org/not-a-doi",
        "https://proceedings.neurips.cc/paper_files/paper/2023",
        "https://www.nature.com/subjects/machine-learning",
    ],
)
def test_pages_that_are_no_paper_get_no_papers_identifier(url: str) -> None:
    assert read_url(url).identifier == Identifier(Scheme.URL, url)


@pytest.mark.parametrize(
    "url", ["", "http://", "https://[::1", "not a url", "mailto:a@b.c", "#part", "javascript:alert(1)"]
)
def test_what_is_no_web_address_is_kept_as_it_is(url: str) -> None:
    assert read_url(url) == read_url(f" {url} ")
    assert read_url(url).identifier == Identifier(Scheme.URL, url)


def test_a_very_long_url_is_cut() -> None:
    reading = read_url("https://example.org/" + "a" * 100_000)
    assert len(reading.identifier.value) == MAX_URL


# -- what holds for all of them ------------------------------------------------------------------------------------

HOSTS = sorted({host.replace("*.", "any.") for rule in RULES for host in rule.hosts.split()})
QUERIES = ("", "?id=abcdefg", "?abstract_id=3", "?arnumber=007", "#x", "?id=;&", "?%", "?utm_source")
url_like = st.builds(
    "{}{}/{}{}".format,
    st.sampled_from(["https://", "http://", "//", "HTTPS://www.", ""]),
    st.sampled_from(HOSTS),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    | st.from_regex(r"(?:abs|pdf|doi|paper|content)/10\.\d{4}/\S{1,20}", fullmatch=True),
    st.sampled_from(QUERIES),
)
of_the_table = st.sampled_from([url for url, _, _ in URLS if "://" in url])


@given(
    st.text(st.characters(exclude_categories=["Cs"])) | url_like | st.text(alphabet="htps:/.[]()%?&=#;@10a")
)
def test_no_text_breaks_reading(text: str) -> None:
    reading = read_url(text)
    assert isinstance(reading.identifier.url, str)
    assert len(reading.style) == len(set(reading.style))


@given(url_like | st.text(alphabet="htps:/.[]()%?&=#;@10a"))
def test_reading_a_canonical_url_again_changes_nothing(text: str) -> None:
    identifier = read_url(text).identifier
    assert read_url(identifier.url).identifier == identifier


@given(of_the_table, st.text(alphabet=".,:;!'\"*_>~`|”’、。，；：)]}", min_size=1, max_size=5))
def test_no_mark_behind_a_url_becomes_part_of_what_it_names(url: str, behind: str) -> None:
    reading = read_url(url + behind)
    assert reading.identifier == read_url(url).identifier
    assert reading.style[:1] == ("trailing",)


@given(
    of_the_table.filter(lambda url: "#" not in url),
    st.sampled_from(
        ["utm_source=x", "utm_campaign=a%20b", "fbclid=IwAR", "gclid=1", "ref=list", "noteId=ab"]
    ),
)
def test_no_tracking_parameter_changes_what_a_url_names(url: str, parameter: str) -> None:
    tracked = read_url(f"{url}{'&' if '?' in url else '?'}{parameter}")
    assert tracked.identifier == read_url(url).identifier
    assert "tracking" in tracked.style


HAS_A_HOST = re.compile(r"https?://[\w.-]*[a-z][\w.-]*(?:/|$)", re.IGNORECASE)


@given(of_the_table.filter(lambda url: url.count("://") == 1 and HAS_A_HOST.match(url)))
def test_https_www_and_a_slash_at_the_end_change_nothing(url: str) -> None:
    named = read_url(url).identifier
    if named.scheme is Scheme.URL:
        return
    scheme, _, rest = url.partition("://")
    other = "http" if scheme == "https" else "https"
    assert read_url(f"{other}://{rest}").identifier == named
    if not rest.startswith("www.") and "?" not in rest and "#" not in rest:
        assert read_url(f"{scheme}://www.{rest}/").identifier == named


SPELLINGS: dict[Scheme, str] = {
    Scheme.ARXIV: r"(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.[0-9]{4}|(?:1[5-9]|2[0-9])(?:0[1-9]|1[0-2])\.[0-9]{5}",
    Scheme.OPENREVIEW: r"[A-Za-z0-9][\w-]{6,9}[A-Za-z0-9]",
    Scheme.ACL: r"[A-Z][0-9]{2}-[0-9]{4}|20[0-9]{2}\.(?:findings|[a-z]{2,6})-[a-z0-9]{1,6}\.[0-9]{1,3}",
    Scheme.PMLR: r"v[1-9][0-9]{0,2}/[a-z]{2,9}[0-9]{2}[a-z]?",
    Scheme.NEURIPS: r"(?:19[89]|20[012])[0-9]/[0-9a-f]{32}(?:-(?:round1|Datasets_and_Benchmarks(?:_Track)?))?|[0-9]{4}-[a-z]{2,9}(?:-[a-z]{2,9}){0,3}",
    Scheme.ICLR: r"202[4-9]/[0-9a-f]{32}",
    Scheme.CVF: r"(?:CVPR|ICCV|WACV|ACCV|ECCV)20[12][0-9]/[A-Z][a-z]{1,9}_[A-Z][A-Za-z_-]{1,20}_CVPR_2024|(?:CVPR|ICCV|WACV)20[12][0-9]W/w[0-9]{1,2}/[A-Z][a-z]{1,9}_A_CVPRW_2024",
    Scheme.AAAI: r"(?:AAAI|ICWSM|AAAI-SS|aimagazine)/[1-9][0-9]{3,4}",
    Scheme.IJCAI: r"20[12][0-9]/[1-9][0-9]{0,3}",
    Scheme.JMLR: r"v[1-9][0-9]?/(?:[0-9]{2}-[0-9]{3,4}|[a-z]{3,9}[0-9]{2}a)",
    Scheme.USENIX: r"(?:usenixsecurity|osdi|nsdi|atc|fast)[12][0-9]/[a-z]{2,9}(?:-[a-z]{2,9})?|soups20[12][0-9]/[a-z]{2,9}|woot1[0-7]/workshop-program/[a-z]{2,9}",
    Scheme.NDSS: r"(?:ndss20[0-9]{2}/)?ndss-paper/[a-z]{2,9}(?:-[a-z]{2,9}){0,3}",
    Scheme.IEEE: r"[1-9][0-9]{5,7}",
    Scheme.PII: r"S[0-9]{15}[0-9X]",
    Scheme.IACR: r"20[0-9]{2}/[0-9]{3}|20[0-9]{2}/[1-9][0-9]{3}",
    Scheme.HAL: r"(?:hal|inria|tel)-[0-9]{8}",
    Scheme.PMC: r"PMC[1-9][0-9]{5,7}",
    Scheme.PUBMED: r"[1-9][0-9]{4,7}",
    Scheme.JSTOR: r"[1-9][0-9]{4,8}",
    Scheme.VIRTUAL: r"(?:iclr|icml|neurips)\.cc/virtual/20[12][0-9]/poster/[1-9][0-9]{3,5}",
    Scheme.DBLP: r"conf/[a-z]{2,6}/[A-Z][A-Za-z]{1,9}[0-9]{2}",
    Scheme.SEMANTICSCHOLAR: r"[0-9a-f]{40}|CorpusID:[1-9][0-9]{2,8}",
    Scheme.OPENALEX: r"W[1-9][0-9]{6,9}",
    Scheme.GITHUB: r"[a-z]{9}[\w-]{0,6}/[A-Za-z]{1,9}",
    Scheme.HUGGINGFACE: r"(?:datasets/)?[a-z]{9}[a-z0-9-]{0,6}/[A-Za-z][A-Za-z0-9]{0,8}",
}  # fmt: skip


@pytest.mark.parametrize("scheme", [scheme for scheme in Scheme if scheme not in (Scheme.URL, Scheme.DOI)])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_page_of_any_well_formed_identifier_names_it(scheme: Scheme, data: st.DataObject) -> None:
    identifier = Identifier(
        scheme, data.draw(st.from_regex(re.compile(SPELLINGS[scheme], re.ASCII), fullmatch=True))
    )
    assert identifier.url.startswith("https://")
    assert read_url(identifier.url).identifier == identifier


@given(
    st.from_regex(
        r"10\.[0-9]{4,9}/[a-z]{1,9}(?:[.-][a-z]{1,9}[0-9]{1,9}|\([0-9]{2}\)[0-9]){1,3}", fullmatch=True
    )
)
def test_a_doi_survives_the_way_through_its_url(doi: str) -> None:
    identifier = Identifier(Scheme.DOI, doi)
    assert read_url(identifier.url) == read_url(doi) == LinkReading(identifier)
