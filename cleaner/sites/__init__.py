"""What no single page can know: blocks that stand on many pages of the same site.

``profile`` holds what was learned, ``repeated`` says which blocks of one article it takes out. How it is
learned, from many pages in bounded memory, is the business of ``cleaner.corpus.sites``.
"""

from ..reading.addresses import site_of
from .profile import SiteProfile, SiteProfileError, SiteProfiles, fingerprint

__all__ = [
    "SiteProfile",
    "SiteProfileError",
    "SiteProfiles",
    "fingerprint",
    "site_of",
]
