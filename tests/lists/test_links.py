"""URLs → identifiers: one row per host and form, and what no URL may do.

`URLS` is the table: a URL, the identifier it names, the words for what is unusual about its form.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgmeta.lists.hosts import RULES
from sdgmeta.lists.links import MAX_URL, LinkReading, read_url, trim_url
from sdgmeta.model.identifier import Identifier, Scheme

HASH = "ed3fea9033a80fea1376299fa7863f4a"
DOI = "10.1145/3534678.3539087"

URLS: tuple[tuple[str, str, str], ...] = (
    # arXiv and those who carry its ids
    ("https://arxiv.org/abs/2409.18169", "arxiv:2409.18169", ""),
    ("https://www.arxiv.org/abs/2409.18169", "arxiv:2409.18169", ""),
    ("https://ArXiv.org/abs/2409.18169/", "arxiv:2409.18169", ""),
    ("https://arxiv.org//abs/2409.18169", "arxiv:2409.18169", ""),
    ("https://arxiv.org/abs/2409.18169v3", "arxiv:2409.18169", "version"),
    ("http://arxiv.org/abs/cs/0601001", "arxiv:cs/0601001", "http"),
    ("https://arxiv.org/abs/math.GT/0309136", "arxiv:math/0309136", ""),
    ("https://arxiv.org/pdf/2409.18169", "arxiv:2409.18169", "pdf"),
    ("https://arxiv.org/pdf/2409.18169v2.pdf", "arxiv:2409.18169", "pdf version"),
    ("https://arxiv.org/pdf/2409.18169.pdf#page=3", "arxiv:2409.18169", "pdf fragment"),
    ("https://arxiv.org/html/2409.18169v1", "arxiv:2409.18169", "pdf version"),
    ("https://arxiv.org/format/2409.18169", "arxiv:2409.18169", "pdf"),
    ("https://www.alphaxiv.org/abs/2409.18169", "arxiv:2409.18169", "mirror"),
    ("https://alphaxiv.org/overview/2409.18169v1", "arxiv:2409.18169", "mirror version"),
    ("https://ar5iv.org/abs/2409.18169", "arxiv:2409.18169", "mirror"),
    ("https://ar5iv.labs.arxiv.org/html/2409.18169", "arxiv:2409.18169", "mirror"),
    ("https://huggingface.co/papers/2409.18169", "arxiv:2409.18169", "mirror"),
    ("https://hf.co/papers/2409.18169", "arxiv:2409.18169", "mirror"),
    ("https://www.semanticscholar.org/arxiv/2409.18169", "arxiv:2409.18169", "mirror"),
    ("https://api.semanticscholar.org/arXiv:2409.18169", "arxiv:2409.18169", "mirror"),
    ("https://export.arxiv.org/abs/2409.18169", "arxiv:2409.18169", "mirror"),
    ("https://export.arxiv.org/pdf/2409.18169", "arxiv:2409.18169", "mirror pdf"),
    ("https://xxx.lanl.gov/abs/cs/0601001", "arxiv:cs/0601001", "mirror"),
    ("https://papers.cool/arxiv/2409.18169", "arxiv:2409.18169", "mirror"),
    # DOIs, bare and inside publishers' addresses
    (f"https://doi.org/{DOI}", f"doi:{DOI}", ""),
    (f"https://dx.doi.org/{DOI}", f"doi:{DOI}", ""),
    ("https://doi.org/10.1109/CVPR52733.2024.00705", "doi:10.1109/cvpr52733.2024.00705", ""),
    ("https://doi.org/10.48550/arXiv.2307.00099", "arxiv:2307.00099", ""),
    ("https://doi.org/10.1016/s0140-6736(20)30183-5", "doi:10.1016/s0140-6736(20)30183-5", ""),
    ("https://doi.org/10.1016%2Fj.neunet.2023.01.001", "doi:10.1016/j.neunet.2023.01.001", ""),
    (f"https://dl.acm.org/doi/{DOI}", f"doi:{DOI}", ""),
    (f"https://dl.acm.org/doi/abs/{DOI}", f"doi:{DOI}", ""),
    (f"https://dl.acm.org/doi/pdf/{DOI}", f"doi:{DOI}", "pdf"),
    (f"https://dl.acm.org/doi/fullHtml/{DOI}", f"doi:{DOI}", ""),
    ("https://link.springer.com/article/10.1007/s10994-023-06367-0", "doi:10.1007/s10994-023-06367-0", ""),
    (
        "https://link.springer.com/chapter/10.1007/978-3-031-19778-9_9",
        "doi:10.1007/978-3-031-19778-9_9",
        "",
    ),
    (
        "https://link.springer.com/content/pdf/10.1007/s10994-023-06367-0.pdf",
        "doi:10.1007/s10994-023-06367-0",
        "pdf",
    ),
    ("https://www.nature.com/articles/s41586-024-07566-y", "doi:10.1038/s41586-024-07566-y", ""),
    ("https://www.nature.com/articles/s41586-024-07566-y.pdf", "doi:10.1038/s41586-024-07566-y", "pdf"),
    ("https://www.pnas.org/doi/10.1073/pnas.2305016120", "doi:10.1073/pnas.2305016120", ""),
    ("https://www.pnas.org/doi/full/10.1073/pnas.2305016120", "doi:10.1073/pnas.2305016120", ""),
    ("https://www.science.org/doi/10.1126/science.abq1158", "doi:10.1126/science.abq1158", ""),
    ("https://www.science.org/doi/pdf/10.1126/science.abq1158", "doi:10.1126/science.abq1158", "pdf"),
    ("https://onlinelibrary.wiley.com/doi/10.1002/widm.1513", "doi:10.1002/widm.1513", ""),
    ("https://onlinelibrary.wiley.com/doi/epdf/10.1002/widm.1513", "doi:10.1002/widm.1513", "pdf"),
    ("https://rss.onlinelibrary.wiley.com/doi/full/10.1111/rssa.12345", "doi:10.1111/rssa.12345", ""),
    (
        "https://www.tandfonline.com/doi/full/10.1080/01621459.2023.2187815",
        "doi:10.1080/01621459.2023.2187815",
        "",
    ),
    ("https://journals.sagepub.com/doi/10.1177/02783649241227559", "doi:10.1177/02783649241227559", ""),
    ("https://academic.oup.com/bib/article/doi/10.1093/bib/bbac409/6713511", "doi:10.1093/bib/bbac409", ""),
    (
        "https://direct.mit.edu/tacl/article/doi/10.1162/tacl_a_00632/119276",
        "doi:10.1162/tacl_a_00632",
        "",
    ),
    (
        "https://www.biorxiv.org/content/10.1101/2023.01.01.522404v1.full.pdf",
        "doi:10.1101/2023.01.01.522404",
        "",
    ),
    (
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456",
        "doi:10.1371/journal.pone.0123456",
        "",
    ),
    ("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4519201", "doi:10.2139/ssrn.4519201", ""),
    ("https://zenodo.org/record/123456", "doi:10.5281/zenodo.123456", ""),
    # publishers' own ids
    ("https://ieeexplore.ieee.org/document/9879104", "ieee:9879104", ""),
    ("https://ieeexplore.ieee.org/abstract/document/9879104/", "ieee:9879104", ""),
    ("https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=9879104", "ieee:9879104", "pdf"),
    ("https://www.sciencedirect.com/science/article/pii/S0893608023001234", "pii:S0893608023001234", ""),
    (
        "https://www.sciencedirect.com/science/article/abs/pii/S0893608023001234?via%3Dihub",
        "pii:S0893608023001234",
        "",
    ),
    (
        "https://www.sciencedirect.com/science/article/pii/S0893608023001234/pdfft?md5=a",
        "pii:S0893608023001234",
        "pdf",
    ),
    # OpenReview
    ("https://openreview.net/forum?id=KUNzEQMWU7", "openreview:KUNzEQMWU7", ""),
    ("https://openreview.net/forum?id=KUNzEQMWU7#discussion", "openreview:KUNzEQMWU7", "fragment"),
    ("https://openreview.net/forum?id=KUNzEQMWU7&noteId=abcdef", "openreview:KUNzEQMWU7", "tracking"),
    ("https://openreview.net/forum?id=KUNzEQMWU7&referrer=%5Bthe%5D", "openreview:KUNzEQMWU7", "tracking"),
    ("https://openreview.net/forum?noteId=abcdef&id=KUNzEQMWU7", "openreview:KUNzEQMWU7", "tracking"),
    ("https://openreview.net/pdf?id=KUNzEQMWU7", "openreview:KUNzEQMWU7", "pdf"),
    (
        "https://openreview.net/attachment?id=KUNzEQMWU7&name=supplementary_material",
        "openreview:KUNzEQMWU7",
        "pdf",
    ),
    ("https://openreview.net/references/pdf?id=KUNzEQMWU7", "openreview:KUNzEQMWU7", "pdf"),
    # ACL Anthology
    ("https://aclanthology.org/2023.acl-long.754/", "acl:2023.acl-long.754", ""),
    ("https://aclanthology.org/2023.acl-long.754.pdf", "acl:2023.acl-long.754", "pdf"),
    ("https://aclanthology.org/2023.acl-long.754v2.pdf", "acl:2023.acl-long.754", "pdf version"),
    ("https://aclanthology.org/2023.findings-acl.1", "acl:2023.findings-acl.1", ""),
    ("https://aclanthology.org/2023.acl-long.754.bib", "acl:2023.acl-long.754", ""),
    ("https://aclanthology.org/P18-1001/", "acl:P18-1001", ""),
    ("https://www.aclweb.org/anthology/P18-1001.pdf", "acl:P18-1001", "pdf"),
    ("https://aclweb.org/anthology/papers/P/P18/P18-1001/", "acl:P18-1001", ""),
    # PMLR
    ("https://proceedings.mlr.press/v162/struppek22a.html", "pmlr:v162/struppek22a", ""),
    ("https://proceedings.mlr.press/v162/struppek22a", "pmlr:v162/struppek22a", ""),
    ("http://proceedings.mlr.press/v162/struppek22a.html", "pmlr:v162/struppek22a", "http"),
    ("https://proceedings.mlr.press/v162/struppek22a/struppek22a.pdf", "pmlr:v162/struppek22a", "pdf"),
    (
        "https://raw.githubusercontent.com/mlresearch/v235/main/assets/abc24a/abc24a.pdf",
        "pmlr:v235/abc24a",
        "pdf",
    ),
    # NeurIPS and ICLR
    (f"https://proceedings.neurips.cc/paper/2020/hash/{HASH}-Abstract.html", f"neurips:2020/{HASH}", ""),
    (
        f"https://proceedings.neurips.cc/paper_files/paper/2023/hash/{HASH}-Abstract-Conference.html",
        f"neurips:2023/{HASH}",
        "",
    ),
    (
        f"https://proceedings.neurips.cc/paper_files/paper/2023/file/{HASH}-Paper-Conference.pdf",
        f"neurips:2023/{HASH}",
        "pdf",
    ),
    (
        f"https://proceedings.neurips.cc/paper_files/paper/2023/hash/{HASH}-Abstract-Datasets_and_Benchmarks.html",
        f"neurips:2023/{HASH}",
        "",
    ),
    (
        f"https://datasets-benchmarks-proceedings.neurips.cc/paper/2021/hash/{HASH}-Abstract-round2.html",
        f"neurips:2021/{HASH}",
        "",
    ),
    (f"https://papers.nips.cc/paper/2020/hash/{HASH}-Abstract.html", f"neurips:2020/{HASH}", ""),
    ("https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf", "neurips:7181", "pdf"),
    (
        f"https://proceedings.iclr.cc/paper_files/paper/2024/hash/{HASH}-Abstract-Conference.html",
        f"iclr:2024/{HASH}",
        "",
    ),
    (
        f"https://proceedings.iclr.cc/paper_files/paper/2024/file/{HASH}-Paper-Conference.pdf",
        f"iclr:2024/{HASH}",
        "pdf",
    ),
    # CVF
    (
        "https://openaccess.thecvf.com/content_CVPR_2020/html/He_Momentum_CVPR_2020_paper.html",
        "cvf:CVPR2020/He_Momentum_CVPR_2020",
        "",
    ),
    (
        "https://openaccess.thecvf.com/content_CVPR_2020/papers/He_Momentum_CVPR_2020_paper.pdf",
        "cvf:CVPR2020/He_Momentum_CVPR_2020",
        "pdf",
    ),
    (
        "https://openaccess.thecvf.com/content/CVPR2024/html/Li_A_B_CVPR_2024_paper.html",
        "cvf:CVPR2024/Li_A_B_CVPR_2024",
        "",
    ),
    (
        "https://openaccess.thecvf.com/content/WACV2023/papers/Li_A_B_WACV_2023_paper.pdf",
        "cvf:WACV2023/Li_A_B_WACV_2023",
        "pdf",
    ),
    (
        "https://openaccess.thecvf.com/content/ICCV2023/html/Li_A_B_ICCV_2023_paper.html",
        "cvf:ICCV2023/Li_A_B_ICCV_2023",
        "",
    ),
    (
        "https://openaccess.thecvf.com/content/CVPR2024W/SyntaGen/html/Li_A_B_CVPRW_2024_paper.html",
        "cvf:CVPR2024W/Li_A_B_CVPRW_2024",
        "",
    ),
    (
        "https://openaccess.thecvf.com/content_cvpr_2018_workshops/w14/html/Li_A_B_CVPR_2018_paper.html",
        "cvf:CVPR2018W/Li_A_B_CVPR_2018",
        "",
    ),
    (
        "https://openaccess.thecvf.com/content_iccv_2015/html/Li_A_B_ICCV_2015_paper.html",
        "cvf:ICCV2015/Li_A_B_ICCV_2015",
        "",
    ),
    # AAAI, IJCAI, JMLR, USENIX, NDSS
    ("https://ojs.aaai.org/index.php/AAAI/article/view/29722", "aaai:AAAI/29722", ""),
    ("https://ojs.aaai.org/index.php/AAAI/article/view/29722/31246", "aaai:AAAI/29722", ""),
    ("https://ojs.aaai.org/index.php/AAAI/article/download/29722/31246", "aaai:AAAI/29722", "pdf"),
    ("https://aaai.org/ojs/index.php/AAAI/article/view/3910", "aaai:AAAI/3910", ""),
    ("https://www.ijcai.org/proceedings/2021/327", "ijcai:2021/327", ""),
    ("https://www.ijcai.org/proceedings/2021/0327.pdf", "ijcai:2021/327", "pdf"),
    ("https://www.jmlr.org/papers/v21/20-074.html", "jmlr:v21/20-074", ""),
    ("https://jmlr.org/papers/volume21/20-074/20-074.pdf", "jmlr:v21/20-074", "pdf"),
    (
        "https://www.usenix.org/conference/usenixsecurity21/presentation/carlini-extracting",
        "usenix:usenixsecurity21/carlini-extracting",
        "",
    ),
    (
        "https://www.usenix.org/system/files/sec21-carlini-extracting.pdf",
        "usenix:sec21/carlini-extracting",
        "pdf",
    ),
    ("https://www.ndss-symposium.org/ndss-paper/some-paper/", "ndss:ndss-paper/some-paper", ""),
    (
        "https://www.ndss-symposium.org/ndss2021/ndss-paper/some-paper/",
        "ndss:ndss2021/ndss-paper/some-paper",
        "",
    ),
    # virtual sites of conferences
    ("https://iclr.cc/virtual/2024/poster/18901", "virtual:iclr.cc/virtual/2024/poster/18901", ""),
    ("https://icml.cc/virtual/2023/poster/24321", "virtual:icml.cc/virtual/2023/poster/24321", ""),
    ("https://neurips.cc/virtual/2023/poster/70123", "virtual:neurips.cc/virtual/2023/poster/70123", ""),
    # indexes, code, data
    ("https://dblp.org/rec/conf/acl/WangKMLSKH23.html", "dblp:conf/acl/WangKMLSKH23", ""),
    (
        f"https://www.semanticscholar.org/paper/Some-Title/{HASH}12345678",
        f"semanticscholar:{HASH}12345678",
        "",
    ),
    ("https://openalex.org/W2741809807", "openalex:W2741809807", ""),
    ("https://github.com/owner/repo", "github:owner/repo", ""),
    ("https://github.com/owner/repo.git", "github:owner/repo", ""),
    ("https://github.com/owner/repo/tree/main", "github:owner/repo", ""),
    ("https://github.com/owner/repo/blob/main/README.md", "github:owner/repo", ""),
    ("https://github.com/owner/repo/tree/main/src/x", "github:owner/repo/tree/main/src/x", ""),
    ("https://github.com/owner/repo#readme", "github:owner/repo", "fragment"),
    ("https://huggingface.co/datasets/owner/data", "huggingface:datasets/owner/data", ""),
    ("https://huggingface.co/datasets/owner/data/tree/main", "huggingface:datasets/owner/data", ""),
    ("https://huggingface.co/owner/model", "huggingface:owner/model", ""),
    ("https://huggingface.co/blog/some-post", "huggingface:blog/some-post", ""),
    # pages that name nothing else
    (
        "https://scholar.google.com/scholar?q=self+instruct",
        "url:https://scholar.google.com/scholar?q=self+instruct",
        "search",
    ),
    ("https://Blog.example.org/Post?id=3", "url:https://blog.example.org/Post?id=3", ""),
    ("https://blog.example.org/post?id=3#part", "url:https://blog.example.org/post?id=3", "fragment"),
    ("http://blog.example.org/", "url:http://blog.example.org", "http"),
    # identifiers without an address, addresses without a scheme
    (DOI, f"doi:{DOI}", ""),
    (f"doi:{DOI}", f"doi:{DOI}", ""),
    ("arXiv:2409.18169", "arxiv:2409.18169", ""),
    ("2409.18169v2", "arxiv:2409.18169", ""),
    ("arxiv.org/abs/2409.18169", "arxiv:2409.18169", ""),
    ("//arxiv.org/abs/2409.18169", "arxiv:2409.18169", ""),
)

NO_PAGE = frozenset({Scheme.CVF, Scheme.USENIX})
"""Schemes whose ids do not tell their page's address (of NeurIPS, the ids from 2022 on do not either)."""


