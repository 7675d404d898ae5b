plimsoll_test(NAME scenarios_unpaid_unit LABEL unit
  SOURCES unit/scenarios/triangle_file_test.cpp LINKS plimsoll::scenarios)
target_include_directories(scenarios_unpaid_unit PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
plimsoll_test(NAME scenarios_unpaid_oracle LABEL oracle
  SOURCES oracle/scenarios/taylor_ashe_test.cpp LINKS plimsoll::scenarios)
