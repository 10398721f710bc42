"""The vocabulary of labels: what "Accepted at:", a column "会议" or a link called "code" announces.

One table for all that reads labels: lines of items, fields, headers of columns, labels of links
(lists), and what a link's label says of it (`matching`). What lives here: the table and the
questions about one label. What does not: where in a text a label stands (`lists.fields`), reading
what it announces. How to add a label: write it into the row of its role; the tests then ask for it
in an item, a field and a column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache


class LabelRole(StrEnum):
    """What a label announces.

    `imprint` is venue and date together; `paper` are the paper's own pages and files, `resource` is
    what stands beside it (code, data, slides); `notes` are words about the paper that claim nothing
    of where, when or by whom.
    """

    TITLE = "title"
    CONTRIBUTORS = "contributors"
    VENUE = "venue"
    DATE = "date"
    IMPRINT = "venue and date"
    PAPER = "paper"
    RESOURCE = "resource"
    NOTES = "notes"


LINKS = frozenset({LabelRole.PAPER, LabelRole.RESOURCE})
"""Roles whose values are links."""

_EXACT, _USUAL, _LIKELY, _WEAK, _LINK_ONLY = 4, 3, 2, 1, 0
"""How well a label fits as a column's header; the last ones are labels of links and of nothing
else."""

_ROWS: tuple[tuple[LabelRole, int, str], ...] = (
    (
        LabelRole.TITLE,
        _EXACT,
        "title|titles|paper title|article title|title of paper|paper name|论文标题|标题|题目|论文题目|论文名称|论文名|文章标题|論文標題|標題|題目|"
        "タイトル|論文タイトル|論文名|題名|表題|제목|논문 제목|논문명|titel|titre|título|título del artículo",
    ),
    (
        LabelRole.TITLE,
        _USUAL,
        "paper|papers|publication|publications|article|articles|survey|work|works|论文|論文|文章|논문|artikel|aufsatz|"
        "veröffentlichung|artículo|publicación",
    ),
    (LabelRole.TITLE, _LIKELY, "name|names|resource|resources|reference|references|entry|item|project"),
    (
        LabelRole.TITLE,
        _WEAK,
        "method|methods|model|models|dataset|datasets|tool|tools|approach|benchmark|framework",
    ),
    (
        LabelRole.CONTRIBUTORS,
        _USUAL,
        "author|authors|contributor|contributors|writer|writers|written by|作者|作者列表|著者|著者名|筆者|執筆者|저자|저자명|지은이|글쓴이|"
        "autor|autoren|autorin|autorinnen|verfasser|auteur|auteurs|autrice|autrices|autora|autores|autoras",
    ),
    (LabelRole.CONTRIBUTORS, _LIKELY, "by"),
    (
        LabelRole.VENUE,
        _USUAL,
        "venue|venues|venue name|publication venue|conference|conferences|conference name|conf|journal|journals|journal name|event|"
        "publisher|published in|published at|published by|presented at|accepted|accepted at|accepted by|accepted to|accepted in|"
        "accepted for|appeared in|appeared at|appears in|to appear in|to appear at|to appear|booktitle|book title|proceedings|pub|"
        "source|where|会议|會議|会议名称|期刊|期刊名称|来源|來源|发表于|發表於|发表会议|发表期刊|收录于|出处|刊物|学会|学会名|会議|会議名|国際会議|"
        "論文誌|雑誌|掲載誌|掲載先|発表先|出典|学会 会議|학회|학회명|학술지|학술대회|컨퍼런스|저널|게재지|게재처|출처|konferenz|tagung|tagungsband|"
        "zeitschrift|fachzeitschrift|erschienen in|erschienen bei|veröffentlicht in|veröffentlicht bei|angenommen bei|quelle|verlag|"
        "conférence|revue|publié dans|publié à|paru dans|accepté à|présenté à|éditeur|conferencia|congreso|revista|publicado en|"
        "aceptado en|presentado en|editorial",
    ),
    (LabelRole.VENUE, _WEAK, "publication|publications|发表|發表|veröffentlichung|publicación"),
    (
        LabelRole.DATE,
        _USUAL,
        "year|years|date|dates|time|month|published|published on|published date|publication date|publication year|date published|"
        "publish date|pub date|pub year|release|released|release date|release time|released on|submitted|submission date|年份|年|"
        "日期|时间|時間|发表时间|發表時間|发布时间|发表日期|发布日期|发表年份|出版时间|出版日期|出版年份|発行年|発表年|出版年|刊行年|年月|年度|日付|"
        "公開日|発表日|出版日|投稿日|掲載年|연도|년도|날짜|일자|발행일|발행연도|출판일|출판연도|게재일|게재연도|발표일|발표연도|jahr|datum|monat|"
        "erscheinungsjahr|erscheinungsdatum|veröffentlicht|veröffentlicht am|veröffentlichungsdatum|veröffentlichungsjahr|année|"
        "mois|date de publication|date de parution|année de publication|publié le|año|fecha|mes|fecha de publicación|"
        "año de publicación|publicado|publicado el",
    ),
    (
        LabelRole.IMPRINT,
        _EXACT,
        "publication info|publication information|pub info|发表信息|出版信息|掲載情報|書誌情報|게재 정보",
    ),
    (
        LabelRole.PAPER,
        _USUAL,
        "paper link|paper links|paper url|pdf|pdf link|arxiv|arxiv link|openreview|doi|url|urls|link|links|full text|download|论文链接|"
        "论文地址|原文|原文链接|链接|下载|下载链接|下载地址|論文連結|連結|論文リンク|原論文|リンク|本文|논문 링크|링크|원문|verweis|volltext|lien|"
        "liens|texte intégral|enlace|enlaces|texto completo",
    ),
    (LabelRole.PAPER, _LIKELY, "paper|papers|论文|論文|논문"),
    (
        LabelRole.RESOURCE,
        _USUAL,
        "code|codes|code link|source code|official code|open source|implementation|github|repo|repository|project|project page|"
        "project website|homepage|website|webpage|web page|page|demo|video|videos|slides|poster|talk|blog|blog post|weights|"
        "checkpoint|checkpoints|resources|supplement|supplementary|supplementary material|appendix|hugging face|huggingface|代码|"
        "代码链接|代码地址|开源代码|开源地址|源码|项目|项目主页|项目地址|主页|官网|数据集|数据|视频|博客|解读|中文解读|代碼|程式碼|專案|資料集|コード|"
        "ソースコード|実装|公式実装|プロジェクト|プロジェクトページ|データセット|スライド|動画|資料|ブログ|解説|코드|소스 코드|구현|프로젝트|프로젝트 페이지|"
        "데이터셋|슬라이드|발표자료|영상|블로그|데모|홈페이지|깃허브|리뷰|quellcode|quelltext|projekt|projektseite|webseite|datensatz|datensätze|"
        "folien|projet|page du projet|code source|données|jeu de données|diapositives|vidéo|site web|démo|código|código fuente|"
        "proyecto|página del proyecto|sitio web|datos|conjunto de datos|diapositivas|vídeo",
    ),
    (LabelRole.RESOURCE, _LIKELY, "data|dataset|datasets|model|models|resource"),
    (LabelRole.RESOURCE, _LINK_ONLY, "related|related work|related paper|follow up|follow ups|survey"),
    (
        LabelRole.NOTES,
        _USUAL,
        "abstract|affiliation|affiliations|citation|citations|comment|comments|contribution|contributions|description|highlight|"
        "highlights|institution|institutions|key|key idea|keyword|keywords|note|notes|remark|remarks|researcher|researchers|summary|"
        "tag|tags|task|tasks|tldr|tl;dr|takeaway|takeaways|why this matters|摘要|简介|關鍵詞|关键词|关键字|备注|備註|说明|评论|机构|单位|总结|"
        "概述|贡献|标签|任务|亮点|动机|概要|要約|要旨|キーワード|備考|コメント|メモ|所属|説明|タスク|요약|초록|키워드|설명|비고|메모|소속|태그|"
        "zusammenfassung|kurzfassung|schlagwörter|schlagworte|stichwörter|stichworte|bemerkung|bemerkungen|anmerkung|anmerkungen|"
        "notiz|notizen|kommentar|kommentare|beschreibung|résumé|mots clés|remarque|remarques|commentaire|commentaires|resumen|"
        "palabras clave|nota|notas|comentario|comentarios|descripción",
    ),
)

_ADDED = (
    "official unofficial pytorch tensorflow jax abstract citation tweet twitter x thread colab notebook docs doc documentation gitlab git abs "
    "html bibtex bib cite web site home youtube bilibili slide post material materials supp face hf modelscope space spaces acl "
    "anthology semantic scholar google springer ieee acm nature elsevier kaggle benchmark leaderboard version full preprint "
    "published extended reference here media news review reviews playground api magazine journal conference article "
    "proceedings 开源 知乎 zhihu readme wandb explained summary note notes tutorial and the"
)
"""Words that labels of links have beside those of the table: "Code (PyTorch)", "official
implementation"."""

