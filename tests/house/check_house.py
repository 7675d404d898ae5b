"""Checks what the compiler cannot: the one direction of includes, and the length of files.

Usage: check_house.py ROOT. Prints one line per fault and exits 1 if there is any.
A module's includes may reach itself and what it links, directly or through others; its link line may reach only its
own layer and those below: tools > scenarios > sim > models > core. Private headers are for their own folder. Where a
module's folder has rooms of its own (scenarios/cash), includes from room to room run one way too.
"""
import graphlib
import re
import sys
from pathlib import Path

LAYERS = ["core", "models", "sim", "scenarios", "tools"]
MAX_LINES = {".hpp": 150, ".cpp": 300}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
KEYWORDS = {"FOLDER", "SOURCES", "LINKS", "PRIVATE_LINKS"}


def modules(root):
    """Module name -> (folder below include/plimsoll, names linked), from every plimsoll_module() of the tree."""
    found = {}
    for file in sorted(root.rglob("CMakeLists.txt")):
        if "build" in file.relative_to(root).parts:
            continue
        text = re.sub(r"#[^\n]*", "", file.read_text())
        for call in re.findall(r"\bplimsoll_module\(([^)]*)\)", re.sub(r"\$\{\w+\}", "", text)):
            name, *words = call.split()
            parts, keyword = {key: [] for key in KEYWORDS}, None
            for word in words:
                if word in KEYWORDS:
                    keyword = word
                elif keyword:
                    parts[keyword].append(word)
            links = [word.removeprefix("plimsoll::") for word in parts["LINKS"] + parts["PRIVATE_LINKS"]
                     if word.startswith("plimsoll::")]
            found[name] = (parts["FOLDER"][0], links)
    return found


def reachable(name, table):
    seen, todo = set(), [name]
    while todo:
        module = todo.pop()
        if module not in seen:
            seen.add(module)
            todo += [link for link in table[module][1] if link in table]
    return seen


def layer_of(folder):
    return LAYERS.index(folder.split("/")[0])


def folder_of(relative):
    """The module folder a file of the tree belongs to: include/plimsoll/models/cost/x.hpp -> models/cost."""
    parts = relative.parts[2:] if relative.parts[0] == "include" else relative.parts
    if parts[:2] == ("models", "core"):
        return "core"
    return "/".join(parts[:2]) if parts[0] == "models" else parts[0]


def link_faults(table):
    for name, (folder, links) in table.items():
        for link in links:
            if link not in table:
                yield f"{name} links plimsoll::{link}, which no plimsoll_module() declares"
            elif layer_of(table[link][0]) > layer_of(folder):
                yield f"{name} links plimsoll::{link}: {folder} must not know {table[link][0]} " \
                      f"(tools > scenarios > sim > models > core)"
            elif name in reachable(link, table):
                yield f"{name} links plimsoll::{link}, which links {name} again"


def include_faults(root, file, table):
    relative = file.relative_to(root)
    folder = folder_of(relative)
    by_folder = {module_folder: name for name, (module_folder, _) in table.items()}
    if folder in by_folder:
        allowed = {table[name][0] for name in reachable(by_folder[folder], table)}
    elif folder == "tools":
        allowed = {module_folder for module_folder, _ in table.values()} | {"tools"}
    else:
        yield f"{relative}: no plimsoll_module() declares the folder {folder}"
        return
    text = file.read_text()
    for match in INCLUDE.finditer(text):
        target, line = match.group(1), text.count("\n", 0, match.start(1)) + 1
        if target.startswith("plimsoll/"):
            reached = folder_of(Path("include") / target)
            if reached not in allowed:
                yield f"{relative}:{line}: includes {target}, but {folder} may include only {', '.join(sorted(allowed))}"
        elif target.startswith("..") or target.split("/")[0] in LAYERS:
            yield f"{relative}:{line}: includes {target}, a private header of another folder"


def room_faults(root, folder):
    """A circle of rooms in a module's folder. A public header belongs to the room that holds its source."""
    sources = [file for file in (root / folder).rglob("*.?pp") if file.parent != root / folder]
    public = root / "include" / "plimsoll" / folder
    room = {file.stem: file.parent.name for file in sources}
    knows = {}
    for file in [*sources, *public.glob("*.hpp")]:
        for target in INCLUDE.findall(file.read_text()):
            home = room.get(Path(target).stem) if target.startswith(f"plimsoll/{folder}/") else target.split("/")[0]
            own = room.get(file.stem)
            if own and home in room.values() and home != own:
                knows.setdefault(own, set()).add(home)
    try:
        tuple(graphlib.TopologicalSorter(knows).static_order())
    except graphlib.CycleError as circle:
        yield f"{folder}: rooms include each other: {' <- '.join(circle.args[1])}"


def length_fault(root, file):
    lines = file.read_text().count("\n")
    if lines > MAX_LINES[file.suffix]:
        return f"{file.relative_to(root)}: {lines} lines, at most {MAX_LINES[file.suffix]}; split it by meaning"
    return None


def faults(root):
    table = modules(root)
    yield from link_faults(table)
    yield from room_faults(root, "scenarios")
    for top in ["include", "models", "sim", "scenarios", "tools"]:
        for file in sorted((root / top).rglob("*.?pp")):
            yield from include_faults(root, file, table)
            if long := length_fault(root, file):
                yield long


def main():
    found = list(faults(Path(sys.argv[1]).resolve()))
    print("\n".join(found) if found else "includes run one way and files are short")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
