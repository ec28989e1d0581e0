"""The documentation says what the program does: every command, setting, stage, error and status, and no more."""

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest

from dayline import config, errors
from dayline.cli import printing
from dayline.compose.gates import GATES
from dayline.ingest import kinds
from dayline.model.digest import Coverage
from dayline.pipeline.stages import STAGES
from dayline.store.tables import metadata

# marks of work left undone, in parts so that this file holds none
UNDONE = ("TO" + "DO", "FIX" + "ME", "T" + "BD", "lorem " + "ipsum")
ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
WRITTEN = [*PAGES, *sorted(ROOT.glob("*.md"))]
REFERENCE = DOCS / "reference"
KINDS = ("tutorial", "how-to", "reference", "explanation", "decisions")


def read(path: Path) -> str:
    """Return a page."""
    return path.read_text(encoding="utf-8")


def shown(path: Path) -> str:
    """Return a page's path as a test's name."""
    return str(path.relative_to(ROOT))


def program() -> ModuleType:
    """Return the program that writes the reference of commands."""
    spec = importlib.util.spec_from_file_location("command_reference", ROOT / "tools" / "command_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def anchors_of(text: str) -> set[str]:
    """Return the anchors that a page's headings have."""
    headings = re.findall(r"^#+ (.+)$", without_code(text), re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)) for heading in headings)
    return {re.sub(r"\s", "-", heading.strip().lower()) for heading in plain}


def without_code(text: str) -> str:
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def links_of(path: Path) -> Iterator[str]:
    """Yield the targets of a page's links, those over two lines too."""
    yield from re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", without_code(read(path)))


def test_the_reference_of_commands_is_up_to_date() -> None:
    made = program()
    assert read(made.PAGE) == made.page(), "run python tools/command_reference.py"


def test_every_command_and_option_is_explained() -> None:
    made, page = program(), read(REFERENCE / "commands.md")
    commands = dict(made.commands())
    assert set(commands) >= {"init", "import", "build", "demo", "rejected", "clean", "annotate", "stories", "timeline",
                             "collect", "run", "sources"}
    for name, function in commands.items():
        assert f"## `dayline {name}`" in page
        assert (function.__doc__ or "").strip()
        for parameter in made.parameters_of(function):
            assert parameter.help.strip(), f"dayline {name} {parameter.name} has no help"
            assert parameter.help in page


@pytest.mark.parametrize("name", ["FAULT", "WRONG", "SET_ASIDE"])
def test_every_exit_status_is_explained(name: str) -> None:
    page = read(REFERENCE / "commands.md")
    assert re.search(rf"^\| {getattr(printing, name)} \| \w", page, re.MULTILINE)
    assert re.search(r"^\| 0 \| \w", page, re.MULTILINE)


def test_every_stage_is_explained_with_what_it_takes_and_gives() -> None:
    page = read(REFERENCE / "stages.md")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (yes|no) \|", page, re.MULTILINE)
    assert [row[0] for row in rows] == [stage.name for stage in STAGES]
    for stage, (_, takes, gives, pure) in zip(STAGES, rows, strict=True):
        assert takes == ", ".join(f"`{record.__name__}`" for record in stage.takes)
        assert gives == ", ".join(f"`{record.__name__}`" for record in stage.gives)
        assert pure == ("yes" if stage.pure else "no")


def test_every_record_between_stages_is_explained() -> None:
    page = read(REFERENCE / "stages.md").partition("## The records in between")[2]
    for stage in STAGES:
        for record in (*stage.takes, *stage.gives):
            assert f"| `{record.__name__}` |" in page, record.__name__


def test_every_error_is_explained() -> None:
    page = read(REFERENCE / "errors.md")
    for name, error in vars(errors).items():
        if isinstance(error, type) and issubclass(error, Exception):
            assert f"| `{name}` |" in page, name


def test_every_setting_is_explained() -> None:
    page = read(REFERENCE / "configuration.md")
    for table, keys in config.KEYS.items():
        assert re.search(rf"^## `\[+{table}\]+`$", page, re.MULTILINE), table
        for key in keys:
            assert re.search(rf"^### `{key}`$", page, re.MULTILINE), f"{table}.{key}"


def test_every_table_of_the_archive_is_explained() -> None:
    page = read(REFERENCE / "archive.md")
    for table in metadata.tables:
        assert f"`{table}`" in page, table


def test_every_gate_is_explained() -> None:
    page = read(DOCS / "explanation" / "gates.md")
    for gate in GATES:
        assert f"| {gate.rule} | {gate.name} |" in page, gate.name


def test_every_kind_of_file_is_explained() -> None:
    page = read(REFERENCE / "documents.md")
    for ending in (*kinds._PAGE_NAMES, *kinds._LINE_NAMES):
        assert f"`{ending}`" in page, ending
    for name in ("gzip", "bzip2", "xz"):
        assert name in page


def test_every_field_of_coverage_is_in_the_form_of_a_digest() -> None:
    page = read(REFERENCE / "digest-json.md").partition("## COVERAGE")[2]
    for field in fields(Coverage):
        assert f"| `{field.name}` |" in page, field.name


def test_every_rule_of_the_editors_is_explained() -> None:
    page = read(DOCS / "explanation" / "editorial-rules.md")
    assert re.findall(r"^\| (\d+)\. ", page, re.MULTILINE) == [str(number) for number in range(1, 16)]


