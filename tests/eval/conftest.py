"""The scorers are scripts beside the package: tests find them where the gate does."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "eval"))