_SEPARATOR = re.compile(r"\s*(?:[/&+,|·・、()（）]|\b(?:and|und|et|y)\b)\s*")
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
"""Of Latin letters; the marks of Japanese syllables make other ones."""
_LONGEST = 60
_MOST_WORDS = 4
"""Words of the longest label in the table; of two labels together twice as many."""


def label_key(label: str) -> str:
    """The words of a label as the table has them: small letters, no accents, no signs ("TL;DR" is
    "tl dr")."""
    folded = label.casefold()
    if not folded.isascii():
        marked = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", folded))
        folded = unicodedata.normalize("NFC", _ACCENTS.sub("", marked))
    return " ".join(_WORD.findall(folded))


def _rows_by_label() -> dict[str, tuple[tuple[LabelRole, int], ...]]:
    known: dict[str, tuple[tuple[LabelRole, int], ...]] = {}
    for role, fit, words in _ROWS:
        for label in words.split("|"):
            given = known.setdefault(label_key(label), ())
            if role not in {other for other, _ in given}:
                known[label_key(label)] = (*given, (role, fit))
    return known


_ROLES = _rows_by_label()

LABELS: tuple[tuple[str, LabelRole, int], ...] = tuple(
    (label, role, fit) for role, fit, words in _ROWS for label in words.split("|")
)
"""Every label as it is written, its role, and how well it fits as a column's header (0: labels of
links only)."""


