"""Addresses on the web: which two lead to the same publisher, or to the same article."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

# characters of the longest address that is taken for one: browsers and servers stop at less
LONGEST_ADDRESS = 4_096

# top-level domains of countries under which anybody publishes, and the one that is no ISO 3166 code
_ANYBODYS_DOMAINS = frozenset(
    {
        "ai", "cc", "co", "eu", "fm", "gg", "io", "la", "ly", "me", "nu", "sh", "su", "to", "tv", "vc", "ws",
    }
)  # fmt: skip
_OTHER_CODES = {"uk": "GB"}

_OUTER_LABELS = frozenset({"www", "www2", "feeds", "feed", "rss", "m", "mobile", "amp"})
_SCHEME = re.compile(r"(?i)(?:(?:https?|feed|ftp):/*)+")
_WEB = re.compile(r"(?i)https?://[^\s/?#]")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]+")

# parameters that say how a reader came to the article, not which article it is
_CAMPAIGN = re.compile(
    r"(?i)(?:utm|at|mc|pk|mtm|hsa|stm)_\w+|fbclid|gclid|igshid|msclkid|yclid|cmp|cmpid|ocid|smid|xtor|partner|"
    r"ftag|guccounter|mbid|ncid|soc_src|soc_trk|feedtype|feedname|wt\.mc_id|ns_\w+|from=rss|ref=rss|src=rss"
)
# fragments that name a place in the page; others may be an entry of a live page
_PLACE_IN_PAGE = re.compile(r"(?i)[^=]*=.*|comments?|respond|more-?\d*|top|\d*")

def host_of(address: str) -> str:
    """Return the host of an address in lower case, without port and user; "" where there is none."""
    try:
        host = _split(address).hostname or ""
    except ValueError:
        return ""
    host = host.casefold().rstrip(".")
    return host if _HOST.fullmatch(host) else ""


def country_of(address: str) -> str:
    """Return the ISO 3166 code of the country that an address's domain belongs to; "" where it says none."""
    label = host_of(address).rpartition(".")[2]
    if len(label) != 2 or not label.isascii() or label in _ANYBODYS_DOMAINS:
        return ""
    return _OTHER_CODES.get(label, label.upper())


def bare_host(host: str) -> str:
    """Return a host without the labels that do not tell publishers apart ("www.", "feeds.", "rss.", …)."""
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _OUTER_LABELS:
        labels = labels[1:]
    return ".".join(labels)


def bare_address(address: str) -> str:
    """Return an address without scheme, outer labels, fragment and closing slash; "" where it has no host."""
    host = host_of(address)
    if not host:
        return ""
    rest = _split(address)
    path = rest.path.rstrip("/")
    if bare_host(host) in ("t.me", "telegram.me"):
        host, path = "t.me", re.sub(r"^/s(?=/)", "", path).casefold()
    return bare_host(host) + path + (f"?{rest.query}" if rest.query else "")


def article_address(url: str) -> str:
    """Return an address by which an article is known whatever way led there; "" where it names no article.

    Scheme, outer host labels, closing slash, and what only counts visitors do not matter. The front page of
    a site names no article. A machine of one's own network may have a number, or a name without a domain.
    """
    bare = bare_address(url) or _inside_address(url)
    path = bare.partition("?")[0]
    if "/" not in path and "?" not in bare:
        return ""
    split = _split(url)
    kept = [pair for pair in parse_qsl(split.query, keep_blank_values=True) if not _is_campaign(*pair)]
    query = f"?{urlencode(kept, errors='replace')}" if kept else ""
    entry = "" if _PLACE_IN_PAGE.fullmatch(split.fragment) else split.fragment
    fragment = f"#{quote(entry, safe='', errors='replace')}" if entry else ""
    return path + query + fragment if "/" in path or query else ""


def _inside_address(url: str) -> str:
    """Return machine, port, path and query of a whole address; "" for what is none."""
    if not _WEB.match(url.strip()):
        return ""
    try:
        parts = _split(url)
        machine = parts.hostname
    except ValueError:
        return ""
    place = parts.netloc.rpartition("@")[2].casefold() + parts.path.rstrip("/")
    return place + (f"?{parts.query}" if parts.query else "") if machine else ""


def _split(address: str) -> SplitResult:
    """Return the parts of an address, whatever its scheme; raise ValueError for one that cannot be."""
    if len(address) > LONGEST_ADDRESS:
        raise ValueError("too long for an address")
    return urlsplit("//" + _SCHEME.sub("", address.strip(), count=1))


def _is_campaign(name: str, value: str) -> bool:
    return bool(_CAMPAIGN.fullmatch(name) or _CAMPAIGN.fullmatch(f"{name}={value}"))
