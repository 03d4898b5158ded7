"""What a batch run did, on one page: pages by verdict, what was removed, the spam and who plants it.

``gather`` counts, ``data`` gives the counts as plain data, ``page`` shows them: ``sections`` with pictures
from ``charts``.
"""

from .data import report_to_dict
from .gather import Report, gather
from .page import report_html

__all__ = ["Report", "gather", "report_html", "report_to_dict"]
