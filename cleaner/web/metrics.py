"""What the server counts, in the text format of Prometheus."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping

__all__ = ["CONTENT_TYPE", "Metrics"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of the histograms, in seconds."""

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counters and histograms of one server; label values come from short fixed lists only.

    Args:
        gauges: name to (help, function that gives the present value).
    """

    def __init__(self, gauges: Mapping[str, tuple[str, Callable[[], float]]]) -> None:
        self._gauges = gauges
        self._requests: defaultdict[Labels, int] = defaultdict(int)
        self._seconds: defaultdict[Labels, _Histogram] = defaultdict(_Histogram)
        self._verdicts: defaultdict[Labels, int] = defaultdict(int)
        self._cleaning = _Histogram()

    def request(self, method: str, path: str, status: int, seconds: float) -> None:
        """Counts an answered request."""
        self._requests[("method", method), ("path", path), ("status", str(status))] += 1
        self._seconds[(("path", path),)].add(seconds)

    def cleaned(self, verdict: str, seconds: float) -> None:
        """Counts a cleaned page; ``seconds`` from the moment that it was ready to be cleaned."""
        self._verdicts[(("verdict", verdict),)] += 1
        self._cleaning.add(seconds)

    def text(self) -> str:
        """Everything, as Prometheus reads it."""
        lines = _head("cleaner_requests_total", "counter", "Requests answered.")
        lines += [
            f"cleaner_requests_total{_braces(labels)} {n}" for labels, n in sorted(self._requests.items())
        ]
        lines += _head("cleaner_request_seconds", "histogram", "Seconds from a request to its answer.")
        for labels, histogram in sorted(self._seconds.items(), key=lambda item: item[0]):
            lines += histogram.lines("cleaner_request_seconds", labels)
        lines += _head("cleaner_verdicts_total", "counter", "Pages cleaned, by what they turned out to be.")
        lines += [
            f"cleaner_verdicts_total{_braces(labels)} {n}" for labels, n in sorted(self._verdicts.items())
        ]
        lines += _head("cleaner_clean_seconds", "histogram", "Seconds to clean a page, with the wait for it.")
        lines += self._cleaning.lines("cleaner_clean_seconds", ())
        for name, (help_text, value) in self._gauges.items():
            kind = "counter" if name.endswith("_total") else "gauge"
            lines += [*_head(name, kind, help_text), f"{name} {value():g}"]
        return "\n".join(lines) + "\n"


class _Histogram:
    def __init__(self) -> None:
        self._counts = [0] * (len(_BOUNDS) + 1)
        self._sum = 0.0

    def add(self, seconds: float) -> None:
        self._counts[bisect_left(_BOUNDS, seconds)] += 1
        self._sum += seconds

    def lines(self, name: str, labels: Labels) -> list[str]:
        found, total = [], 0
        for bound, count in zip((*map(str, _BOUNDS), "+Inf"), self._counts, strict=True):
            total += count
            found.append(f"{name}_bucket{_braces((*labels, ('le', bound)))} {total}")
        rest = _braces(labels)
        return [*found, f"{name}_sum{rest} {self._sum:.6f}", f"{name}_count{rest} {total}"]


def _head(name: str, kind: str, help_text: str) -> list[str]:
    return [f"# HELP {name} {help_text}", f"# TYPE {name} {kind}"]


def _braces(labels: Labels) -> str:
    if not labels:
        return ""
    inside = ",".join(f'{name}="{value}"' for name, value in labels)
    return f"{{{inside}}}"
