"""Stage 7: from the day's ranked stories and their annotations to the digest."""

from dayline.compose.assemble import compose
from dayline.compose.material import Material

__all__ = ["VERSION", "Material", "compose"]

VERSION = "9"
