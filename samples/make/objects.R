# Makes tests/fixtures/models/MS4.UnsafeObjects/pass-linear-model.rds with R itself.
# Usage: Rscript samples/make/objects.R   (from the repository root)
set.seed(1)
data <- data.frame(x = rnorm(20), y = rnorm(20), g = factor(rep(c("a", "b"), 10)))
saveRDS(lm(y ~ x + g, data), "tests/fixtures/models/MS4.UnsafeObjects/pass-linear-model.rds")
