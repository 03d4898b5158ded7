"""Campaigns: the advertisements of a whole run, by the product they push and the wording they use.

``lines`` takes one planted line apart, ``novel`` finds names and phrases that the lexicon lacks, ``gather``
goes over the rows of a run and counts, ``rows`` writes what is new as a file for ``--lexicon``, ``shown``
makes a table or plain data of it all.
"""

from .gather import Campaign, Campaigns, Template, find_campaigns
from .novel import NewTerm
from .rows import lexicon_toml
from .shown import campaigns_table, campaigns_to_dict

__all__ = [
    "Campaign", "Campaigns", "NewTerm", "Template", "campaigns_table", "campaigns_to_dict", "find_campaigns",
    "lexicon_toml",
]  # fmt: skip
