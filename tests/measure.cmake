plimsoll_test(NAME measure_unit LABEL unit
  SOURCES unit/measure/figure_test.cpp unit/measure/jackknife_test.cpp unit/measure/people_test.cpp unit/measure/regret_test.cpp unit/measure/sample_test.cpp unit/measure/shapley_test.cpp unit/measure/histogram_test.cpp unit/measure/table_test.cpp
          unit/measure/table_writers_test.cpp
          ${PROJECT_SOURCE_DIR}/tools/ink.cpp ${PROJECT_SOURCE_DIR}/tools/plain_text.cpp
          ${PROJECT_SOURCE_DIR}/tools/table_terminal.cpp ${PROJECT_SOURCE_DIR}/tools/table_json.cpp
  LINKS plimsoll::measure fmt::fmt nlohmann_json::nlohmann_json)
target_include_directories(measure_unit PRIVATE ${PROJECT_SOURCE_DIR}/tools)
plimsoll_test(NAME terminal_unit LABEL unit
  SOURCES unit/tools/shape_table_test.cpp unit/tools/underline_test.cpp unit/tools/plain_text_test.cpp
          ${PROJECT_SOURCE_DIR}/tools/shape_table.cpp ${PROJECT_SOURCE_DIR}/tools/underline.cpp
          ${PROJECT_SOURCE_DIR}/tools/ink.cpp ${PROJECT_SOURCE_DIR}/tools/plain_text.cpp
          ${PROJECT_SOURCE_DIR}/tools/table_terminal.cpp
  LINKS plimsoll::sim fmt::fmt)
target_include_directories(terminal_unit PRIVATE ${PROJECT_SOURCE_DIR}/tools)
plimsoll_test(NAME measure_property LABEL property
  SOURCES property/measure/sample_property_test.cpp
  LINKS plimsoll::measure)
plimsoll_test(NAME measure_oracle LABEL oracle
  SOURCES oracle/measure/rank_oracle_test.cpp oracle/measure/sample_oracle_test.cpp
  LINKS plimsoll::measure Boost::headers)
plimsoll_test(NAME measure_statistical LABEL statistical
  SOURCES statistical/measure/coverage_test.cpp
  LINKS plimsoll::measure)
plimsoll_test(NAME measure_design_oracle LABEL oracle
  SOURCES oracle/measure/trial_design_test.cpp
  LINKS plimsoll::reserve)
plimsoll_test(NAME measure_design_statistical LABEL statistical
  SOURCES statistical/measure/design_coverage_test.cpp
  LINKS plimsoll::reserve)
