#pragma once

namespace plimsoll {

/// One function a type, to visit a variant with.
template <class... Fs>
struct Match : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Match(Fs...) -> Match<Fs...>;  // clang before 17 does not deduce aggregates

}  // namespace plimsoll
