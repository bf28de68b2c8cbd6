"""Objects of the standard library, as training scripts keep them, in every protocol: most of them are traps for false alarms."""
import argparse
import array
import collections
import copyreg
import datetime
import decimal
import enum
import fractions
import functools
import ipaddress
import operator
import pathlib
import pickle
import random
import re
import string
import sys
import types
import uuid
import zoneinfo

from kit import PROTOCOLS, clean, hostile


class Reduced:
    """Pickles as the call that it is given."""

    def __init__(self, *call):
        self.call = call

    def __reduce__(self):
        return self.call


def shared():
    inner = ["x"]
    return {"a": inner, "b": inner, "c": (inner, inner)}


def recursive():
    outer = [1]
    outer.append(outer)
    return outer


OBJECTS = {
    "none": None,
    "numbers": [0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, -2**31, 2**31, 2**63, -2**63, 2**2100, 0.1, -0.0, float("inf"), float("nan"), True, False],
    "texts": ["", "a", "ümläut", "\u20ac", "\U0001f600", "line\nbreak\\", "x" * 300, "\x00"],
    "code-like-texts": {"doc": "import os; os.system('id')", "comment": "# eval(exec)", "vocabulary": ["eval", "exec", "__import__", "os.system", "subprocess", "cos\nsystem\n(S'id'\ntR."]},
    "bytes": [b"", b"abc", bytes(range(256)), b"MZ\x90\x00", b"\x7fELF\x02\x01\x01", b"PK\x03\x04", b"\x80\x04\x95"],
    "bytearray": bytearray(b"abc"),
    "complex": [1j, complex(1.5, -2)],
    "ellipsis": [Ellipsis, NotImplemented],
    "builtin-types": [int, float, str, bytes, list, dict, tuple, set, frozenset, complex, bool, object, bytearray, type(None), type, range, slice],
    "builtin-functions": [len, max, min, sum, sorted, abs, round, print],
    "range-slice": [range(10), range(0, 10, 3), slice(1, 2, 3)],
    "sets": [set(), {1, 2}, frozenset("ab"), frozenset()],
    "nested": [[[[[[[]]]]]], {"a": {"b": {"c": ()}}}],
    "shared": shared(),
    "recursive": recursive(),
    "many": list(range(3000)),
    "state-dict-like": collections.OrderedDict((f"layer.{i}.weight", [0.1 * i] * 4) for i in range(20)),
    "ordered-dict": collections.OrderedDict(a=1, b=2),
    "defaultdict": [collections.defaultdict(list, {"a": [1]}), collections.defaultdict(int), collections.defaultdict(dict), collections.defaultdict(float), collections.defaultdict(set)],
    "counter": collections.Counter("banana"),
    "deque": [collections.deque([1, 2], maxlen=3), collections.deque()],
    "chain-map": collections.ChainMap({"a": 1}, {"b": 2}),
    "user-containers": [collections.UserDict(a=1), collections.UserList([1]), collections.UserString("x")],
    "partial": [functools.partial(int, base=16), functools.partial(max, 1), functools.partial(operator.add, 2)],
    "itemgetter": [operator.itemgetter(0), operator.itemgetter("score"), operator.itemgetter(1, 2)],
    "attrgetter": [operator.attrgetter("name"), operator.attrgetter("a", "b")],
    "methodcaller": [operator.methodcaller("lower"), operator.methodcaller("split", ",")],
    "operators": [operator.add, operator.mul, operator.itemgetter, operator.neg],
    "bound-methods": ["abc".upper, "x".join, [1, 2].index, {"a": 1}.get, b"x".hex, (1).bit_length],
    "class-methods": [dict.fromkeys, bytes.fromhex, int.from_bytes, str.lower, list.append, str.maketrans],
    "namespace": [types.SimpleNamespace(lr=0.1, name="x"), argparse.Namespace(epochs=3, out="model.pt", nested=argparse.Namespace(a=1))],
    "mapping-proxy-like": types.SimpleNamespace(data={"eval": 1, "exec": 2}),
    "uuid": [uuid.UUID(int=5), uuid.NAMESPACE_DNS],
    "datetime": [datetime.datetime(2020, 1, 2, 3, 4, 5, 6), datetime.date(2020, 1, 1), datetime.time(1, 2), datetime.timedelta(days=1), datetime.datetime(2020, 1, 1, fold=1)],
    "timezones": [datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=2), "X"), datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)],
    "zoneinfo": [zoneinfo.ZoneInfo("Europe/Berlin"), datetime.datetime(2020, 1, 1, tzinfo=zoneinfo.ZoneInfo("UTC"))],
    "decimal": [decimal.Decimal("1.10"), decimal.Decimal("NaN"), decimal.Context(prec=5)],
    "fraction": fractions.Fraction(1, 3),
    "paths": [pathlib.PurePosixPath("/a/b"), pathlib.PureWindowsPath("c:/x"), pathlib.PosixPath("models/x.pt") if sys.platform != "win32" else pathlib.PurePath("x")],
    "enum": [re.RegexFlag.I, re.RegexFlag.I | re.RegexFlag.M, uuid.SafeUUID.unknown],
    "regex": [re.compile("a+b"), re.compile(rb"\d+", re.I), re.compile(r"[^\W_]+|'s|'t", re.UNICODE)],
    "ip": [ipaddress.ip_address("10.0.0.1"), ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_address("::1"), ipaddress.ip_interface("10.0.0.1/24")],
    "array": [array.array("d", [1.0, 2.0]), array.array("b", b"xyz"), array.array("u", "ab"), array.array("Q", [1])],
    "random": [random.Random(1), random.Random(2).getstate()],
    "template": string.Template("hello $name"),
    "exceptions": [ValueError("x"), KeyError("k"), RuntimeError("r", 1), StopIteration(), OSError(2, "no such file", "x")],
    "iterators": [iter([1, 2]), iter((1,)), iter("ab"), iter({"a": 1}), enumerate([1]), reversed([1, 2]), zip([1], [2]), map(str, [1])],
    "named-tuple-like": collections.namedtuple,
    "struct-time": __import__("time").gmtime(0),
    "version-info": tuple(sys.version_info),
    "generic-alias": [list[int], dict[str, int]],
    "type-hints": [__import__("typing").Optional, __import__("typing").Any],
    "weakless-copyreg": [copyreg.__newobj__, copyreg._reconstructor],
    "logging-level": __import__("logging").INFO,
    "http-status": __import__("http").HTTPStatus.OK,
    "abc-registry": [collections.abc.Mapping, collections.abc.Iterable],
}

