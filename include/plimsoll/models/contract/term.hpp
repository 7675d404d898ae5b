#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "plimsoll/models/contract/benchmark_adjustment.hpp"
#include "plimsoll/models/contract/benchmark_update.hpp"
#include "plimsoll/models/contract/bonus.hpp"
#include "plimsoll/models/contract/capitation.hpp"
#include "plimsoll/models/contract/care_management.hpp"
#include "plimsoll/models/contract/claimant_cap.hpp"
#include "plimsoll/models/contract/corridor.hpp"
#include "plimsoll/models/contract/cost_adjustment.hpp"
#include "plimsoll/models/contract/deductible.hpp"
#include "plimsoll/models/contract/episode.hpp"
#include "plimsoll/models/contract/fees.hpp"
#include "plimsoll/models/contract/guardrail.hpp"
#include "plimsoll/models/contract/historical_benchmark.hpp"
#include "plimsoll/models/contract/hospital_adjustment.hpp"
#include "plimsoll/models/contract/minimum.hpp"
#include "plimsoll/models/contract/mips.hpp"
#include "plimsoll/models/contract/overlap.hpp"
#include "plimsoll/models/contract/own_cost.hpp"
#include "plimsoll/models/contract/payment.hpp"
#include "plimsoll/models/contract/quality.hpp"
#include "plimsoll/models/contract/quality_gate.hpp"
#include "plimsoll/models/contract/risk_adjustment.hpp"
#include "plimsoll/models/contract/savings.hpp"
#include "plimsoll/models/contract/scope.hpp"
#include "plimsoll/models/contract/settlement_cover.hpp"
#include "plimsoll/models/contract/stop_loss.hpp"
#include "plimsoll/models/contract/withhold.hpp"

namespace plimsoll {

/// The closed set of clauses. Each alternative is a described struct with a `clause`, a `target`, a `grain`
/// and one function `Expr apply(T const&, Position const&)`: the line it adds to its target, in dollars.
/// A term that builds the benchmark by enrolment type has `ClassBenchmark built(T const&, Position const&)`
/// instead, the benchmark after it; its line is the difference in dollars. A term that narrows what counts
/// has `void narrow(T const&, Position&)` beside its line.
using Term = std::variant<
    // each member's year
    ServiceScope, CarveOut, ClaimantCap, SpecificStopLoss,
    // the sum of cost
    PoolingCharge, Completion, CountedFees, AggregateStopLoss,
    // a benchmark built by enrolment type
    HistoricalBenchmark, RegionalAdjustment, PriorSavingsAdjustment, PopulationAdjustment, TwoWayUpdate,
    ThreeWayUpdate, RiskAdjustment, AggregateRiskAdjustment,
    // the sum of the benchmark
    Capitation, PercentOfPremium, EpisodeTarget, BenchmarkUpdate, BenchmarkAddition, BenchmarkDiscount,
    Withhold, EarnBack,
    // base revenue
    BaseRevenue,
    // what opens a balance
    GrossSavings, MlrCorridor, Bonus, MemberFee, VisitFee, CareManagementFee, MipsAdjustment,
    MipsCategoryAdjustment, ValueBasedPurchasing, ReadmissionsReduction,
    // gates on savings and losses
    MinimumMembers, MinimumSavings, SymmetricMinimum, MinimumLosses, SavingsDeductible, LossDeductible,
    LowRevenueRelief, Guardrail, UpsideOnly,
    // quality and other tests
    QualityStandard, QualityScale, QualityGate, CompositeQuality, MeasureGate, Ladder, LinearLadder, CostGate,
    Leakage, PerformanceAdjustment,
    // shares, corridors and limits
    SavingsShare, LossShare, QualityLossShare, Corridor, LossCap, SavingsCap,
    // relief, payment and our own costs
    CircumstanceRelief, LossRelief, Sequestration, Recoupment, PostEpisodeSpending, OverlapOut, OverlapIn,
    SettlementCover, StopLossPremium, ProgramCost, Administration>;

/// A term as it stands in a contract.
struct NamedTerm {
  NamedTerm();
  NamedTerm(std::string name, Term term, std::map<std::string, std::string> cites = {});
  // Copied, moved and destroyed in term.cpp: what that takes of a variant of some sixty clauses is compiled
  // once.
  NamedTerm(NamedTerm const& other);
  NamedTerm(NamedTerm&& other) noexcept;
  NamedTerm& operator=(NamedTerm const& other);
  NamedTerm& operator=(NamedTerm&& other) noexcept;
  ~NamedTerm();

  std::string name;  ///< unique in the contract; names the ledger line
  Term term;
  std::map<std::string, std::string> cites;  ///< source by field; "" = the whole term
};

Clause const& clause_of(Term const& term);
Target target_of(Term const& term);
Grain grain_of(Term const& term);
/// Whether the term may stand on a balance nothing has been added to yet (`opens_balance`).
bool opens_balance(Term const& term);
/// Whether the term compares something with the benchmark, so that there must be one (`needs_benchmark`, a
/// constant, or a function where it depends on what is given).
bool needs_benchmark(Term const& term);
/// Whether the term is all of the benchmark by itself, so that no other may be named (`makes_benchmark`).
bool makes_benchmark(Term const& term);
/// Whether the line stands where there is nothing to settle: fixed costs of our own
/// (`stands_without_exposure`).
bool stands_without_exposure(Term const& term);
/// Whether the term changes what counts for the terms on a member's year below it (`narrow`).
bool narrows(Term const& term);
/// Whether the term takes a share of base revenue, so that some must stand above it (`share_of_base`).
bool shares_base(Term const& term);
/// Whether the term opens a benchmark by enrolment type (`starts_build`), or needs one that is open.
bool starts_build(Term const& term);
bool needs_build(Term const& term);
/// Whether the line is paid in the course of the year, a twelfth a month, and not at settlement
/// (`paid_monthly`): revenue and care-management fees as they are billed, by calendar month (CPT 99490, HCPCS
/// G0556), capitation and what is withheld of it with each month's roster (42 CFR 422.304(a)), our own budget
/// as it is spent.
bool paid_monthly(Term const& term);
/// Name of the earlier line the term reads (`of`); none for most.
std::optional<std::string> line_read_by(Term const& term);
/// The term's line at this position.
Expr line_of(Term const& term, Position const& at);
/// Adds the term's line to its target, and what else it changes, to the position; returns the line.
Expr advance(NamedTerm const& named, Position& position);

}  // namespace plimsoll
