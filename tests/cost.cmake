plimsoll_test(NAME cost_unit LABEL unit
              SOURCES unit/cost/frailty_groups_test.cpp unit/cost/year_change_test.cpp unit/cost/disclosure_test.cpp unit/cost/count_law_test.cpp unit/cost/severity_law_test.cpp unit/cost/cost_model_test.cpp
                      unit/cost/fit_test.cpp unit/cost/amount_comparison_test.cpp
                      unit/cost/law_choice_test.cpp
              LINKS plimsoll::cost)
plimsoll_test(NAME cost_oracle LABEL oracle
              SOURCES oracle/cost/closed_forms_test.cpp
              LINKS plimsoll::cost)
plimsoll_test(NAME cost_tail_oracle LABEL oracle
              SOURCES oracle/cost/severity_tail_test.cpp oracle/cost/reference_panel_test.cpp
              LINKS plimsoll_reference_panel plimsoll::cost Boost::headers)
plimsoll_test(NAME cost_families_oracle LABEL oracle
              SOURCES oracle/cost/severity_families_test.cpp oracle/cost/count_families_test.cpp
              LINKS plimsoll::cost Boost::headers)
plimsoll_test(NAME cost_compound_oracle LABEL oracle
              SOURCES oracle/cost/lattice_test.cpp oracle/cost/compound_year_test.cpp
              LINKS plimsoll::cost Boost::headers)
plimsoll_test(NAME cost_quadrature_unit LABEL unit SOURCES unit/cost/quadrature_test.cpp LINKS plimsoll::cost)
plimsoll_test(NAME cost_statistical LABEL statistical
              SOURCES statistical/cost/recovery_test.cpp
              LINKS plimsoll::cost)
plimsoll_test(NAME cost_recovery_statistical LABEL statistical
              SOURCES statistical/cost/amount_recovery_test.cpp statistical/cost/count_recovery_test.cpp
              LINKS plimsoll::cost)
plimsoll_test(NAME cost_uncertain_law LABEL oracle SOURCES oracle/cost/uncertain_law_test.cpp LINKS plimsoll::cost)
plimsoll_test(NAME cost_credibility_unit LABEL unit SOURCES unit/cost/manual_blend_test.cpp LINKS plimsoll::cost)
plimsoll_test(NAME cost_credibility_oracle LABEL oracle SOURCES oracle/cost/credibility_test.cpp LINKS plimsoll::cost)
plimsoll_test(NAME cost_credibility_property LABEL property SOURCES property/cost/credibility_test.cpp LINKS plimsoll::cost)
plimsoll_test(NAME cost_credibility_statistical LABEL statistical
              SOURCES statistical/cost/credibility_test.cpp
              LINKS plimsoll::cost)
# The fits of single laws are not public; their closed forms are checked where they are.
foreach(name cost_unit cost_oracle cost_families_oracle cost_recovery_statistical)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/models/cost)
  target_link_libraries(${name} PRIVATE Boost::headers)
endforeach()
plimsoll_test(NAME cost_fits_in_r LABEL oracle
              SOURCES oracle/cost/fits_in_r_test.cpp
              LINKS plimsoll::scenarios plimsoll::cost)
target_include_directories(cost_fits_in_r PRIVATE ${PROJECT_SOURCE_DIR}/models/cost ${PROJECT_SOURCE_DIR}/scenarios)
plimsoll_test(NAME cost_diagnostics LABEL oracle
              SOURCES oracle/cost/fit_diagnostics_test.cpp unit/cost/fit_diagnostics_test.cpp
                      statistical/cost/fit_diagnostics_test.cpp
              LINKS plimsoll::cost Boost::headers)
target_include_directories(cost_diagnostics PRIVATE ${PROJECT_SOURCE_DIR}/models/cost)
plimsoll_test(NAME cost_dependence_recovery LABEL statistical
              SOURCES statistical/cost/dependence_recovery_test.cpp
              LINKS plimsoll::cost Eigen3::Eigen Boost::headers)
plimsoll_test(NAME cost_weights_oracle LABEL oracle SOURCES oracle/cost/weights_test.cpp LINKS plimsoll::cost)
target_include_directories(cost_weights_oracle PRIVATE ${PROJECT_SOURCE_DIR}/models/cost)
plimsoll_test(NAME cost_weights_statistical LABEL statistical
              SOURCES statistical/cost/weights_test.cpp
              LINKS plimsoll::cost)
