# Maximum likelihood in R of the families of amounts and counts on public data, for fits_in_r_test.cpp.
#
# Run from the project's root with PLIMSOLL_DATA naming the folder of public data:
#   Rscript tests/oracle/cost/fits_in_r.R > tests/oracle/cost/fits_in_r.csv
# Needs the Debian packages r-base-core, r-cran-fitdistrplus and r-cran-actuar.
suppressPackageStartupMessages({
  library(fitdistrplus)
  library(actuar)
})
data_folder <- Sys.getenv("PLIMSOLL_DATA", "../shared/data")
read <- function(name) read.csv(file.path(data_folder, name))

# name: our family; r: R's; start: on the natural scale, all above 0.
families <- list(
  list(name = "lognormal", r = "lnorm", start = function(x) list(meanlog = mean(log(x)), sdlog = sd(log(x)))),
  list(name = "gamma", r = "gamma", start = function(x) list(shape = mean(x)^2 / var(x), scale = var(x) / mean(x))),
  list(name = "weibull", r = "weibull", start = function(x) if (min(x) > 1e4) list(shape = 0.4, scale = 4000) else list(shape = 1.28 / sd(log(x)), scale = mean(x))),
  list(name = "inverse_gaussian", r = "invgauss", start = function(x) list(mean = mean(x), shape = 1 / (mean(1 / x) - 1 / mean(x)))),
  list(name = "lomax", r = "pareto", start = function(x) list(shape = 2.5, scale = 1.5 * mean(x))),
  list(name = "burr", r = "burr", start = function(x) list(shape1 = 1, shape2 = 1.8 / sd(log(x)), scale = median(x))),
  list(name = "gb2", r = "trbeta", start = function(x) list(shape1 = 1, shape2 = 1.8 / sd(log(x)), shape3 = 1, scale = median(x))))

# Left-truncated at `cut`; the search is by fitdist's Nelder-Mead on logarithms, restarted at its answer until
# that gains nothing.
fit <- function(data_name, x, family, cut = 0) {
  density <- get(paste0("d", family$r)); upper <- get(paste0("p", family$r))
  start <- family$start(x)
  keys <- names(start)
  natural <- function(logs) setNames(as.list(exp(unlist(logs))), keys)
  arguments <- function(logs) if (family$r == "lnorm") list(meanlog = logs[[1]], sdlog = exp(logs[[2]])) else natural(logs)
  dsearch <<- function(x) NULL
  psearch <<- function(q) NULL
  letters_of <- paste0("t", seq_along(keys))
  formals(dsearch) <<- c(alist(x = ), setNames(rep(alist(a = ), length(keys)), letters_of))
  body(dsearch) <<- bquote({
    p <- .(arguments)(.(as.call(c(as.name("list"), lapply(letters_of, as.name)))))
    kept <- if (.(cut) > 0) do.call(.(upper), c(list(.(cut)), p, lower.tail = FALSE)) else 1
    do.call(.(density), c(list(x), p)) / kept
  })
  formals(psearch) <<- c(alist(q = ), formals(dsearch)[-1])
  body(psearch) <<- bquote({
    p <- .(arguments)(.(as.call(c(as.name("list"), lapply(letters_of, as.name)))))
    at_cut <- if (.(cut) > 0) do.call(.(upper), c(list(.(cut)), p)) else 0
    (do.call(.(upper), c(list(q), p)) - at_cut) / (1 - at_cut)
  })
  logs <- lapply(seq_along(keys), function(i) if (family$r == "lnorm" && i == 1) start[[i]] else log(start[[i]]))
  names(logs) <- letters_of
  best <- -Inf
  for (round in 1:12) {
    found <- tryCatch(suppressWarnings(fitdist(x, "search", start = logs, optim.method = "Nelder-Mead",
                                               control = list(maxit = 5000, reltol = 1e-13), discrete = FALSE)),
                      error = function(e) NULL)
    if (is.null(found)) break
    gained <- found$loglik - best
    best <- max(best, found$loglik)
    logs <- as.list(found$estimate)
    if (gained < 1e-5) break
  }
  cat(sprintf("%s,%s,%d,%.6f,%s\n", data_name, family$name, length(x), best,
              paste(sprintf("%.8g", unlist(arguments(logs))), collapse = ";")))
}

fit_counts <- function(data_name, n) {
  poisson <- fitdist(n, "pois")
  binomial <- fitdist(n, "nbinom", control = list(maxit = 5000, reltol = 1e-13))
  cat(sprintf("%s,poisson,%d,%.6f,%.8g\n", data_name, length(n), poisson$loglik, poisson$estimate))
  cat(sprintf("%s,negative_binomial,%d,%.6f,%s\n", data_name, length(n), binomial$loglik,
              paste(sprintf("%.8g", binomial$estimate), collapse = ";")))
}

cat(sprintf("# %s, fitdistrplus %s, actuar %s; made by fits_in_r.R, log-likelihood at R's best\n",
            R.version.string, packageVersion("fitdistrplus"), packageVersion("actuar")))
cat("data,family,n,log_likelihood,parameters\n")
soa <- read("soa_large_claims/soa_group_medical_1991_claims_ge_25k.csv")$size
rand <- read("rand_hie/rand_hie_person_year.csv.gz")
meps <- read("meps/meps_2014_person.csv.gz")
for (family in families) {
  fit("soa", soa, family, cut = 25000)
  fit("rand_hie", rand$meddol[!is.na(rand$meddol) & rand$meddol > 0], family)
  fit("meps_2014_inpatient", meps$iptexp14[!is.na(meps$iptexp14) & meps$iptexp14 > 0], family)
}
pareto1 <- list(name = "pareto", r = "pareto1", start = NULL)
cat(sprintf("soa,pareto,%d,%.6f,%.8g\n", length(soa),
            sum(dpareto1(soa, 1 / mean(log(soa / 25000)), 25000, log = TRUE)), 1 / mean(log(soa / 25000))))
fit_counts("rand_hie_visits", rand$mdvis[!is.na(rand$mdvis)])
fit_counts("meps_2014_discharges", meps$ipdis14[!is.na(meps$ipdis14) & meps$ipdis14 >= 0])
