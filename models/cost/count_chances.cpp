#include "plimsoll/models/cost/count_chances.hpp"

namespace plimsoll {

CountChances::CountChances(CountLaw const& law, double mean) {
  ZeroModified const form = zero_modified(with_mean(law, mean));
  base_ = form.base;
  form_factor_ = form.factor;
  double const base_mean = plimsoll::mean(base_);
  if (auto const* negative_binomial = std::get_if<NegativeBinomialCount>(&base_)) {
    size_ = negative_binomial->size;
    base_none_ = std::exp(-size_ * std::log1p(base_mean / size_));
    factor_ = base_mean / (base_mean + size_);
  } else if (std::holds_alternative<PoissonLognormalCount>(base_)) {
    one_by_one_ = true;
    base_none_ = std::exp(log_probability(base_, 0));
  } else {
    base_none_ = std::exp(-base_mean);
    factor_ = base_mean;
  }
  modified_ = form.factor != 1.0;
  none_ = modified_ ? 1.0 - form.factor * (1.0 - base_none_) : base_none_;
  first_ = form.factor * base_none_ * ratio(0.0);
}

}  // namespace plimsoll
