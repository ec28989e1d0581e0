"""What is written as headlines are: without articles, without a verb, or to ask and explain."""

import re
from functools import lru_cache

from dayline.compose.style import Style
from dayline.compose.wording import outside_quotes


@lru_cache(maxsize=16)
def _pattern(style: Style, key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in style.table.get("telegrams", {}).get(key, ())) or "(?!)")


def lacks_article(text: str, style: Style) -> bool:
    """Tell whether a sentence has in its own voice a noun of one thing without its article ("hit drama theatre")."""
    return _pattern(style, "bare_noun").search(outside_quotes(text)) is not None


def is_elliptic(headline: str, style: Style) -> bool:
    """Tell whether a headline leaves out more than a sentence among others can."""
    return _pattern(style, "elliptic").search(headline) is not None


def explains(headline: str, style: Style) -> bool:
    """Tell whether a headline asks, or explains what was news before."""
    return _pattern(style, "explainer").search(headline) is not None
