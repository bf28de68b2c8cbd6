"""Plain data of dill and cloudpickle, whose names alone are no finding, and code objects, which are one."""
import collections
import datetime
import decimal
import os
import sys

from kit import clean, hostile, need

need("dill", "cloudpickle", "numpy")
import cloudpickle
import dill
import numpy as np

PLAIN = {
    "data": {"a": [1, 2.5, "x", None, True], "b": (1, {2, 3}), "c": b"bytes"},
    "ordered": collections.OrderedDict(a=1),
    "array": {"w": np.ones((3, 3)), "r": np.random.RandomState(1)},
    "dates": [datetime.datetime(2020, 1, 1), datetime.timedelta(1), decimal.Decimal("1.5")],
    "types": [int, str, dict, type(None), collections.OrderedDict, np.float32, np.ndarray],
    "functions": [len, np.mean, os.path.join, datetime.datetime.now],
    "slices": [slice(1, 2), range(3), Ellipsis, complex(1, 2)],
}
try:
    from sklearn.linear_model import LinearRegression

    PLAIN["estimator"] = LinearRegression().fit([[1], [2]], [1, 2])
except ImportError:
    pass
for name, value in PLAIN.items():
    for protocol in 2, 3, 4, 5:
        for library in dill, cloudpickle:
            with open(clean(f"{library.__name__}-{name}-{protocol}.pkl"), "wb") as file:
                library.dump(value, file, protocol=protocol)
    with open(clean(f"{name}.dill"), "wb") as file:
        dill.dump(value, file, recurse=True, byref=True)


class Call:
    def __reduce__(self):
        return os.getcwd, ()


def payload(x):
    return os.getcwd()


class Model:
    def predict(self, x):
        return os.getcwd()


payload.__module__ = Model.__module__ = "__main__"
for library in dill, cloudpickle:
    for name, value in {"call": [1, Call()], "function": payload, "lambda": lambda x: os.getcwd(), "instance": Model(), "class": Model}.items():
        for protocol in 2, 4, 5:
            try:
                content = library.dumps(value, protocol=protocol)
            except Exception:
                continue
            with open(hostile(f"{library.__name__}-{name}-{protocol}.pkl"), "wb") as file:
                file.write(content)
