# The figures of BuhlmannStraub.HachemeisterAsInR: Rscript credibility_in_r.R (Debian's r-cran-actuar, 3.3-2).
library(actuar)
data(hachemeister)
options(digits = 12)
print(summary(cm(~state, hachemeister, ratios = ratio.1:ratio.12, weights = weight.1:weight.12)))