HOSTILE = {
    "system": (eval, ("__import__('os').getcwd()",)),
    "getattr": (getattr, (Reduced(__import__, ("os",)), "getcwd")),
    "partial": (functools.partial, (eval, "1")),
    "map": (map, (eval, ["1"])),
    "open": (open, ("/tmp/x", "w")),
    "compile": (compile, ("1", "x", "eval")),
    "methodcaller": (operator.methodcaller("system", "id"), (Reduced(__import__, ("os",)),)),
    "subprocess": (__import__("subprocess").check_output, (["true"],)),
    "popen-class": (__import__("subprocess").Popen, (["true"],)),
    "timeit": (__import__("timeit").timeit, ("1",)),
    "runpy": (__import__("runpy").run_path, ("/tmp/x.py",)),
    "import-module": (__import__("importlib").import_module, ("this_module_is_not_there",)),
    "resolve-name": (__import__("pkgutil").resolve_name, ("os:getcwd",)),
    "url": (__import__("urllib.request").request.urlopen, ("http://model.example/",)),
    "socket": (__import__("socket").create_connection, (("model.example", 80),)),
    "ctypes": (__import__("ctypes").CDLL, ("x.so",)),
    "webbrowser": (__import__("webbrowser").open, ("http://model.example/",)),
    "rmtree": (__import__("shutil").rmtree, ("/tmp/none",)),
    "file-handler": (__import__("logging").FileHandler, ("/tmp/x",)),
    "pty": (__import__("pty").spawn, ("true",)),
    "loads": (pickle.loads, (pickle.dumps(Reduced(__import__("os").getcwd, ())),)),
    "doctest": (__import__("doctest").debug_script, ("1",)),
    "profile": (__import__("cProfile").run, ("1",)),
    "code": (__import__("code").interact, ()),
    "breakpoint": (__import__("pdb").run, ("1",)),
}

for name, value in OBJECTS.items():
    for protocol in PROTOCOLS:
        try:
            content = pickle.dumps(value, protocol)
        except Exception:
            continue  # Some objects cannot be written by every protocol or release.
        with open(clean(f"{name}-{protocol}.pkl"), "wb") as file:
            file.write(content)

for name, call in HOSTILE.items():
    for protocol in PROTOCOLS:
        with open(hostile(f"hostile-{name}-{protocol}.pkl"), "wb") as file:
            pickle.dump([1, Reduced(*call)], file, protocol)

with open(clean("several.pkl"), "wb") as file:
    for value in OBJECTS["numbers"], OBJECTS["ordered-dict"], "end":
        pickle.dump(value, file)
