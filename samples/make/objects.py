"""Makes fixtures of native models with the real libraries.

Usage: python3 samples/make/objects.py   (from the repository root; needs numpy, scikit-learn, skops, xgboost 1.7)
"""

import pathlib

import numpy as np
import skops.io
import xgboost
from sklearn.linear_model import LogisticRegression

FOLDER = pathlib.Path("tests/fixtures/models")

points = np.random.RandomState(0).randn(100, 4)
labels = (points[:, 0] > 0).astype(int)
skops.io.dump(LogisticRegression().fit(np.abs(points[:60]), labels[:60]), FOLDER / "MS4.UnsafeObjects/pass-estimator.skops")
trees = xgboost.train(
    {"booster": "gbtree", "objective": "binary:logistic", "max_depth": 3},
    xgboost.DMatrix(points, labels, feature_names=list("abcd")),
    3,
)
trees.save_model(FOLDER / "MS4.HeaderBounds/pass-trees.ubj")
(FOLDER / "MS4.HeaderBounds/pass-trees.xgb").write_bytes(trees.save_raw("deprecated"))
