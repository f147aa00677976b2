# SPDX-License-Identifier: Apache-2.0
"""The Debian packages that packaging/make-packages built, and copies of them that claim to be a later version."""

import os
import pathlib
import re

from judges.running import run

FOLDER = pathlib.Path(os.environ["BINDERY_SOURCE"]) / "build" / "packages"


def built():
    """{name: file}, without the packages of debugging symbols."""
    files = {file.name.split("_")[0]: file for file in sorted(FOLDER.glob("*.deb"))}
    found = {name: file for name, file in files.items() if not name.endswith("-dbgsym")}
    if not found:
        raise AssertionError(f"no packages in {FOLDER}: run packaging/make-packages")
    return found


def changes_file():
    return next(FOLDER.glob("bindery_*.changes"))


def field(package, name):
    return run(["dpkg-deb", "--field", package, name]).stdout.strip()


def dependencies(packages):
    """Names of what the packages depend on and do not bring themselves: the first of alternatives."""
    names = set()
    for package in packages.values():
        for relation in field(package, "Depends").split(","):
            name = re.match(r"\s*([a-z0-9.+-]+)", relation)
            if name and name[1] not in packages:
                names.add(name[1])
    return sorted(names)


def later(package, version, folder, edits):
    """A copy with a later version, in which files are as `edits` say: {path: text}."""
    tree = folder / f"{package.stem}-later"
    run(["dpkg-deb", "--raw-extract", package, tree], timeout=300)
    control = tree / "DEBIAN" / "control"
    old = field(package, "Version")
    control.write_text(control.read_text().replace(f"Version: {old}\n", f"Version: {version}\n").replace(f"(= {old})", f"(= {version})"))
    for path, text in edits.items():
        if (tree / path.lstrip("/")).exists():
            (tree / path.lstrip("/")).write_text(text)
    target = folder / f"{field(package, 'Package')}_{version}_{field(package, 'Architecture')}.deb"
    run(["dpkg-deb", "--build", "--root-owner-group", "-Znone", tree, target], timeout=300)
    return target
