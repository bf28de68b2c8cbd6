"""Frames, series and indexes of pandas."""
import os
import pickle

from kit import clean, hostile, need

need("numpy", "pandas")
import numpy as np
import pandas as pd

dates = pd.date_range("2020-01-01", periods=4)
FRAMES = {
    "numbers": pd.DataFrame({"a": [1, 2, 3], "b": [1.0, np.nan, 3.0]}),
    "texts": pd.DataFrame({"a": ["x", None, "ü"], "code": ["import os", "eval(1)", "os.system"]}),
    "categories": pd.DataFrame({"c": pd.Categorical(["a", "b", "a"], ordered=True)}),
    "dates": pd.DataFrame({"d": dates, "v": range(4)}, index=dates),
    "zones": pd.DataFrame({"d": dates.tz_localize("Europe/Berlin"), "u": dates.tz_localize("UTC")}),
    "periods": pd.DataFrame({"p": pd.period_range("2020-01", periods=3, freq="M")}),
    "durations": pd.DataFrame({"t": pd.to_timedelta([1, 2], unit="D")}),
    "intervals": pd.DataFrame({"i": pd.interval_range(0, 3)}),
    "levels": pd.DataFrame(np.ones((4, 2)), index=pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", "y"]), columns=pd.MultiIndex.from_tuples([("p", "q"), ("p", "r")])),
    "nullable": pd.DataFrame({"i": pd.array([1, None], dtype="Int64"), "b": pd.array([True, None], dtype="boolean"), "s": pd.array(["x", None], dtype="string"), "f": pd.array([1.5, None], dtype="Float32")}),
    "sparse": pd.DataFrame({"s": pd.arrays.SparseArray([0, 0, 1])}),
    "objects": pd.DataFrame({"o": [{"a": 1}, [1, 2], (1,)]}),
    "empty": pd.DataFrame(),
    "mixed": pd.DataFrame({"a": [1], "b": ["x"], "c": [1.5], "d": [True], "e": [pd.Timestamp("2020-01-01")], "f": pd.Categorical(["z"]), "g": [1j]}),
    "series": pd.Series([1, 2], name="s", index=["a", "b"]),
    "series-attrs": pd.Series([1.5]),
}
INDEXES = {
    "indexes": [pd.Index([1, 2]), pd.RangeIndex(5), pd.DatetimeIndex(dates), pd.CategoricalIndex(["a"]), pd.IntervalIndex.from_breaks([0, 1]), pd.TimedeltaIndex([1]), pd.Index(["a"]), pd.PeriodIndex(["2020"], freq="Y")],
    "scalars": [pd.Timestamp("2020-01-01"), pd.Timestamp("2020-01-01", tz="Europe/Berlin"), pd.Timedelta(1, "D"), pd.Period("2020-01"), pd.NaT, pd.NA, pd.Interval(0, 1)],
    "offsets": [pd.offsets.MonthEnd(), pd.offsets.BDay(2), pd.offsets.Hour(3), pd.DateOffset(months=1), pd.offsets.Week(weekday=1)],
    "types": [pd.CategoricalDtype(["a"]), pd.DatetimeTZDtype(tz="UTC"), pd.Int64Dtype(), pd.StringDtype(), pd.SparseDtype("f8"), pd.PeriodDtype("D")],
    "grouped": FRAMES["numbers"].describe(),
}
FRAMES["series-attrs"].attrs["note"] = "x"
for name, value in {**FRAMES, **INDEXES}.items():
    for protocol in 2, 3, 4, 5:
        with open(clean(f"{name}-{protocol}.pkl"), "wb") as file:
            pickle.dump(value, file, protocol)
for name, frame in FRAMES.items():
    for suffix in "gz", "bz2", "xz", "zip", "zst", "tar":
        try:
            frame.to_pickle(clean(f"{name}.pkl.{suffix}") if suffix != "zst" or __import__("zstandard") else None)
        except ImportError:
            pass


class Call:
    def __reduce__(self):
        return os.getcwd, ()


for suffix in "", ".gz", ".bz2", ".xz", ".zip", ".tar":
    pd.DataFrame({"o": [Call()]}).to_pickle(hostile(f"hostile.pkl{suffix}"))


class Query:
    def __reduce__(self):
        return pd.eval, ("1 + 1",)


class Read:
    def __reduce__(self):
        return pd.read_pickle, ("/tmp/none.pkl",)


for name, value in {"eval": Query(), "read": Read()}.items():
    with open(hostile(f"{name}.pkl"), "wb") as file:
        pickle.dump(value, file)
