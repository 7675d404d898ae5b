"""Every relative link of every page leads somewhere, and no page names a place outside the checkout."""
import re
import tempfile
import unittest
from pathlib import Path

from documents import SOURCE, pages, without_code

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# An absolute path of some machine, or one that leaves the checkout; ../shared/data is the one place beside it.
OUTSIDE = re.compile(r"(?<![\w.:/~-])(?:/(?:home|root|tmp|work|mnt|opt|usr/local|var|srv|data)\b[\w./-]*|~/[\w./-]*|\.\./shared(?!/data\b)[\w./-]*)")


def anchors_of(text):
    """Anchors of a page's headings, as the usual renderers make them."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```", "", text, flags=re.S | re.M), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def link_faults(page, root):
    for link in LINK.findall(without_code(page.read_text())):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.is_relative_to(root):
            yield f"{page}: {link} leaves the checkout"
        elif not target.exists():
            yield f"{page}: {link} leads nowhere"
        elif anchor and anchor not in anchors_of(target.read_text()):
            yield f"{page}: {link}: no such heading"


def outside_faults(page):
    for found in OUTSIDE.findall(page.read_text()):
        yield f"{page}: names {found}"


class Links(unittest.TestCase):
    def test_there_are_pages(self):
        names = {str(page.relative_to(SOURCE)) for page in pages()}
        self.assertLessEqual({"README.md", "docs/README.md", "docs/guide/first-study.md", "docs/formats/study.md"}, names)

    def test_every_link_leads_somewhere(self):
        self.assertEqual([fault for page in pages() for fault in link_faults(page, SOURCE)], [])

    def test_no_page_names_a_place_outside(self):
        self.assertEqual([fault for page in pages() for fault in outside_faults(page)], [])

    def test_every_document_is_in_the_index(self):
        index = SOURCE / "docs" / "README.md"
        linked = {(index.parent / link.partition("#")[0]).resolve() for link in LINK.findall(index.read_text())}
        missing = [page for page in sorted((SOURCE / "docs").rglob("*.md")) if page != index and page not in linked]
        self.assertEqual(missing, [])


class NegativeControls(unittest.TestCase):
    def faults(self, text):
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch).resolve()
            (root / "there.md").write_text("# A heading, here\n")
            page = root / "page.md"
            page.write_text(text)
            return list(link_faults(page, root)) + list(outside_faults(page))

    def test_sound_page(self):
        sound = "[a](there.md#a-heading-here) [b](https://example.org) data in `../shared/data`, run ./deal.toml, and/or home/x"
        self.assertEqual(self.faults(sound), [])

    def test_faulty_pages(self):
        for text in ["[a](nowhere.md)", "[a](there.md#no-such)", "[a](../../etc/passwd)", "see `/var/run`", "in /home/me/x.toml",
                     "`../shared/design.md`", "~/plimsoll"]:
            with self.subTest(text=text):
                self.assertEqual(len(self.faults(text)), 1)


if __name__ == "__main__":
    unittest.main()
