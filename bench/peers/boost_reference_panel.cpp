#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>

#include "cpp_peer.hpp"

namespace {

struct BoostRandom {
  using Engine = boost::random::mt19937_64;
  using Poisson = boost::random::poisson_distribution<int>;
  using Gamma = boost::random::gamma_distribution<>;
  using Lognormal = boost::random::lognormal_distribution<>;
  using Uniform = boost::random::uniform_real_distribution<>;
};

}  // namespace

int main(int argc, char** argv) {
  return plimsoll::bench::peer_main<BoostRandom>("Boost.Random", argc, argv);
}
