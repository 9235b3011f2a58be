"""Keeps requests on the public network, unless the base URL itself names a private address."""

import ipaddress
import socket

import httpx

from etl.crawl.site import Site


class PrivateAddressError(httpx.RequestError):
    """The site's name leads to an address that is not public."""


def check_host(site: Site) -> str:
    """Return why the site must not be asked: its name leads to a private address; empty where it may be."""
    if _is_private_by_name(site):
        return ""
    try:
        found = {entry[4][0] for entry in socket.getaddrinfo(site.host, site.port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        return f"{site.host}: no such host, or no network ({getattr(error, 'strerror', None) or error})"
    private = sorted(str(address) for address in found if not ipaddress.ip_address(address).is_global)
    return f"{site.host}: leads to the private address {private[0]}" if private else ""


def check_peer(response: httpx.Response, site: Site) -> None:
    """Raise PrivateAddressError where the answer came from a private address after all."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream else None
    if peer and not _is_private_by_name(site) and not ipaddress.ip_address(peer[0]).is_global:
        raise PrivateAddressError(f"{site.host} led to the private address {peer[0]}", request=response.request)


def _is_private_by_name(site: Site) -> bool:
    try:
        return not ipaddress.ip_address(site.host).is_global
    except ValueError:
        return site.host == "localhost"
