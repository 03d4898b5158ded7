"""Tells addresses of the public internet from those that only look like it from the inside."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

__all__ = ["refusal"]

_SHARED = IPv4Network("100.64.0.0/10")
_NAT64 = IPv6Network("64:ff9b::/96")
_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = IPv6Network("::/96")
_TEREDO = IPv6Network("2001::/32")
_SITE_LOCAL = IPv6Network("fec0::/10")
_ISATAP = (0x00005EFE, 0x02005EFE)
"""Interface numbers whose last 32 bits are an IPv4 address."""


def refusal(address: str) -> str | None:
    """Why an IP address is not one of the public internet, in a word or two; ``None`` if it is.

    An IPv4 address inside an IPv6 one counts like itself: packets to the one may well reach the other.

    >>> refusal("93.184.216.34"), refusal("10.0.0.1"), refusal("::ffff:127.0.0.1")
    (None, 'private', 'loopback')

    Raises:
        ValueError: for what is no IP address.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        inside = _inside(ip)
        if inside is not None:
            return _refusal(inside) or (None if _wraps_publicly(ip) else "reserved")
        if ip in _LOCAL_NAT64 or ip in _SITE_LOCAL:
            return "private"
        if ip in _TEREDO:
            return "tunnelled"
    return _refusal(ip)


def _refusal(ip: IPv4Address | IPv6Address) -> str | None:
    if isinstance(ip, IPv4Address) and ip in _SHARED:
        return "shared by a provider's customers"
    kinds = (
        (ip.is_unspecified, "unspecified"),
        (ip.is_loopback, "loopback"),
        (ip.is_link_local, "link-local"),
        (ip.is_multicast, "multicast"),
        (ip.is_reserved, "reserved"),
        (ip.is_private, "private"),
        (not ip.is_global, "not public"),
    )
    return next((kind for holds, kind in kinds if holds), None)


def _inside(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for or is tunnelled to."""
    found = ip.ipv4_mapped or ip.sixtofour
    if found is not None:
        return found
    number = int(ip)
    embedded = ip in _NAT64 or (ip in _COMPATIBLE and number > 1) or (number >> 32) & 0xFFFFFFFF in _ISATAP
    return IPv4Address(number & 0xFFFFFFFF) if embedded else None


def _wraps_publicly(ip: IPv6Address) -> bool:
    """Whether an IPv6 address with a public IPv4 address inside is in use on the internet."""
    return ip.ipv4_mapped is not None or ip.sixtofour is not None or ip in _NAT64