def test_the_words_of_the_trade_are_in_the_glossary() -> None:
    entries = [word.lower() for word in re.findall(r"^\*\*([^*]+)\*\*:", read(REFERENCE / "glossary.md"), re.MULTILINE)]
    assert entries == sorted(entries)
    assert set(entries) >= {
        "story", "thread", "item", "document", "version", "statement", "figure", "claimant", "origin", "gate",
        "passage", "citation", "digest day", "cut-off", "source", "side", "tier", "span", "annotations", "archive",
        "digest", "duplicate", "relevance", "rejected", "raw item", "assignment", "coverage", "decision", "crisis",
        "stage",
    }  # fmt: skip


def test_the_glossary_says_that_others_call_an_article_a_story() -> None:
    (entry,) = re.findall(r"^\*\*Story\*\*:(.*?)\n\n", read(REFERENCE / "glossary.md"), re.MULTILINE | re.DOTALL)
    assert "TDT" in entry
    assert "one event" in entry


def test_words_marked_in_the_glossary_are_its_entries() -> None:
    page = read(REFERENCE / "glossary.md")
    entries = {word.lower() for word in re.findall(r"^\*\*([^*]+)\*\*:", page, re.MULTILINE)}
    for word in re.findall(r"(?<!\*)\*([a-z][a-z -]+)\*(?!\*)", page):
        assert word in entries or word.removesuffix("s") in entries, word


@pytest.mark.parametrize("path", WRITTEN, ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    for link in links_of(path):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        assert there.exists(), link
        assert there.is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors_of(read(there)), link


@pytest.mark.parametrize("path", WRITTEN, ids=shown)
def test_files_that_are_named_are_there(path: Path) -> None:
    for name in re.findall(r"`((?:src|docs|tests|eval|bench|examples|tools)/[\w./-]+)`", without_code(read(path))):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("path", WRITTEN, ids=shown)
def test_commands_that_are_shown_are_there(path: Path) -> None:
    made = program()
    options = {
        name: {p.name.split()[0] for p in made.parameters_of(function)} for name, function in made.commands()
    }
    for line in re.findall(r"^\s*(?:\$ )?(?:\S+/)?dayline ([^\n]*)", "\n".join(_blocks(read(path))), re.MULTILINE):
        words = line.partition(" | ")[0].partition(" > ")[0].split()
        if words[0].startswith("-") or words[0] in {"COMMAND"} or not re.fullmatch(r"[a-z]+", words[0]):
            continue
        command = " ".join(words[:2]) if " ".join(words[:2]) in options else words[0]
        assert command in options, f"dayline {line}"
        for word in words[1:]:
            if word.startswith("--") and word != "--help":
                assert word.partition("=")[0] in options[command], f"dayline {line}"


def _blocks(text: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_every_page_can_be_reached_from_the_front(path: Path) -> None:
    reached, waiting = set(), [DOCS / "index.md"]
    while waiting:
        here = waiting.pop()
        if here in reached:
            continue
        reached.add(here)
        targets = (here.parent / link.partition("#")[0] for link in links_of(here) if not link.startswith("http"))
        waiting += [target.resolve() for target in targets if target.suffix == ".md" and target.exists()]
    assert path.resolve() in reached


def test_pages_are_of_four_kinds_and_decisions() -> None:
    homes = {path.relative_to(DOCS).parts[0] for path in PAGES if path.parent != DOCS}
    assert homes == set(KINDS)
    assert [path.name for path in PAGES if path.parent == DOCS] == ["index.md"]


def test_decisions_are_numbered_without_gaps_and_have_their_parts() -> None:
    pages = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [path.name[:4] for path in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    index = read(DOCS / "decisions" / "README.md")
    for path in pages:
        text = read(path)
        assert path.name in index, path.name
        assert text.startswith(f"# {path.name[:4]}: ")
        for part in ("**Status**:", "## Context", "## Decision", "## Consequences"):
            assert part in text, f"{path.name}: {part}"


@pytest.mark.parametrize("path", WRITTEN, ids=shown)
def test_a_page_has_a_title_and_speaks_of_the_program_alone(path: Path) -> None:
    text = read(path)
    assert text.startswith("# ")
    assert not re.search(r"(?:^|[\s`(\"])/(?:work|tmp|home|root|Users)/", text, re.MULTILINE)
    assert not re.search("|".join(rf"\b{word}\b" for word in UNDONE), text, re.IGNORECASE)
    assert not re.search(r"\bissue #?\d|\bsession\b|\bAI\b|\bsub-?agents?\b", text)


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_a_page_promises_nothing(path: Path) -> None:
    praise = r"\b(?:powerful|seamless\w*|blazing|cutting-edge|world-class|effortless\w*|robust|leverag\w+|simply)\b"
    assert not re.search(praise, without_code(read(path)), re.IGNORECASE)


def test_examples_of_crisis_files_in_pages_can_be_read() -> None:
    for path in PAGES:
        for block in re.findall(r"^```toml\n(.*?)^```", read(path), re.MULTILINE | re.DOTALL):
            assert tomllib.loads(block), shown(path)


def test_contributing_and_security_are_there() -> None:
    contributing, security = read(ROOT / "CONTRIBUTING.md"), read(ROOT / "SECURITY.md")
    assert "make test" in contributing
    assert "docs/explanation/architecture.md" in contributing
    assert "Report a weakness" in security
    assert read(ROOT / "CHANGELOG.md").startswith("# Changelog")