@pytest.mark.parametrize(("url", "named", "style"), URLS, ids=[row[0] for row in URLS])
def test_a_url_names_what_its_row_says(url: str, named: str, style: str) -> None:
    reading = read_url(url)
    assert (str(reading.identifier), reading.style) == (named, tuple(style.split()))


@pytest.mark.parametrize("url", [row[0] for row in URLS])
def test_the_canonical_url_of_an_identifier_names_that_identifier(url: str) -> None:
    identifier = read_url(url).identifier
    if identifier.scheme in NO_PAGE or (identifier.scheme is Scheme.NEURIPS and "://" not in identifier.url):
        return
    assert read_url(identifier.url).identifier == identifier


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
    st.text(max_size=60) | st.from_regex(r"(?:abs|pdf|doi|paper|content)/10\.\d{4}/\S{1,20}", fullmatch=True),
    st.sampled_from(QUERIES),
)


@given(st.text() | url_like | st.text(alphabet="htps:/.[]()%?&=#;@10a"))
def test_no_text_breaks_reading(text: str) -> None:
    reading = read_url(text)
    assert isinstance(reading.identifier.url, str)
    assert len(reading.style) == len(set(reading.style))


@given(
    st.from_regex(
        r"10\.[0-9]{4,9}/[a-z]{1,9}(?:[.-][a-z]{1,9}[0-9]{1,9}|\([0-9]{2}\)[0-9]){1,3}", fullmatch=True
    )
)
def test_a_doi_survives_the_way_through_its_url(doi: str) -> None:
    identifier = Identifier(Scheme.DOI, doi)
    assert read_url(identifier.url) == read_url(doi) == LinkReading(identifier)
