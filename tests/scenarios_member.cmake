plimsoll_test(NAME member_file_unit LABEL unit
              SOURCES unit/scenarios/member_file_test.cpp unit/scenarios/column_map_test.cpp
              LINKS plimsoll::scenarios ZLIB::ZLIB)
plimsoll_test(NAME member_file_oracle LABEL oracle
              SOURCES oracle/scenarios/desynpuf_fit_test.cpp
              LINKS plimsoll::scenarios)
plimsoll_test(NAME feed_unit LABEL unit
              SOURCES unit/scenarios/feed_parts_test.cpp unit/scenarios/feed_test.cpp unit/scenarios/claim_map_test.cpp
              LINKS plimsoll::scenarios)
target_include_directories(feed_unit PRIVATE ${PROJECT_SOURCE_DIR}/scenarios)
plimsoll_test(NAME scenarios_held_out LABEL statistical SLOW
              SOURCES statistical/scenarios/held_out_test.cpp
              LINKS plimsoll::scenarios Boost::headers)
target_compile_definitions(scenarios_held_out PRIVATE PLIMSOLL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
plimsoll_test(NAME linked_years_oracle LABEL oracle
              SOURCES oracle/scenarios/linked_years_test.cpp
              LINKS plimsoll::scenarios Eigen3::Eigen Boost::headers)
