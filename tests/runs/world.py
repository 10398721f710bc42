"""A small world: a list of nine papers, and services that know twelve facts about them.

What lives here: the list and its facts. What does not: serving them (`tests/replica`), asking for them.
"""

from __future__ import annotations

from tests.replica.library import Library, read_library

KNOWN = {
    "2310.02255": "its publication is at OpenReview",
    "KUNzEQMWU7": "",
    "2307.07487": "its publication is at Crossref",
    "10.1109/ICCV51070.2023.01531": "",
    "2203.01925": "found by title, at arXiv and then at Crossref",
    "10.1109/CVPR52688.2022.01462": "",
    "2212.10560": "its link goes to the Anthology",
    "2023.acl-long.754": "",
    "Vf6RDObyEF": "in OpenReview's new API",
    "mSAKhLYLSsl": "in OpenReview's old API",
    "10.1109/CVPR52733.2024.00705": "at Crossref",
    "VHva3d836i": "by this DOI only OpenAlex knows it",
}
"""Identifiers of the facts that this small world has, and why."""

PAPERS = """\
# Papers

- [MathVista: Evaluating Mathematical Reasoning of Foundation Models in Visual Contexts](https://arxiv.org/abs/2310.02255), NeurIPS 2023
- [DreamTeacher: Pretraining Image Backbones with Deep Generative Models](https://arxiv.org/abs/2307.07487), arXiv 2023
- Label-Only Model Inversion Attacks via Boundary Repulsion, 2022
- [Self-Instruct: Aligning Language Models with Self-Generated Instructions](https://aclanthology.org/2023.acl-long.754/), arXiv 2022
- [CREAM: Consistency Regularized Self-Rewarding Language Models](https://openreview.net/forum?id=Vf6RDObyEF), arXiv 2024
- [Dataset Condensation with Gradient Matching](https://openreview.net/forum?id=mSAKhLYLSsl), NeurIPS 2020
- [Scaling Laws of Synthetic Images for Model Training ... for Now](https://doi.org/10.1109/CVPR52733.2024.00705), ICCV 2023
- [WizardArena: Post-training Large Language Models via Simulated Offline Chatbot Arena](https://doi.org/10.52202/079017-3543), 2023
- A Paper That No Source Has Ever Heard Of, ICML 2021
"""


def small_library() -> Library:
    """The embedded facts that the small world has."""
    known = {identifier.lower() for identifier in KNOWN}
    facts = read_library().facts
    return Library([fact for fact in facts if any(value.lower() in known for _, value in fact.identifiers)])
