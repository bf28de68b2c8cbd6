"""Every estimator of scikit-learn that can be fitted on a toy set, by pickle and by joblib in all of its codecs."""
import os
import pickle
import sys

from kit import clean, hostile, need

need("numpy", "sklearn", "joblib")
import joblib
import numpy as np
from sklearn import compose, datasets, feature_extraction, feature_selection, impute, linear_model, model_selection, pipeline, preprocessing, svm, tree
from sklearn.utils import all_estimators
from sklearn.utils.estimator_checks import _construct_instance, _enforce_estimator_tags_X, _enforce_estimator_tags_y

CODECS = [0, 3, 9, ("zlib", 1), ("gzip", 3), ("bz2", 5), ("xz", 2), ("lzma", 2), ("lz4", 1), "zlib", "gzip", "bz2", "xz", "lzma", "lz4"]
SUFFIXES = [".pkl", ".joblib", ".sav", ".pickle", ".model"]
state = np.random.RandomState(1)
X = np.abs(state.randn(40, 5))
y = np.arange(40) % 2
written = 0
refused = []


def keep(name, fitted):
    global written
    protocol = 2 + written % 4
    with open(clean(f"{name}-{protocol}{SUFFIXES[written % len(SUFFIXES)]}"), "wb") as file:
        pickle.dump(fitted, file, protocol)
    codec = CODECS[written % len(CODECS)]
    label = codec if isinstance(codec, (int, str)) else "-".join(map(str, codec))
    joblib.dump(fitted, clean(f"{name}-{label}.joblib"), compress=codec)
    written += 1


for name, kind in all_estimators():
    try:
        estimator = _construct_instance(kind)
        for parameter, value in {"max_iter": 5, "n_estimators": 3, "n_init": 1, "random_state": 0}.items():
            if parameter in estimator.get_params():
                estimator.set_params(**{parameter: value})
        data = _enforce_estimator_tags_X(estimator, X)
        target = _enforce_estimator_tags_y(estimator, y)
        if "MultiTask" in name:
            target = np.column_stack([y, 1 - y]).astype(float)
        if name == "CategoricalNB":
            data = (X > 1).astype(int)
        estimator.fit(data, target)
    except Exception as e:  # Some want text, several outputs or other data.
        refused.append(f"{name}: {type(e).__name__}")
        continue
    keep(name, estimator)

texts = ["the cat sat", "the dog ran", "eval exec import os system"]
for name, fitted in {
    "count-vectorizer": feature_extraction.text.CountVectorizer().fit(texts),
    "tfidf": feature_extraction.text.TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit(texts),
    "hashing": feature_extraction.text.HashingVectorizer(n_features=16).fit(texts),
    "dict-vectorizer": feature_extraction.DictVectorizer().fit([{"a": 1, "b": "x"}]),
    "feature-hasher": feature_extraction.FeatureHasher(4).fit([]),
    "label-binarizer": preprocessing.MultiLabelBinarizer().fit([["a"], ["b"]]),
    "label-encoder": preprocessing.LabelEncoder().fit(["a", "b"]),
    "one-hot": preprocessing.OneHotEncoder(handle_unknown="ignore").fit([["a", 1], ["b", 2]]),
    "ordinal": preprocessing.OrdinalEncoder().fit([["a"], ["b"]]),
    "function": preprocessing.FunctionTransformer(np.log1p).fit(X),
    "pipeline": pipeline.make_pipeline(preprocessing.StandardScaler(), linear_model.LogisticRegression()).fit(X, y),
    "text-pipeline": pipeline.Pipeline([("tfidf", feature_extraction.text.TfidfVectorizer()), ("classifier", svm.LinearSVC())]).fit(texts, [0, 1, 1]),
    "union": pipeline.FeatureUnion([("a", preprocessing.StandardScaler()), ("b", feature_selection.SelectKBest(k=2))]).fit(X, y),
    "columns": compose.ColumnTransformer([("n", preprocessing.StandardScaler(), [0, 1]), ("i", impute.SimpleImputer(), slice(2, 4))], remainder="passthrough").fit(X),
    "grid": model_selection.GridSearchCV(tree.DecisionTreeClassifier(), {"max_depth": [1, 2]}, cv=2).fit(X, y),
    "random-search": model_selection.RandomizedSearchCV(tree.DecisionTreeClassifier(), {"max_depth": [1, 2]}, n_iter=2, cv=2).fit(X, y),
    "scored-grid": model_selection.GridSearchCV(tree.DecisionTreeClassifier(), {"max_depth": [1]}, cv=model_selection.StratifiedKFold(2), scoring="roc_auc").fit(X, y),
    "iris": datasets.load_iris(),
    "selector": feature_selection.SelectKBest(feature_selection.chi2, k=2).fit(X, y),
    "splitters": [model_selection.KFold(3), model_selection.ShuffleSplit(2), model_selection.TimeSeriesSplit(2)],
    "unfitted": [linear_model.Ridge(), svm.SVC(probability=True), tree.DecisionTreeRegressor()],
}.items():
    keep(name, fitted)

VALUES = {
    "array": np.arange(1000.0).reshape(10, 100),
    "fortran": np.asfortranarray(np.ones((5, 6))),
    "objects": np.array(["a", None, {"k": 1}], dtype=object),
    "texts": np.array(["a", "bb"]),
    "mixed": {"weights": [np.ones(3), np.zeros((2, 2), dtype="f4")], "name": "x", "empty": np.zeros((0, 4)), "scalar": np.array(3)},
    "structured": np.zeros(3, dtype=[("a", "i4"), ("b", "f8")]),
    "dates": np.array(["2020-01-01"], dtype="M8[D]"),
    "plain": {"a": [1, 2.5, "x", None]},
    "zeros": np.zeros(200_000),
}
for name, value in VALUES.items():
    for number, codec in enumerate(CODECS):
        label = codec if isinstance(codec, (int, str)) else "-".join(map(str, codec))
        joblib.dump(value, clean(f"{name}-{label}.joblib"), compress=codec, protocol=2 + number % 4)


class Call:
    def __reduce__(self):
        return os.getcwd, ()


for codec in CODECS:
    label = codec if isinstance(codec, (int, str)) else "-".join(map(str, codec))
    joblib.dump({"model": linear_model.Ridge().fit(X, y), "x": np.ones(3), "bad": Call()}, hostile(f"hostile-{label}.joblib"), compress=codec)
    joblib.dump([np.array([Call(), 1], dtype=object)], hostile(f"hostile-array-{label}.joblib"), compress=codec)
bad = preprocessing.FunctionTransformer(eval)
joblib.dump(bad, hostile("function-eval.joblib"))
print(f"{written} estimators; not fitted: {', '.join(refused)}", file=sys.stderr)
