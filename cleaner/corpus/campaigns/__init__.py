"""Campaigns: the advertisements of a whole run, by the product they push and the wording they use.

``lines`` takes one planted line apart, ``novel`` finds names and phrases that the lexicon lacks, ``gather``
goes over the rows of a run and counts, ``rows`` writes what is new as a file for ``--lexicon``.
"""

from .gather import Campaign, Campaigns, Template, find_campaigns
from .novel import NewTerm
from .rows import lexicon_toml

__all__ = ["Campaign", "Campaigns", "NewTerm", "Template", "find_campaigns", "lexicon_toml"]
