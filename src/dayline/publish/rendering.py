"""Templates to bytes: escaping everywhere, and a policy that lets a page use its own style and nothing else."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dayline.model.review import Artifact

PACKAGE = "dayline.publish"


def page(path: str, template: str, values: Mapping[str, Any], *, styles: tuple[str, ...] = ()) -> Artifact:
    """Return a page at a path; ``styles`` are the style sheets that it carries beside the common one."""
    style = _style(("base.css", *styles))
    text = _environment().get_template(template).render(**values, style=style, policy=policy_of(style))
    return Artifact(path=path, media_type="text/html", content=encoded(text.rstrip() + "\n"))


def fragment(template: str, values: Mapping[str, Any]) -> str:
    """Return a piece of HTML that stands within something else."""
    return _environment().get_template(template).render(**values).strip()


def json_artifact(path: str, form: Mapping[str, Any], *, media_type: str = "application/json") -> Artifact:
    """Return a JSON file; half characters are written as the escapes that JSON has for them."""
    text = json.dumps(form, ensure_ascii=False, indent=1) + "\n"
    return Artifact(path=path, media_type=media_type, content=text.encode("utf-8", "backslashreplace"))


def policy_of(style: str) -> str:
    """Return the content security policy of a page with one inline style sheet."""
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def encoded(text: str) -> bytes:
    """Return a page in UTF-8; half characters, which no encoding has, become question marks."""
    return text.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style(names: tuple[str, ...]) -> Markup:
    """Return style sheets as one, without the spaces at the beginning of lines; they are our own, so not escaped."""
    sheets = (files(PACKAGE).joinpath("templates", name).read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for sheet in sheets for line in sheet.splitlines())
    return Markup("\n".join(line for line in lines if line))
