"""The names that lists are read with: all of the table's, everyday words apart."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sdgmeta.venues.table import VenueTable
from sdgmeta.venues.words import phrase


def joined(name: str) -> str:
    return " ".join(phrase(name))


def test_every_name_of_every_row_is_offered(venues: VenueTable) -> None:
    names = venues.names()
    offered = names.plain | names.dated
    rows = venues.series.values()
    assert [row.key for row in rows for name in (row.short, *row.names) if joined(name) not in offered] == []


def test_every_short_name_is_read_by_the_table(venues: VenueTable) -> None:
    """A workshop of the table that has hosts is read as a workshop of its host."""
    hosted = {key: f"{row.hosts[0]}-workshops" for key, row in venues.series.items() if row.hosts}
    rows = venues.series.values()
    assert [
        row.key for row in rows if venues.read(row.short).series not in (row.key, hosted.get(row.key))
    ] == []


def test_no_name_is_both_plain_and_dated(venues: VenueTable) -> None:
    names = venues.names()
    assert names.plain & names.dated == frozenset()


@pytest.mark.parametrize(
    "name", ["LoG", "RAID", "ALT", "FAST", "Neural Networks", "Cell", "Medium", "OpenAI"]
)
def test_an_everyday_word_needs_a_year(venues: VenueTable, name: str) -> None:
    assert joined(name) in venues.names().dated


@pytest.mark.parametrize(
    "name",
    [
        "NeurIPS",
        "RA-L",
        "RAL",
        "Nature",
        "Science",
        "Findings",
        "International Conference on Learning Representations",
    ],
)
def test_other_names_are_venues_by_themselves(venues: VenueTable, name: str) -> None:
    assert joined(name) in venues.names().plain


def test_words_are_the_names_of_one_word(venues: VenueTable) -> None:
    names = venues.names()
    assert "iclr" in names.plain_words
    assert "raid" in names.dated_words
    assert all(re.fullmatch(r"\w+", name) for name in names.plain_words | names.dated_words)


def test_an_everyday_name_that_the_row_does_not_have_is_refused(venue_data: dict[str, Any]) -> None:
    rows = {"foo": {"short": "FOO", "everyday": ["BAR"]}}
    with pytest.raises(ValueError, match="row foo: the everyday name 'BAR'"):
        VenueTable.from_data({**venue_data, "conference": rows})


# The names that the readers of lists had in a table of their own before the venue table gave them.
FORMERLY_IN_LISTS = """acl emnlp naacl eacl aacl coling lrec conll tacl semeval neurips nips iclr icml aistats uai
colt colm tmlr jmlr dmlr corl rss icra iros ral cvpr iccv eccv wacv bmvc accv siggraph tog tpami ijcv tip aaai ijcai
ecai jair kdd www cikm wsdm sigir recsys icdm icde vldb sigmod pakdd dasfaa tkde tois tist chi uist cscw iui icse
fse ase issta tosem ccs ndss usenix oakland interspeech icassp taslp miccai midl isbi tmi nature science pnas arxiv
biorxiv medrxiv openreview preprint corr findings workshop workshops ijcnlp inlg sigdial facct aies mlsys osdi nsdi
asplos dac iccad gecco automl cidr edbt pods ppopp isca hpca pldi popl oopsla sosp eurosys sensys mobicom sigcomm
icdcs acmmm icmr icme ismar 3dv ijrr thri hri wmt iwslt ecml collas""".split()


def test_no_name_that_lists_once_knew_is_lost(venues: VenueTable) -> None:
    names = venues.names()
    assert set(FORMERLY_IN_LISTS) - names.plain - names.dated == set()
