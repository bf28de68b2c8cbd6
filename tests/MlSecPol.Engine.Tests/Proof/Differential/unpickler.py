"""Runs generated pickles in the C unpickler of CPython with inert stand-ins, and in pickletools.genops, and says what happened.

Nothing real is imported, called or found: names and persistent ids give stand-ins that note how they are used. Memory and time are bounded.
Reads one program a line in hexadecimal digits from the file given; writes one JSON object a line.
"""
import _compat_pickle
import _pickle
import io
import itertools
import json
import pickletools
import struct
import sys

try:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (600, 600))
except ImportError:
    pass  # Only systems of the Unix family can bound it.

LEVELS = 2
MOST = 32
events = []


class Buffer(bytes):
    """What an out-of-band buffer is."""


class Used:
    """A method that is found on stand-ins and on their classes alike."""

    def __init__(self, kind):
        self.kind = kind

    def __get__(self, owner, kind):
        return lambda *arguments: events.append([self.kind, name(kind if owner is None else owner)])


class Kind(type):
    def __call__(cls, *arguments, **keywords):
        return made(cls, arguments, keywords)

    def __setitem__(cls, key, value):
        events.append(["items", name(cls)])

    __hash__ = type.__hash__


class StandIn(metaclass=Kind):
    def __new__(cls, *arguments, **keywords):
        return made(cls, arguments, keywords)

    def __call__(self, *arguments):
        events.append(["call", name(self), canonical(arguments, LEVELS + 1)])
        return result(type(self), name(self) + "()")

    def __setitem__(self, key, value):
        events.append(["items", name(self)])

    __setstate__ = Used("build")
    append = Used("items")
    extend = Used("items")
    add = Used("items")


def made(cls, arguments, keywords):
    events.append(["call", name(cls), canonical(arguments + ((keywords,) if keywords else ()), LEVELS + 1)])
    return result(cls, name(cls) + "()")


def result(cls, called):
    instance = object.__new__(cls)
    instance.called = called
    return instance


def name(thing):
    return thing.full if isinstance(thing, type) else thing.called


def canonical(value, levels):
    """The value in the words of the machine; see PickleWords."""
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, Kind):
        return "import " + value.full
    if isinstance(value, StandIn):
        return "object of " + value.called.replace("()", "")
    if isinstance(value, Buffer):
        return "buffer"
    if isinstance(value, int):
        return str(value) if -(2**63) <= value < 2**63 else "large"
    if isinstance(value, float):
        return "nan" if value != value else struct.pack(">d", value).hex()
    if isinstance(value, str):
        return "'" + value + "'"
    if isinstance(value, (bytes, bytearray)):
        return f"{len(value)} bytes"
    if isinstance(value, (list, tuple)):
        start, end = "[]" if isinstance(value, list) else "()"
        if levels == 0 or len(value) > MOST:
            return start + "..." + end
        return start + ", ".join(canonical(item, levels - 1) for item in value) + end
    return "dictionary" if isinstance(value, dict) else "set" if isinstance(value, (set, frozenset)) else "?"


class Unpickler(_pickle.Unpickler):
    def find_class(self, module, qualified):
        mapped = _compat_pickle.NAME_MAPPING.get((module, qualified)) or (_compat_pickle.IMPORT_MAPPING.get(module, module), qualified)
        events.append(["import", module + "." + qualified, ".".join(mapped)])
        return Kind("StandIn", (StandIn,), {"full": module + "." + qualified})

    def persistent_load(self, identity):
        events.append(["persistent"])
        return result(Persistent, "persistent")


class Persistent(StandIn):
    full = "persistent"


def unpickle(program):
    file = io.BytesIO(program)
    try:
        Unpickler(file, encoding="latin1", buffers=itertools.repeat(Buffer(b"x"))).load()
        return None, file.tell()
    except BaseException as e:
        return f"{type(e).__name__}: {str(e)[:120]}", None


def disassemble(program):
    instructions = []
    try:
        for opcode, argument, at in pickletools.genops(program):
            shown = argument if isinstance(argument, str) and argument.isascii() and argument.isprintable() and len(argument) < 40 else None
            if isinstance(argument, int) and opcode.code not in "IL\x8a\x8b":
                shown = str(argument)
            instructions.append([at, opcode.name, shown])
    except Exception as e:
        return instructions, f"{type(e).__name__}: {str(e)[:120]}"
    return instructions, None


with open(sys.argv[1], encoding="ascii") as programs:
    for line in programs:
        content = bytes.fromhex(line)
        events.clear()
        error, end = unpickle(content)
        instructions, refusal = disassemble(content)
        print(json.dumps({"events": events, "error": error, "end": end, "instructions": instructions, "refusal": refusal}))
