"""Fixtures of the tests of pages and forms."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest


@pytest.fixture(scope="session")
def made() -> SimpleNamespace:
    """Return the digests built by hand."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("digests.py"))))


@pytest.fixture(scope="session")
def sites() -> SimpleNamespace:
    """Return what makes whole sites of digests."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("sites.py"))))


@pytest.fixture(scope="session")
def reading() -> SimpleNamespace:
    """Return what reads pages as a parser sees them."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("outlines.py"))))


@pytest.fixture(scope="session")
def vectors() -> SimpleNamespace:
    """Return words that attack a page."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("vectors.py"))))
