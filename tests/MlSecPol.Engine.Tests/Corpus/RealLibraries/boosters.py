"""Boosters of XGBoost in every format that it writes, by name, by pickle and by joblib."""
import pickle

from kit import beside, clean, need

need("numpy", "xgboost")
import numpy as np
import xgboost

state = np.random.RandomState(1)
X, y = state.rand(60, 4), np.arange(60) % 2
matrix = xgboost.DMatrix(X, label=y, feature_names=["eval", "exec", "os.system", "d"])
for objective in "binary:logistic", "reg:squarederror", "multi:softprob", "rank:pairwise", "count:poisson":
    for kind in "gbtree", "gblinear", "dart":
        parameters = {"objective": objective, "booster": kind, "nthread": 1}
        if objective.startswith("multi"):
            parameters["num_class"] = 2
        try:
            booster = xgboost.train(parameters, matrix, num_boost_round=2)
        except Exception:
            continue
        name = f"{objective.replace(':', '-')}-{kind}"
        for suffix in "json", "ubj", "deprecated", "model":
            booster.save_model(clean(f"{name}.{suffix}"))
        with open(clean(f"{name}.raw.bin"), "wb") as file:
            file.write(booster.save_raw("ubj"))
        with open(clean(f"{name}.config.json"), "w") as file:
            file.write(booster.save_config())
        with open(clean(f"{name}.pkl"), "wb") as file:
            pickle.dump(booster, file)
        booster.dump_model(clean(f"{name}.dump.txt"))
        booster.dump_model(clean(f"{name}.dump.json"), dump_format="json")
try:
    import joblib

    for number, kind in enumerate((xgboost.XGBClassifier, xgboost.XGBRegressor, xgboost.XGBRFClassifier)):
        fitted = kind(n_estimators=2, n_jobs=1).fit(X, y)
        joblib.dump(fitted, beside(f"{kind.__name__}.joblib"), compress=number)
        clean(f"{kind.__name__}.joblib")
        for protocol in 2, 4, 5:
            with open(clean(f"{kind.__name__}-{protocol}.pkl"), "wb") as file:
                pickle.dump(fitted, file, protocol)
except ImportError:
    pass
