"""What the scripts of this folder share: where files go, and how a missing library is named.

Each script is run as `python3 <script> <folder>`. It writes files, loads none, and leaves a manifest of what is clean and what is hostile.
A script whose libraries are missing names them and exits with MISSING.
"""
import importlib
import os
import sys
import warnings

MISSING = 77
PROTOCOLS = range(6)

warnings.simplefilter("ignore")
_folder = sys.argv[1]


def need(*modules):
    absent = []
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError:
            absent.append(module)
    if absent:
        print(" ".join(absent))
        sys.exit(MISSING)


def clean(name):
    """The path of a file that an honest user would make."""
    return _note("clean", name)


def hostile(name):
    """The path of a file that must fail. Its payload is inert and nothing loads it."""
    return _note("hostile", name)


def beside(name):
    """The path of a file that another one refers to."""
    return _path(name)


def _note(label, name):
    path = _path(name)
    with open(os.path.join(_folder, "manifest.tsv"), "a", encoding="utf-8") as manifest:
        manifest.write(f"{label}\t{name}\n")
    return path


def _path(name):
    path = os.path.join(_folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)
