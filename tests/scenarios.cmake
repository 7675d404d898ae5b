plimsoll_test(NAME scenarios_unit LABEL unit
  SOURCES unit/scenarios/reader_test.cpp unit/scenarios/document_test.cpp unit/scenarios/cost_file_test.cpp
          unit/scenarios/quality_study_test.cpp unit/scenarios/changed_paths_test.cpp
          unit/scenarios/assumption_register_test.cpp unit/scenarios/audit_parts_test.cpp
          unit/scenarios/published_study_test.cpp
  LINKS plimsoll::scenarios)
target_include_directories(scenarios_unit PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
plimsoll_test(NAME scenarios_oracle LABEL oracle
  SOURCES oracle/scenarios/rule_packs_test.cpp oracle/scenarios/bundle_packs_test.cpp
          oracle/scenarios/reach_packs_test.cpp oracle/scenarios/published_settlements_test.cpp
          oracle/scenarios/capitation_packs_test.cpp oracle/scenarios/portfolio_test.cpp
          oracle/scenarios/performance_packs_test.cpp oracle/scenarios/ladder_table_test.cpp
          oracle/scenarios/benchmark_build_test.cpp oracle/scenarios/relative_cost_test.cpp
          oracle/scenarios/medical_home_test.cpp oracle/scenarios/patients_needed_test.cpp
  LINKS plimsoll::scenarios)
target_include_directories(scenarios_oracle PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
plimsoll_test(NAME scenarios_statistical LABEL statistical
  SOURCES statistical/scenarios/published_results_test.cpp statistical/scenarios/episode_noise_test.cpp
          statistical/scenarios/stop_loss_test.cpp statistical/scenarios/quality_test.cpp
  LINKS plimsoll::scenarios Boost::headers)
plimsoll_test(NAME scenarios_statistical_slow LABEL statistical SLOW
  SOURCES statistical/scenarios/exact_answers_test.cpp statistical/scenarios/base_years_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_invariance LABEL invariance
  SOURCES invariance/scenarios/same_bytes_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_precision_unit LABEL unit
  SOURCES unit/scenarios/precision_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_stopping_statistical LABEL statistical SLOW
  SOURCES statistical/scenarios/stopping_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_estimators_statistical LABEL statistical SLOW
  SOURCES statistical/scenarios/estimators_test.cpp statistical/scenarios/preview_on_sobol_test.cpp
  LINKS plimsoll::scenarios)
target_compile_definitions(scenarios_estimators_statistical PRIVATE PLIMSOLL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
plimsoll_test(NAME scenarios_memory_invariance LABEL invariance
  SOURCES invariance/scenarios/memory_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_risk_sources LABEL statistical
  SOURCES statistical/scenarios/risk_sources_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_medicare_default LABEL statistical SLOW
  SOURCES statistical/scenarios/medicare_default_test.cpp statistical/scenarios/medicare_aco_test.cpp
  LINKS plimsoll::scenarios)
target_compile_definitions(scenarios_medicare_default PRIVATE PLIMSOLL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
plimsoll_test(NAME scenarios_variants LABEL oracle
  SOURCES oracle/scenarios/variant_trials_test.cpp
  LINKS plimsoll::scenarios fmt::fmt)
target_include_directories(scenarios_variants PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
plimsoll_test(NAME scenarios_break_even LABEL statistical
  SOURCES statistical/scenarios/break_even_test.cpp
  LINKS plimsoll::scenarios fmt::fmt)
plimsoll_test(NAME scenarios_agreements LABEL oracle
  SOURCES oracle/scenarios/agreement_test.cpp oracle/scenarios/glide_path_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_agreements_property LABEL property
  SOURCES property/scenarios/agreement_property_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_agreements_statistical LABEL statistical
  SOURCES statistical/scenarios/agreement_noise_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_portfolio LABEL property
  SOURCES property/scenarios/portfolio_shipped_test.cpp
  LINKS plimsoll::scenarios)
target_include_directories(scenarios_portfolio PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
plimsoll_test(NAME scenarios_reserve LABEL statistical
  SOURCES statistical/scenarios/reserve_path_test.cpp oracle/scenarios/roll_forward_test.cpp
  LINKS plimsoll::scenarios)
plimsoll_test(NAME scenarios_shock LABEL oracle
  SOURCES oracle/scenarios/shock_test.cpp
  LINKS plimsoll::scenarios fmt::fmt)
plimsoll_test(NAME scenarios_grid_cost LABEL statistical SLOW
  SOURCES statistical/scenarios/grid_cost_test.cpp
  LINKS plimsoll::scenarios fmt::fmt)
target_include_directories(scenarios_grid_cost PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
target_compile_definitions(scenarios_grid_cost PRIVATE PLIMSOLL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
plimsoll_test(NAME scenarios_kept_layers LABEL oracle
  SOURCES oracle/scenarios/kept_layers_test.cpp
  LINKS plimsoll::scenarios)
target_include_directories(scenarios_kept_layers PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
plimsoll_test(NAME scenarios_live LABEL property
  SOURCES property/scenarios/live_terms_test.cpp
  LINKS plimsoll::scenarios fmt::fmt)
target_include_directories(scenarios_live PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
