"""Words whose capital is part of the word, wherever it stands: proper names and the adjectives made
of them.

What lives here: the table, for titles in title case, in which every word has a capital. What does
not: names that their own form shows (`latex`: "WizardLM", "GPT-4"), words that a person's file
protects.
"""

from __future__ import annotations

_LANGUAGES = """
    Afrikaans Albanian Amharic Arabic Armenian Basque Bengali Bosnian Bulgarian Cantonese Catalan
    Chinese Croatian Czech Danish Dutch English Estonian Farsi Finnish French Galician Georgian
    German Greek Gujarati Hausa Hebrew Hindi Hungarian Icelandic Igbo Indonesian Irish Italian
    Japanese Kannada Kazakh Korean Kurdish Latvian Lithuanian Malay Malayalam Maltese Mandarin
    Marathi Mongolian Nepali Norwegian Persian Portuguese Punjabi Romanian Russian Sanskrit Serbian
    Sinhala Slovak Slovenian Somali Spanish Swahili Swedish Tagalog Tamil Telugu Thai Tibetan
    Turkish Ukrainian Urdu Uyghur Uzbek Vietnamese Yoruba Zulu
"""
_PLACES = """
    Africa African America American Americas Antarctic Antarctica Arctic Asia Asian Australia
    Australian Austria Austrian Belgian Belgium Brazil Brazilian Britain British Canada Canadian
    Caribbean China Colombia Denmark Egypt Egyptian England Ethiopia Europe European Finland France
    Germany Ghana Greece India Indian Indonesia Iran Iranian Iraq Ireland Israel Israeli Italy Japan
    Kenya Kenyan Korea Mediterranean Mexican Mexico Netherlands Nigeria Nigerian Norway Pacific
    Pakistan Poland Portugal Russia Scandinavian Scotland Scottish Singapore Spain Sweden Swiss
    Switzerland Taiwan Uganda Ukraine Vietnam Wales Wikipedia
"""
_PEOPLE = """
    Bayes Bayesian Banach Bernoulli Bessel Boltzmann Boolean Bregman Brownian Cartesian Cauchy
    Chebyshev Cholesky Darwinian Dirac Dirichlet Einstein Euclidean Euler Eulerian Fermat Feynman
    Fibonacci Fourier Fréchet Freudian Frobenius Galerkin Galois Gauss Gaussian Gibbs Gödel Gumbel
    Hadamard Hamiltonian Hausdorff Hawkes Hebbian Hermite Hermitian Hessian Hilbert Hölder Hopfield
    Jacobian Kalman Kantian Kolmogorov Krylov Kullback Lagrange Lagrangian Langevin Laplace
    Laplacian Lebesgue Legendre Leibler Levenshtein Lipschitz Lorentz Lyapunov Mahalanobis Marxist
    Markov Markovian Minkowski Monte Carlo Nesterov Newtonian Neumann Nyström Parkinson Pareto
    Parseval Pavlovian Platonic Poincaré Poisson Rademacher Rawlsian Rényi Riemann Riemannian
    Schrödinger Shapley Sinkhorn Sobolev Socratic Tikhonov Turing Viterbi Voronoi Wasserstein
    Weibull Zipf Alzheimer
"""
_THINGS = """
    Android Bluetooth Bitcoin Cobol Erlang Ethereum Facebook Fortran Github Google Haskell Instagram
    Java Kotlin Kubernetes Linux Matlab Minecraft Perl Prolog Python Reddit Solidity Twitter Unix
    Verilog Wikidata Islamic Jewish Muslim Bible Quran Covid January February July September October
    November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Venus Jupiter Saturn
"""
_PROPER = frozenset(f"{_LANGUAGES} {_PLACES} {_PEOPLE} {_THINGS}".split())
"""Names that are everyday words as often (Rust, Polish, April) are left out: in a title in title
case their capital says nothing."""


def is_proper(word: str) -> bool:
    """Is the word, or each part of it that hyphens join, a proper name: "English", "Franco-German",
    "Bayes's"?"""
    parts = word.replace("’", "'").removesuffix("'s").split("-")
    return any(part in _PROPER for part in parts)
