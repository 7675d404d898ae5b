"""The documents of the checkout, and the command they speak of.

Environment: PLIMSOLL_BIN (the command), PLIMSOLL_SOURCE_DIR (the checkout).
"""
import os
import re
from pathlib import Path

SOURCE = Path(os.environ.get("PLIMSOLL_SOURCE_DIR", Path(__file__).resolve().parents[2])).resolve()
FOLDERS = ("bench", "docs", "models", "scenarios", "sim", "tests", "tools")


def pages(root=SOURCE):
    """Every Markdown page that is part of the house; runs, builds and hidden folders are not."""
    found = sorted(root.glob("*.md"))
    for folder in FOLDERS:
        found += sorted((root / folder).rglob("*.md"))
    return found


def without_code(text):
    """The page with code blanked out: links and paths in it are examples."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
    return re.sub(r"`[^`\n]*`", "", text)
