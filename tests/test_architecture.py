"""The architecture as it stands: the table of stages, the purity of the pure, the contracts of imports."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from dayline import errors
from dayline.model import claims, crisis, digest, document, entities, review, source, story
from dayline.pipeline.stages import STAGES, version_of, versions

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dayline"
MODEL = (claims, crisis, digest, document, entities, review, source, story)

PURE = ("model", "text", "clean", "dedupe.py", "annotate", "actors", "cluster", "rank", "compose", "review.py")
FORBIDDEN_MODULES = frozenset(
    {"sqlite3", "sqlalchemy", "socket", "http", "urllib.request", "smtplib", "subprocess", "logging", "os", "time",
     "random", "secrets", "tempfile", "shutil", "glob", "threading", "multiprocessing", "asyncio", "requests", "httpx"}
)  # fmt: skip
FORBIDDEN_CALLS = frozenset({"open", "exec", "eval", "input", "print", "__import__"})
FORBIDDEN_METHODS = frozenset(
    {"now", "utcnow", "today", "read_text", "read_bytes", "write_text", "write_bytes", "open", "mkdir", "unlink",
     "urandom", "uuid1", "uuid4", "getenv"}
)  # fmt: skip

# lines of a module beyond which it should be two
LONGEST_MODULE = 340
# marks of work left undone, in parts so that this file holds none
UNDONE = ("TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error")
VAGUE_NAMES = frozenset({"utils", "util", "helpers", "helper", "manager", "data", "misc", "common"})


def modules_of(*parts: str) -> list[Path]:
    """Return the modules of packages and single modules, sorted."""
    found: list[Path] = []
    for part in parts:
        path = PACKAGE / part
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return found


def shown(path: Path) -> str:
    """Return a module's path as a test's name."""
    return str(path.relative_to(PACKAGE))


PURE_MODULES = modules_of(*PURE)
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_every_stage_takes_what_a_stage_before_it_gives() -> None:
    # what comes from outside: the crisis file's sources, and the editors' decisions
    given: set[type] = {source.Source, review.Decision}
    for stage in STAGES:
        missing = [record.__name__ for record in stage.takes if record not in given]
        assert not missing, f"{stage.name} takes {missing}, which nothing before it gives"
        given |= set(stage.gives)


def test_what_a_stage_gives_is_taken_or_published_or_kept_for_people() -> None:
    taken = {record for stage in STAGES for record in stage.takes}
    kept = {
        source.Rejected, document.Duplicate, entities.Sighting, story.Relevance, story.Assignment, review.Artifact,
    }  # fmt: skip
    for stage in STAGES:
        assert set(stage.gives) <= taken | kept, stage.name


def test_stages_take_and_give_frozen_records_of_the_model() -> None:
    records = {value for module in MODEL for value in vars(module).values() if is_dataclass(value)}
    for stage in STAGES:
        for record in (*stage.takes, *stage.gives):
            assert record in records, f"{stage.name}: {record}"
            assert record.__dataclass_params__.frozen, record  # type: ignore[attr-defined]
            assert "__slots__" in vars(record), record


def test_records_hold_tuples_and_never_lists() -> None:
    for module in MODEL:
        for record in filter(is_dataclass, vars(module).values()):
            for field in fields(record):
                held = str(field.type)
                assert not any(word in held for word in ("list[", "dict[", "set[")), f"{record}: {field.name}"


def test_stages_have_names_and_versions_of_their_own() -> None:
    names = [stage.name for stage in STAGES]
    assert len(set(names)) == len(names)
    assert all(stage.version for stage in STAGES)
    assert all(version_of(stage.name) == stage.version for stage in STAGES)
    assert all(f"{stage.name}={stage.version}" in versions().split() for stage in STAGES)


def test_only_ingest_is_not_pure() -> None:
    assert [stage.name for stage in STAGES if not stage.pure] == ["ingest"]


def test_each_pure_stage_lives_in_a_pure_package() -> None:
    homes = {part.removesuffix(".py") for part in PURE}
    # relevance is decided in rank; of publish only deliver.py touches the disk
    living = {"relevance": "rank", "publish": "compose"}
    for stage in STAGES:
        assert not stage.pure or living.get(stage.name, stage.name) in homes, stage.name


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield every imported module with its line, those inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what a tree calls that reaches for the world: (line, name)."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in FORBIDDEN_CALLS:
            yield node.lineno, node.func.id
        elif isinstance(node.func, ast.Attribute) and node.func.attr in FORBIDDEN_METHODS:
            yield node.lineno, node.func.attr


def is_forbidden(name: str) -> bool:
    """Tell whether a module, or one that it lies in, may not be imported by the pure."""
    parts = name.split(".")
    return any(".".join(parts[:end]) in FORBIDDEN_MODULES for end in range(1, len(parts) + 1))


@pytest.mark.parametrize("path", PURE_MODULES, ids=shown)
def test_a_pure_module_reaches_for_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [found for found in imports(tree) if is_forbidden(found[1])] == []
    assert list(calls(tree)) == []


def test_only_deliver_folders_and_serve_touch_the_disk_in_publish() -> None:
    for path in modules_of("publish"):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        # rendering reads its own templates, through the package's resources
        touching = [found for found in calls(ast.parse(text)) if "files(" not in lines[found[0] - 1]]
        assert not touching or path.name in ("deliver.py", "folders.py", "serve.py"), f"{shown(path)}: {touching}"


@pytest.mark.parametrize(
    "line",
    ["import os", "import os.path", "from time import sleep", "from datetime import datetime\ndatetime.now()",
     "from urllib.request import urlopen", "open('x')", "import random\nrandom.random()", "p.read_text()",
     "def f():\n    import sqlite3", "from http import client"],
)  # fmt: skip
def test_the_walk_over_modules_sees(line: str) -> None:
    tree = ast.parse(line)
    assert [found for found in imports(tree) if is_forbidden(found[1])] + list(calls(tree))


# what can open a connection, and what can load such a thing by its name
NETWORK = frozenset(
    {"socket", "_socket", "socketserver", "ssl", "http", "urllib.request", "urllib3", "httpx", "httpcore", "httpx2",
     "httpcore2", "h11", "h2", "requests", "aiohttp", "anyio", "asyncio", "selectors", "smtplib", "ftplib", "poplib",
     "imaplib", "nntplib", "telnetlib", "xmlrpc", "paramiko", "pycurl", "websockets", "dns", "grpc", "ctypes",
     "multiprocessing.connection", "importlib.import_module", "warcio.capture_http", "trafilatura.fetch_url",
     "weasyprint", "onnxruntime", "trafilatura.downloads",
     "trafilatura.spider", "trafilatura.sitemaps", "trafilatura.feeds", "courlan.network"}
)  # fmt: skip
# the gates, each with what it may reach by: one asks the web, one hands in mail and can do nothing else
GATES = {
    "ingest/fetch.py": NETWORK,
    "publish/post.py": frozenset({"smtplib", "ssl"}),
    # answers on this machine, and asks nobody
    "publish/serve.py": frozenset({"http"}),
    # sets pages, and is given a fetcher that fetches nothing: a test of its own shows it
    "publish/pdf.py": frozenset({"weasyprint"}),
    # runs models, and is told to report nothing before it starts: a test of its own shows it
    "pipeline/tagger.py": frozenset({"onnxruntime"}),
}
# calls that fetch an address, or load a module, whatever they are called on; feedparser is given bytes alone
REACHING = frozenset({"urlopen", "urlretrieve", "fetch_url", "fetch_response", "create_connection", "import_module",
                      "__import__", "getaddrinfo", "gethostbyname"})  # fmt: skip


def reaching(tree: ast.AST) -> set[str]:
    """Return what a module imports or calls that can open a connection."""
    found = {name for _, name in imports(tree) if any(name == n or name.startswith(f"{n}.") for n in NETWORK)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            found |= {name} & REACHING
            if ast.unparse(node.func) == "feedparser.parse" and not ast.unparse(node.args[0]).startswith("io.BytesIO("):
                found.add("feedparser.parse of what may be an address")
    return found


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_no_module_but_the_gates_can_open_a_connection(path: Path) -> None:
    found = reaching(ast.parse(path.read_text(encoding="utf-8")))
    allowed = GATES.get(shown(path), frozenset())
    assert bool(found) == bool(allowed), f"{shown(path)}: {found}"
    assert shown(path) == "ingest/fetch.py" or {name.partition(".")[0] for name in found} <= allowed, found


def test_mail_is_handed_in_by_sending_alone() -> None:
    users = {
        shown(path)
        for path in MODULES
        if any(name.startswith("dayline.publish.post.") for _, name in imports(ast.parse(path.read_text("utf-8"))))
    }
    assert users == {"pipeline/sending.py", "config/mailing.py"}
    mailing = ast.parse((PACKAGE / "config" / "mailing.py").read_text("utf-8"))
    assert [name for _, name in imports(mailing) if "post" in name] == ["dayline.publish.post.Security"]


@pytest.mark.parametrize(
    "line",
    ["import socket", "import http.client", "from urllib import request", "from urllib.request import urlopen as u",
     "def f():\n    import httpx", "import urllib.request as r", "from trafilatura import fetch_url",
     "trafilatura.fetch_url(a)", "import ssl", "from importlib import import_module", "__import__('socket')",
     "feedparser.parse(address)", "import asyncio", "from multiprocessing.connection import Client", "import ctypes"],
)  # fmt: skip
def test_the_walk_sees_what_can_open_a_connection(line: str) -> None:
    assert reaching(ast.parse(line))


@pytest.mark.parametrize(
    "line", ["from urllib.parse import urlsplit", "import warcio", "feedparser.parse(io.BytesIO(b))"]
)
def test_the_walk_lets_pass_what_cannot(line: str) -> None:
    assert not reaching(ast.parse(line))


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_module_is_short_and_plainly_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert not VAGUE_NAMES & set(path.relative_to(PACKAGE).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_module_says_what_it_is_and_leaves_nothing_undone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))
    assert not re.search(rf"\b(?:{'|'.join(UNDONE)})\b", text)


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_public_functions_and_classes_have_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name}, line {node.lineno}"


def test_the_errors_are_one_tree() -> None:
    for name, error in vars(errors).items():
        if isinstance(error, type) and issubclass(error, Exception):
            assert issubclass(error, errors.DaylineError), name
            assert name in (errors.__doc__ or ""), f"{name} is missing in the drawing"


def test_the_contracts_of_imports_hold() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    found = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_module_can_be_imported_alone() -> None:
    for path in MODULES:
        if "migrations" in path.parts or path.name == "__main__.py":
            continue
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        importlib.import_module(name)
