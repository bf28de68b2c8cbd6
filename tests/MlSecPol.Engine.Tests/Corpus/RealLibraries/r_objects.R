# Objects of R, saved in every format and codec. Run as `Rscript r_objects.R <folder>`; see kit.py for the rules.
folder <- commandArgs(trailingOnly = TRUE)[1]
note <- function(label, name) {
  cat(label, "\t", name, "\n", sep = "", file = file.path(folder, "manifest.tsv"), append = TRUE)
  file.path(folder, name)
}
clean <- function(name) note("clean", name)

plain_formula <- y ~ a + b
environment(plain_formula) <- globalenv()
set.seed(1)
frame <- data.frame(y = rnorm(20), a = rnorm(20), b = runif(20), f = factor(rep(c("x", "y"), 10)), d = as.Date("2020-01-01") + 0:19)
linear <- lm(y ~ a + b, data = frame)
logistic <- glm(f ~ a, data = frame, family = binomial)

objects <- list(
  null = NULL, numbers = c(1.5, NA, Inf, NaN), integers = 1:10, sequence = seq(1, 9, 2), logicals = c(TRUE, NA), texts = c("a", NA, "eval(parse(text='1'))"),
  unicode = c("ü", "\u20ac"), complex = 1i, raw = as.raw(0:255), list = list(a = 1, b = list("x", NULL)), matrix = matrix(1:6, 2), array = array(1:24, c(2, 3, 4)),
  frame = frame, factor = frame$f, dates = frame$d, times = as.POSIXct("2020-01-01", tz = "UTC"), formula = plain_formula, table = table(frame$f),
  series = ts(1:12, start = 2020, frequency = 12), lm = linear, glm = logistic, summary = summary(linear), anova = anova(linear), terms = terms(linear),
  clusters = kmeans(frame[, c("a", "b")], 2), components = prcomp(frame[, c("a", "b")]), tree = hclust(dist(frame$a)), spline = smooth.spline(frame$a, frame$y),
  loess = loess(y ~ a, frame), environment = list2env(list(a = 1, b = "x"), parent = emptyenv()), symbol = as.name("x"), call_like = quote(a + b),
  big = rnorm(5000), deep = Reduce(function(x, i) list(x), 1:50, list()), named = setNames(1:3, c("a", "b", "c")), difference = as.difftime(1, units = "days"),
  density = density(frame$a), poly = poly(frame$a, 2), arima = arima(ts(frame$y), order = c(1, 0, 0)), test = t.test(frame$a), version = R.version, package = packageVersion("stats"))

codecs <- list(gzip = "gzip", bzip2 = "bzip2", xz = "xz", plain = FALSE)
for (name in names(objects)) {
  value <- objects[[name]]
  for (version in 2:3) saveRDS(value, clean(sprintf("%s-%d.rds", name, version)), version = version)
  codec <- names(codecs)[1 + nchar(name) %% 4]
  saveRDS(value, clean(sprintf("%s-%s.rds", name, codec)), compress = codecs[[codec]])
  saveRDS(value, clean(sprintf("%s-ascii.rds", name)), ascii = TRUE)
  save(value, file = clean(sprintf("%s.RData", name)))
}
for (codec in c("gzip", "bzip2", "xz")) save(frame, linear, logistic, file = clean(sprintf("several-%s.rda", codec)), compress = codec)
save(frame, linear, file = clean("several-ascii.RData"), ascii = TRUE)
save(frame, linear, file = clean("several-2.RData"), version = 2)
dput(objects$numbers, file = file.path(folder, "numbers.R"))
connection <- file(clean("big-endian.rds"), "wb")
invisible(serialize(frame, connection, xdr = TRUE))
invisible(close(connection))
connection <- file(clean("little-endian.rds"), "wb")
invisible(serialize(frame, connection, xdr = FALSE))
invisible(close(connection))

# A promise runs its code when the object is first looked at; R itself writes none, so the environment is asked to keep one.
holder <- new.env(parent = emptyenv())
delayedAssign("x", system("true"), assign.env = holder)
promise <- note("hostile", "promise.rds")
saveRDS(holder, promise)
