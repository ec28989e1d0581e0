"""Templates to bytes: escaping everywhere, and a policy that lets a page use its own style and nothing else."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dayline.model.review import Artifact

PACKAGE = "dayline.publish"

# What stands in quotes, else a sign of a style sheet with the spaces around it. Those before a colon part selectors.
_SPACES = re.compile(r'("[^"]*")|(?: (?=\{|\}))?([{};,]|:(?= ))(?: (?!\())?')


def page(
    path: str, template: str, values: Mapping[str, Any], *, styles: tuple[str, ...] = (), has_script: bool = False
) -> Artifact:
    """Return a page at a path; ``styles`` are the style sheets that it carries beside the common one."""
    style = _style(("base.css", *styles))
    policy = policy_of(style, has_script=has_script)
    text = _environment().get_template(template).render(**values, style=style, policy=policy)
    return Artifact(path=path, media_type="text/html", content=encoded(text.rstrip() + "\n"))


def fragment(template: str, values: Mapping[str, Any]) -> str:
    """Return a piece of HTML that stands within something else."""
    return _environment().get_template(template).render(**values).strip()


def json_artifact(path: str, form: object, *, media_type: str = "application/json") -> Artifact:
    """Return a JSON file; half characters are written as the escapes that JSON has for them."""
    text = _compact(form) + "\n"
    return Artifact(path=path, media_type=media_type, content=text.encode("utf-8", "backslashreplace"))


def json_object(path: str, form: Mapping[str, object], *, media_type: str = "application/json") -> Artifact:
    """Return a JSON file of an object: a line for each of its fields, and for each value of those that are lists."""
    fields = (f"{_compact(name)}: {_spread(value)}" for name, value in form.items())
    text = "{\n" + ",\n".join(fields) + "\n}\n"
    return Artifact(path=path, media_type=media_type, content=text.encode("utf-8", "backslashreplace"))


def json_lines(rows: Iterable[object]) -> str:
    """Return a JSON list with a line for each of its values."""
    return "[\n" + ",\n".join(map(_compact, rows)) + "\n]"


def _spread(value: object) -> str:
    return json_lines(value) if isinstance(value, list) and value else _compact(value)


# one encoder for all: json.dumps makes one for each call that is not of its default form
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def style_of(*names: str) -> Markup:
    """Return style sheets as one."""
    return _style(names)


@cache
def policy_of(style: str, *, has_script: bool = False) -> str:
    """Return the content security policy of a page with one inline style sheet.

    One that has a script may load the site's own, and what that asks of the site.
    """
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    script = "script-src 'self'; connect-src 'self'; " if has_script else ""
    return f"default-src 'none'; style-src 'sha256-{digest}'; {script}base-uri 'none'; form-action 'none'"


def own_file(path: str, name: str, *, media_type: str) -> Artifact:
    """Return a file of the package's own as it is."""
    return Artifact(
        path=path, media_type=media_type, content=files(PACKAGE).joinpath("templates", name).read_bytes()
    )


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
        auto_reload=False,
    )


@cache
def _style(names: tuple[str, ...]) -> Markup:
    """Return style sheets as one, without the spaces that mean nothing; they are our own, so not escaped."""
    sheets = (files(PACKAGE).joinpath("templates", name).read_text(encoding="utf-8") for name in names)
    lines = (line.strip() for sheet in sheets for line in sheet.splitlines())
    return Markup("\n".join(_SPACES.sub(r"\1\2", line) for line in lines if line))