def _link_words() -> Iterable[str]:
    yield from _ADDED.split()
    for label, roles in _ROLES.items():
        if any(role in LINKS and fit > _LINK_ONLY for role, fit in roles):
            yield from label.split()


LINK_WORDS = frozenset(_link_words())
"""Words, folded as in `label_key`, that labels of a paper's links consist of: "paper", "Code
(PyTorch)"."""


@lru_cache(maxsize=1024)
def column_roles(header: str) -> tuple[tuple[LabelRole, int], ...]:
    """What a column of that header may hold, with how well it fits (4 exactly, 1 hardly); () where
    nobody knows.

    Several labels in one header count together: "Venue & Year" is an imprint, "Conference/Journal"
    a venue.
    """
    if len(header) > _LONGEST:
        return ()
    known = _known(header)
    return tuple((role, fit) for role, fit in known if fit > _LINK_ONLY) if known else _joined(header)


def role_of(label: str) -> LabelRole | None:
    """What a label announces in running text ("Accepted at: …"); None for unknown ones.

    Words for kinds of things ("Method", "Survey") announce titles only above a column: in text they
    may be the beginning of one.
    """
    roles = column_roles(label)
    usual = [(fit, role) for role, fit in roles if role is not LabelRole.TITLE or fit == _EXACT]
    return max(usual, key=lambda pair: pair[0])[1] if usual else None


def may_name_title(label: str) -> bool:
    """True for a label behind which the title itself may stand: "Title: …", "Paper: …"."""
    roles = dict(column_roles(label))
    return roles.get(LabelRole.TITLE) == _EXACT or {LabelRole.TITLE, LabelRole.PAPER} <= roles.keys()


def leads_beside(label: str) -> bool:
    """True for a link's label that announces something beside the paper: "code", "project page",
    "related work"."""
    words = label_key(label).split()
    return any(
        role is LabelRole.RESOURCE
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + _MOST_WORDS) + 1)
        for role, _ in _known(" ".join(words[start:end]))
    )


def _known(label: str) -> tuple[tuple[LabelRole, int], ...]:
    key = label_key(label)
    return _ROLES.get(key) or _ROLES.get(key.removesuffix("s")) or ()


def _joined(header: str) -> tuple[tuple[LabelRole, int], ...]:
    """What several labels in one are together; () where one of them is unknown, or they are of
    other kinds."""
    parts = [part for part in _SEPARATOR.split(header.casefold()) if part]
    if len(parts) < 2:
        parts = label_key(header).split()
    if not 2 <= len(parts) <= _MOST_WORDS:
        return ()
    known = [dict(_known(part)) for part in parts]
    if all(LINKS & roles.keys() for roles in known):
        titled = any(LabelRole.TITLE in roles for roles in known)
        paper = any(LabelRole.PAPER in roles for roles in known)
        links = (LabelRole.PAPER if paper else LabelRole.RESOURCE, _USUAL)
        return ((LabelRole.TITLE, _LIKELY), links) if titled and paper else (links,)
    imprint = {role for roles in known for role in (LabelRole.VENUE, LabelRole.DATE) if role in roles}
    if not all({LabelRole.VENUE, LabelRole.DATE} & roles.keys() for roles in known):
        return ()
    return ((LabelRole.IMPRINT, _EXACT),) if len(imprint) == 2 else ((imprint.pop(), _USUAL),)
