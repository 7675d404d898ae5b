# The reference panel in R: six categories, every claim drawn, a member's year capped, summed over the panel.
#
# Usage: Rscript r_reference_panel.R rowsum|cumsum|rcompound [TRIALS]
# TRIALS of 100,000 members are drawn to check the answers (4).
# rowsum and cumsum draw all claims of a category at once and differ in how a member's claims are added;
# rcompound is actuar's compound distribution. Prints {"stage": work units per second} after its answers have been
# checked, as every peer does; see peer.py. Needs the packages r-base-core and, for rcompound, r-cran-actuar.

cap <- 150000
tail_start <- 100000
tail_index <- 2.2
category_means <- c(1174.123, 1054.091, 247.013, 631.121, 633.780, 500.406) # README of the public data
category_deviations <- c(9907, 2579, 842.4, 759.5, 1117, 2622) # of one member's year, from the laws
capped_mean <- 4207.98
capped_deviation <- 2439447 / sqrt(100000) # of one member's capped year
allowed_errors <- 4.9

check <- function(what, got, expected, tolerance) {
  if (!isTRUE(abs(got - expected) <= tolerance)) {
    message(sprintf("%s: %g is not within %.3g of %g", what, got, tolerance, expected))
    quit(status = 1)
  }
}

public_file <- function() {
  script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
  beside <- file.path(dirname(normalizePath(script)), "..", "..", "..", "shared", "data")
  file.path(Sys.getenv("PLIMSOLL_DATA", beside), "reference_panel", "reference_panel.csv")
}

# By category: family, parameters, size, and mean and scale by member.
laws_of_members <- function(rows, members) {
  weights <- rows$weight[rows$cat == 0]
  dealt <- round(weights * members)
  dealt[length(dealt)] <- members - sum(dealt[-length(dealt)])
  lapply(0:5, function(name) {
    own <- rows[rows$cat == name, ]
    stopifnot(nrow(unique(own[c("family", "p1", "p2", "r")])) == 1)
    list(family = own$family[1], p1 = own$p1[1], p2 = own$p2[1], size = own$r[1],
         mean = rep(own$mean, dealt), scale = rep(own$scale, dealt))
  })
}

rlognormal_pareto <- function(n, meanlog, sdlog) {
  amounts <- rlnorm(n, meanlog, sdlog)
  large <- which(amounts > tail_start)
  amounts[large] <- tail_start * runif(length(large))^(-1 / tail_index)
  amounts
}

amounts_of <- function(law, claims) {
  switch(law$family,
         LN = rlnorm(claims, law$p1, law$p2),
         GA = rgamma(claims, law$p1, scale = law$p2),
         LNP = rlognormal_pareto(claims, law$p1, law$p2))
}

counts_of <- function(law) {
  n <- length(law$mean)
  if (law$size > 0) rnbinom(n, size = law$size, mu = law$mean) else rpois(n, law$mean)
}

years_by_cumsum <- function(law) {
  counts <- counts_of(law)
  running <- c(0, cumsum(amounts_of(law, sum(counts))))
  last <- cumsum(counts)
  law$scale * (running[last + 1] - running[last - counts + 1])
}

years_by_rowsum <- function(law) {
  counts <- counts_of(law)
  some <- which(counts > 0)
  years <- numeric(length(counts))
  years[some] <- rowsum(amounts_of(law, sum(counts)), rep(some, counts[some]), reorder = FALSE)
  law$scale * years
}

# The models are expressions that rcompound completes with the number of draws.
years_by_rcompound <- function(law) {
  n <- length(law$mean)
  mu <- law$mean
  count <- if (law$size > 0) bquote(rnbinom(size = .(law$size), mu = mu)) else quote(rpois(mu))
  amount <- switch(law$family,
                   LN = bquote(rlnorm(.(law$p1), .(law$p2))),
                   GA = bquote(rgamma(.(law$p1), scale = .(law$p2))),
                   LNP = bquote(rlognormal_pareto(.(law$p1), .(law$p2))))
  law$scale * eval(bquote(actuar::rcompound(n, .(count), .(amount))))
}

panel_total <- function(laws, years_of) sum(pmin(Reduce(`+`, lapply(laws, years_of)), cap))

check_panel <- function(laws, years_of, trials) {
  member_years <- trials * length(laws[[1]]$mean)
  errors <- allowed_errors / sqrt(member_years)
  sums <- numeric(6)
  capped <- 0
  for (trial in seq_len(trials)) {
    years <- sapply(laws, years_of)
    sums <- sums + colSums(years)
    capped <- capped + sum(pmin(rowSums(years), cap))
  }
  for (category in 1:6) {
    check(sprintf("R, reference panel: mean of category %d", category - 1), sums[category] / member_years,
          category_means[category], errors * category_deviations[category])
  }
  check("R, reference panel: capped mean", capped / member_years, capped_mean, errors * capped_deviation)
}

# Units per second of processor time, for 0.3 seconds after a warm-up, as peer.py counts it.
rate <- function(work, units) {
  processor <- function() sum(proc.time()[c("user.self", "sys.self")])
  work()
  runs <- 0
  start <- processor()
  while ((elapsed <- processor() - start) < 0.3) {
    work()
    runs <- runs + 1
  }
  units * runs / elapsed
}

main <- function(method, trials = "4") {
  years_of <- switch(method, cumsum = years_by_cumsum, rowsum = years_by_rowsum, rcompound = years_by_rcompound,
                     stop("unknown method ", method))
  file <- public_file()
  if (!file.exists(file)) {
    cat("{}\n")
    return(invisible())
  }
  rows <- read.csv(file)
  set.seed(20260715)
  laws <- laws_of_members(rows, 100000)
  check_panel(laws, years_of, as.integer(trials))
  small <- laws_of_members(rows, 2000)
  cat(sprintf('{"draw/reference_panel/members:100000": %.1f, "draw/reference_panel/members:2000": %.1f}\n',
              rate(function() panel_total(laws, years_of), 100000),
              rate(function() panel_total(small, years_of), 2000)))
}

do.call(main, as.list(commandArgs(TRUE)))
