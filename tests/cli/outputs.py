"""What a reader finds in any file plimsoll writes: every text, unpacked, and every number with the place it stands in.

Known are JSON, TOML, text, CSV, SQLite, HDF5, workbooks, and pages with what is packed inside them.
"""
import base64
import csv
import html
import json
import re
import sqlite3
import tomllib
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib

import h5py
import numpy

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CODE = re.compile(r'<(style|script)(?![^>]*id="(?:data|live|explained)")[^>]*>.*?</\1>', re.S)
PART = re.compile(r'<script id="(data|live|explained)" type="[^"]*">(.*?)</script>', re.S)
LISTED = re.compile(r"^\d+\. ", re.M)  # the number of a step, in front of it
NUMBER = re.compile(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w])")


def page_parts(path):
    """The documents of a page: its data, the trials it settles again (head and bytes) and what it explains."""
    parts = {}
    for name, text in PART.findall(path.read_text()):
        if not text:
            continue
        if name == "data":
            parts[name] = json.loads(text)
            continue
        unpacked = zlib.decompress(base64.b64decode(text))
        if name == "live":
            size = int.from_bytes(unpacked[:4], "little")
            parts[name] = json.loads(unpacked[4:4 + size])
        else:
            parts[name] = json.loads(unpacked)
    return parts


def texts_of(path):
    """Everything in the file that could hold a name, as one text."""
    found = [path.read_bytes().decode("utf-8", "replace")]
    if path.suffix == ".html":  # its style and its scripts are the same for everybody
        found = [CODE.sub("", found[0])] + [json.dumps(part, ensure_ascii=False) for part in page_parts(path).values()]
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            found += book.namelist() + [html.unescape(book.read(name).decode("utf-8", "replace")) for name in book.namelist()]
    elif path.suffix == ".sqlite":
        with sqlite3.connect(path) as database:
            found += list(database.iterdump())
    elif path.suffix == ".h5":
        found += [f"{where} {value}" for where, value in hdf5_values(path) if isinstance(value, str)]
    return "\n".join(found)


def hdf5_values(path):
    """Attributes, texts and numbers; of a column of trials what is the same in all of them."""
    found = []

    def take(where, value):
        if isinstance(value, bytes):
            value = value.decode()
        if isinstance(value, str):
            found.append((where, value))
        elif numpy.ndim(value):
            for item in list(numpy.asarray(value).ravel())[:400]:
                take(where, item)
        else:
            found.append((where, float(value)))

    def visit(name, item):
        for key, value in item.attrs.items():
            take(f"{name}@{key}", value)
        if not isinstance(item, h5py.Dataset):
            return
        values = item[()]
        if item.ndim == 2:
            for year in range(item.shape[1]):
                if numpy.all(values[:, year] == values[0, year]):
                    take(name, values[0, year])
                take(f"{name} mean", values[:, year].mean())
        else:
            take(name, values)

    with h5py.File(path) as file:
        for key, value in file.attrs.items():
            take(f"/@{key}", value)
        file.visititems(visit)
    return found


def in_json(value, where=""):
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, (int, float)):
        yield where, float(value)
    elif isinstance(value, str):
        yield from in_text(value, where)
    elif isinstance(value, dict):
        if "unit" in value and "value" in value:
            where += f" [{value['unit']}]"
        for key, item in value.items():
            if key not in ("id", "sha256"):
                yield from in_json(item, f"{where}/{key}")
    else:
        for index, item in enumerate(value):
            label = item.get("id", index) if isinstance(item, dict) else index
            yield from in_json(item, f"{where}/{label}")


def in_text(text, where=""):
    for found in NUMBER.findall(LISTED.sub("", text)):
        yield where, float(found.replace(",", ""))


def in_program(part, where):
    """The head of the trials a page settles: of steps their constants, not their places."""
    for name, value in part.items():
        if name == "payoffs":
            for index, payoff in enumerate(value):
                yield from in_program(payoff, f"{where}/payoffs/{index}")
        elif name == "steps":
            for step in value:
                if step[0] in ("constant", "value"):
                    yield f"{where}/{name}", float(step[1])
        elif name not in ("outputs", "lines", "cost"):
            yield from in_json(value, f"{where}/{name}")


def in_workbook(path):
    """Numbers of cells and of texts. Rows are numbered in Trials, steps in Payoff workings: those are no one's."""
    with zipfile.ZipFile(path) as book:
        shared = ["".join(t.text or "" for t in item.iter(MAIN + "t"))
                  for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        for text in shared:
            yield from in_text(text, "xlsx text")
        sheets = [sheet.get("name") for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        for number, sheet in enumerate(sheets, 1):
            for cell in ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(MAIN + "c"):
                value = cell.find(MAIN + "v")
                numbered = sheet in ("Trials", "Payoff workings") and re.match(r"A\d", cell.get("r"))
                if value is None or cell.get("t") in ("s", "str", "b") or numbered:
                    continue
                yield f"xlsx {sheet}!{cell.get('r')}", float(value.text)


def in_csv(path):
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            for column, value in row.items():
                if column != "trial":
                    yield from in_json(value, f"/{column}")


def in_database(path):
    with sqlite3.connect(path) as database:
        for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            opened = database.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in opened.description]
            for row in opened:
                for column, value in zip(columns, row):
                    if column != "trial":
                        yield from in_json(value, f"{name}.{column}")


def numbers_of(path):
    """Every number of the file as (place, value)."""
    name = path.name
    if path.suffix == ".html":
        for part, document in page_parts(path).items():
            found = in_program(document, part) if part == "live" else in_json(document, part)
            yield from ((f"{name} {where}", value) for where, value in found)
        return
    read = {".json": lambda: in_json(json.loads(path.read_text())), ".toml": lambda: in_json(tomllib.loads(path.read_text())),
            ".csv": lambda: in_csv(path),
            ".log": lambda: (found for line in path.read_text().splitlines() for found in in_json(json.loads(line))),
            ".xlsx": lambda: in_workbook(path), ".sqlite": lambda: in_database(path),
            ".h5": lambda: ((where, number) for where, value in hdf5_values(path)
                            for _, number in in_json(value if isinstance(value, (str, float)) else None))}
    for where, value in read.get(path.suffix, lambda: in_text(path.read_text()))():
        yield f"{name} {where}", value
