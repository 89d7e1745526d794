"""Which addresses of the network may be asked: public ones, whatever form they come in.

The lists are ours. Python 3.11's `ipaddress` calls 64:ff9b::7f00:1 (loopback behind NAT64), 2002:7f00:1:: (loopback in
6to4), fec0::1 and 224.0.0.1 global. Source: IANA special-purpose address registries for IPv4 and IPv6, RFC 6890.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NEVER_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT; cloud metadata lives here too
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local; cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")  # all that was ever given out; loopback, link-, site- and unique-local lie outside
_NEVER_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments; Teredo, which hides an IPv4 address of its own
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_EMBEDDING = (  # networks whose addresses carry an IPv4 address, and how many bits stand after it
    (IPv6Network("::/96"), 0),  # compatible
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("::ffff:0:0:0/96"), 0),  # translated
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("64:ff9b:1::/48"), 0),  # NAT64, local
    (IPv6Network("2002::/16"), 80),  # 6to4
)
_ISATAP = 0x5EFE  # RFC 5214: the interface part of an address is 0000:5efe and an IPv4 address


def is_public(address: str) -> bool:
    """Tell whether an address is one of the public network; what hides another address is judged by that one."""
    try:
        found = ip_address(address)
    except ValueError:  # a scope (fe80::1%eth0), or no address
        return False
    return _public_4(found) if isinstance(found, IPv4Address) else _public_6(found)


def _public_4(address: IPv4Address) -> bool:
    return not any(address in network for network in _NEVER_4)


def _public_6(address: IPv6Address) -> bool:
    if address.scope_id:
        return False
    for network, bits in _EMBEDDING:
        if address in network:
            return _public_4(_embedded(address, bits))
    if int(address) >> 32 & 0xFCFFFFFF == _ISATAP and not _public_4(_embedded(address, 0)):
        return False
    return address in _GLOBAL_6 and not any(address in network for network in _NEVER_6)


def _embedded(address: IPv6Address, bits: int) -> IPv4Address:
    return IPv4Address(int(address) >> bits & 0xFFFFFFFF)
