#include <random>

#include "cpp_peer.hpp"

namespace {

struct StandardLibrary {
  using Engine = std::mt19937_64;
  using Poisson = std::poisson_distribution<int>;
  using Gamma = std::gamma_distribution<>;
  using Lognormal = std::lognormal_distribution<>;
  using Uniform = std::uniform_real_distribution<>;
};

}  // namespace

int main(int argc, char** argv) {
  return plimsoll::bench::peer_main<StandardLibrary>("std", argc, argv);
}
