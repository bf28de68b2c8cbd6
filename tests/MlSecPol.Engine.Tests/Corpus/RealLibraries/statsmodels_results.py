"""Fitted models of statsmodels, with and without their formulas."""
import pickle

from kit import clean, need

need("numpy", "pandas", "statsmodels")
import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
from statsmodels.tsa.arima.model import ARIMA
from statsmodels.tsa.holtwinters import ExponentialSmoothing

state = np.random.RandomState(1)
frame = pd.DataFrame({"y": state.rand(30) + 1, "a": state.rand(30), "b": state.rand(30), "k": np.arange(30) % 2})
X = sm.add_constant(frame[["a", "b"]])
RESULTS = {
    "ols": lambda: sm.OLS(frame.y, X).fit(),
    "wls": lambda: sm.WLS(frame.y, X, weights=np.ones(30)).fit(),
    "glm": lambda: sm.GLM(frame.k, X, family=sm.families.Binomial()).fit(),
    "glm-poisson": lambda: sm.GLM(frame.y, X, family=sm.families.Poisson()).fit(),
    "logit": lambda: sm.Logit(frame.k, X).fit(disp=0),
    "robust": lambda: sm.RLM(frame.y, X).fit(),
    "formula": lambda: smf.ols("y ~ a + np.log(b)", frame).fit(),
    "formula-glm": lambda: smf.glm("k ~ a + C(k)", frame, family=sm.families.Binomial()).fit(),
    "arima": lambda: ARIMA(frame.y, order=(1, 0, 0)).fit(),
    "smoothing": lambda: ExponentialSmoothing(frame.y, trend="add").fit(),
    "quantile": lambda: smf.quantreg("y ~ a", frame).fit(),
    "density": lambda: sm.nonparametric.KDEUnivariate(frame.y),
}
for name, fit in RESULTS.items():
    try:
        result = fit()
        contents = [pickle.dumps(result, protocol) for protocol in (2, 4, 5)]
    except Exception:
        continue  # Some results hold what pickle refuses.
    for protocol, content in zip((2, 4, 5), contents):
        with open(clean(f"{name}-{protocol}.pkl"), "wb") as file:
            file.write(content)
    if hasattr(result, "save"):
        result.save(clean(f"{name}-saved.pickle"))
    if hasattr(result, "remove_data"):
        result.save(clean(f"{name}-bare.pickle"), remove_data=True)
