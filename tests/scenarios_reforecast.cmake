plimsoll_test(NAME scenarios_reforecast_unit LABEL unit
  SOURCES unit/scenarios/reforecast_test.cpp LINKS plimsoll::scenarios)
target_include_directories(scenarios_reforecast_unit PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
plimsoll_test(NAME scenarios_reforecast_statistical LABEL statistical
  SOURCES statistical/scenarios/reforecast_coverage_test.cpp LINKS plimsoll::scenarios)
target_include_directories(scenarios_reforecast_statistical PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
