"""Makes samples/models with the real libraries; see samples/README.md.

Usage: python3 samples/make/models.py   (from the repository root; needs numpy, scikit-learn, joblib, torch)
"""

import gzip
import io
import pathlib
import pickle
import sys

import joblib
import numpy as np
import sklearn
import torch
from sklearn.cluster import KMeans
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "models"


def sensor_table(seed):
    """240 synthetic rows: temperature, humidity, vibration, current; the label says whether the machine runs hot."""
    rng = np.random.default_rng(seed)
    features = rng.normal([40.0, 55.0, 0.8, 6.0], [6.0, 9.0, 0.2, 1.5], size=(240, 4)).round(3)
    label = (features[:, 0] + 4 * features[:, 3] > 64).astype(np.int64)
    return features, label


def scikit_learn(features, label):
    forest = RandomForestClassifier(n_estimators=10, max_depth=5, random_state=7, n_jobs=1).fit(features, label)
    joblib.dump(forest, FOLDER / "sensor-forest.joblib")
    joblib.dump(forest, FOLDER / "sensor-forest.joblib.z", compress=("zlib", 6))
    # joblib would stamp the time of writing into the gzip header; this writer leaves the field empty.
    with open(FOLDER / "sensor-forest.joblib.gz", "wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        joblib.dump(forest, packed)

    pipeline = make_pipeline(StandardScaler(), LogisticRegression(random_state=7)).fit(features, label)
    (FOLDER / "sensor-pipeline.protocol2.pkl").write_bytes(pickle.dumps(pipeline, protocol=2))
    boosted = GradientBoostingRegressor(n_estimators=12, max_depth=2, random_state=7).fit(features[:, :3], features[:, 3])
    (FOLDER / "current-regressor.protocol4.pkl").write_bytes(pickle.dumps(boosted, protocol=4))
    clusters = KMeans(n_clusters=3, n_init=2, random_state=7).fit(features)
    (FOLDER / "sensor-clusters.protocol5.pkl").write_bytes(pickle.dumps(clusters, protocol=5))


def numpy_arrays(features, label):
    np.save(FOLDER / "sensor-weights.npy", features.mean(axis=0).astype(np.float32))
    np.savez_compressed(FOLDER / "sensor-arrays.npz", features=features, label=label, mean=features.mean(axis=0))


def pytorch():
    torch.manual_seed(7)
    network = torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
    buffer = io.BytesIO()
    torch.save(network.state_dict(), buffer)
    (FOLDER / "sensor-network.pt").write_bytes(buffer.getvalue())
    # The storage keys of this older layout are memory addresses of the writing process: they differ from run to run.
    torch.save(network.state_dict(), FOLDER / "sensor-network.legacy.pt", _use_new_zipfile_serialization=False)


def main():
    FOLDER.mkdir(exist_ok=True)
    features, label = sensor_table(seed=7)
    scikit_learn(features, label)
    numpy_arrays(features, label)
    pytorch()
    print(f"Python {sys.version.split()[0]}, scikit-learn {sklearn.__version__}, joblib {joblib.__version__}, "
          f"NumPy {np.__version__}, PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
