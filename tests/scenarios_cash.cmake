plimsoll_test(NAME scenarios_cash LABEL property
  SOURCES property/scenarios/cash_test.cpp unit/scenarios/cash_summary_test.cpp
  LINKS plimsoll::scenarios)
target_include_directories(scenarios_cash PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
