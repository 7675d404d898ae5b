#include "study/movement_faults.hpp"

#include <set>

namespace plimsoll {

std::vector<Problem> movement_faults(std::string const& name, PopulationTable const& population,
                                     Study const& study) {
  std::vector<Problem> problems;
  std::string const key = "population." + name;
  std::set<Attribution> asked{population.attribution};
  for (ContractTable const& contract : study.contract) {
    if (contract.population != name || !contract.attribution) continue;
    asked.insert(*contract.attribution);
    if (!population.movement)
      problems.push_back({{},
                          "contract." + contract.id + ".attribution",
                          "has no effect",
                          "members of the population do not come and go",
                          "write [" + key + ".movement]"});
  }
  if (!population.movement) return problems;
  if (asked.contains(Attribution::enrolled) && asked.size() > 1)
    problems.push_back({{},
                        key + ".attribution",
                        "enrolled goes with no other attribution",
                        "an enrolled member costs nothing after leaving, an attributed one goes on to",
                        "make two populations of them"});
  Quantity const &churn = population.movement->churn, &deaths = population.movement->deaths;
  if (churn.is_driver() || deaths.is_driver()) return problems;
  for (std::size_t year = 0; year < study.run.performance_years.size(); ++year)
    if (churn.fixed(year) + deaths.fixed(year) > 1.0) {
      problems.push_back({{}, key + ".movement", "churn and deaths come to more than everyone", "", ""});
      break;
    }
  return problems;
}

}  // namespace plimsoll
