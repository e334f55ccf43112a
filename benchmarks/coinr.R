# COINr on the sizes of benchmarks/scoring.py: writes milliseconds per work as JSON to the path given.
# 514 units x 100 indicators in 20 groups and 6 dimensions, 3 % missing, min-max, arithmetic mean.
suppressMessages(library(COINr))
set.seed(1)
units <- 514; items <- 100; subs <- 20; dimensions <- 6
iData <- as.data.frame(matrix(sample(1:5, units * items, replace = TRUE), units))
iData[matrix(runif(units * items) < 0.03, units)] <- NA
names(iData) <- paste0("I", seq_len(items))
iData$uCode <- paste0("u", seq_len(units))
sub <- paste0("S", (seq_len(items) - 1) * subs %/% items + 1)
dimension <- paste0("D", (seq_len(subs) - 1) * dimensions %/% subs + 1)
iMeta <- data.frame(
  Level = c(rep(1, items), rep(2, subs), rep(3, dimensions), 4),
  iCode = c(names(iData)[seq_len(items)], paste0("S", seq_len(subs)), paste0("D", seq_len(dimensions)), "Index"),
  Parent = c(sub, dimension, rep("Index", dimensions), NA),
  Direction = 1, Weight = 1,
  Type = c(rep("Indicator", items), rep("Aggregate", subs + dimensions + 1))
)
minmax <- list(f_n = "n_minmax", f_n_para = list(l_u = c(0, 100)))
build <- function() {
  coin <- new_coin(iData, iMeta, level_names = c("Indicator", "Sub", "Dimension", "Index"), quietly = TRUE)
  coin <- Normalise(coin, dset = "Raw", global_specs = minmax)
  Aggregate(coin, dset = "Normalised", f_ag = "a_amean")
}
milliseconds <- function(work) unname(system.time(work())["elapsed"]) * 1000
coin <- build()
noisy <- get_noisy_weights(
  coin$Meta$Weights$Original,
  noise_specs = list(list(Level = 2, NoiseFactor = 0.25), list(Level = 3, NoiseFactor = 0.25)), Nrep = 100
)
specs <- list(
  Normalisation = list(
    Address = "$Log$Normalise$global_specs", Type = "discrete",
    Distribution = list(minmax, list(f_n = "n_zscore", f_n_para = list(m_sd = c(10, 2))), list(f_n = "n_prank"))
  ),
  Weights = list(Address = "$Log$Aggregate$w", Type = "discrete", Distribution = noisy)
)
times <- list(
  "assess" = median(replicate(5, milliseconds(build))),
  "leave one out" = milliseconds(function() {
    remove_elements(coin, Level = 1, dset = "Aggregated", iCode = "Index", quietly = TRUE)
  }),
  "uncertainty" = milliseconds(function() {
    get_sensitivity(
      coin, SA_specs = specs, N = 1000, SA_type = "UA", dset = "Aggregated", iCode = "Index", quietly = TRUE
    )
  })
)
body <- paste(sprintf('"%s": %.3f', names(times), unlist(times)), collapse = ", ")
writeLines(paste0("{", body, "}"), commandArgs(trailingOnly = TRUE)[1])
