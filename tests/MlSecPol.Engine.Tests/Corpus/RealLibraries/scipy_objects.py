"""Sparse matrices, distributions and other objects of SciPy."""
import pickle

from kit import clean, hostile, need

need("numpy", "scipy")
import numpy as np
import scipy.interpolate
import scipy.io
import scipy.optimize
import scipy.signal
import scipy.sparse as sparse
import scipy.spatial
import scipy.stats

matrix = sparse.random(20, 10, 0.2, random_state=1)
number = 0
for kind in "csr", "csc", "coo", "bsr", "dia", "lil", "dok":
    kept = matrix.asformat(kind)
    if kind in ("csr", "csc", "coo", "bsr", "dia"):
        sparse.save_npz(clean(f"{kind}.npz"), kept)
        sparse.save_npz(clean(f"{kind}-plain.npz"), kept, compressed=False)
    for protocol in range(6):
        with open(clean(f"{kind}-{protocol}.pkl"), "wb") as file:
            pickle.dump(kept, file, protocol)
for kind in "csr", "csc", "coo":
    array = getattr(sparse, kind + "_array")(matrix)
    with open(clean(f"{kind}-array.pkl"), "wb") as file:
        pickle.dump(array, file)

x = np.linspace(0, 1, 10)
OBJECTS = {
    "frozen": [scipy.stats.norm(0, 1), scipy.stats.gamma(2), scipy.stats.uniform(0, 1), scipy.stats.poisson(3), scipy.stats.randint(1, 9), scipy.stats.loguniform(1e-4, 1)],
    "distributions": [scipy.stats.norm, scipy.stats.expon, scipy.stats.binom, scipy.stats.beta],
    "multivariate": scipy.stats.multivariate_normal,
    "density": scipy.stats.gaussian_kde(x),
    "trees": [scipy.spatial.cKDTree(np.random.RandomState(1).rand(10, 2)), scipy.spatial.KDTree(np.random.RandomState(1).rand(10, 2))],
    "rotation": scipy.spatial.transform.Rotation.from_euler("z", 1),
    "interpolation": [scipy.interpolate.CubicSpline(x, x**2), scipy.interpolate.PchipInterpolator(x, x), scipy.interpolate.BSpline([0, 1, 2, 3], [1, 2], 1), scipy.interpolate.interp1d(x, x)],
    "splines": [scipy.interpolate.UnivariateSpline(x, x), scipy.interpolate.RegularGridInterpolator((x,), x)],
    "filters": [scipy.signal.butter(3, 0.2), scipy.signal.dlti([1], [1, 2])],
    "optimum": scipy.optimize.OptimizeResult(x=np.arange(2), fun=0.5, message="done"),
    "bounds": [scipy.optimize.Bounds(0, 1), scipy.optimize.LinearConstraint(np.eye(2), 0, 1)],
    "test-results": [scipy.stats.ttest_ind([1, 2, 3], [2, 3, 5]), scipy.stats.linregress([1, 2, 3], [2, 3, 5]), scipy.stats.describe([1, 2, 3])],
}
for name, value in OBJECTS.items():
    for protocol in 0, 2, 4, 5:
        try:
            content = pickle.dumps(value, protocol)
        except Exception:
            continue
        with open(clean(f"{name}-{protocol}.pkl"), "wb") as file:
            file.write(content)

# A distribution of SciPy runs the text in its state.
state = scipy.stats.norm.__getstate__() if hasattr(scipy.stats.norm, "__getstate__") else {}
if "_parse_arg_template" in state:
    class Distribution:
        def __reduce__(self):
            return scipy.stats._continuous_distns.norm_gen, (), {**state, "_parse_arg_template": "import os"}

    with open(hostile("distribution.pkl"), "wb") as file:
        pickle.dump(Distribution(), file)
