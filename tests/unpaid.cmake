plimsoll_test(NAME unpaid_unit LABEL unit SOURCES unit/unpaid/triangle_test.cpp LINKS plimsoll::unpaid)
plimsoll_test(NAME unpaid_oracle LABEL oracle
  SOURCES oracle/unpaid/published_triangles_test.cpp oracle/unpaid/mack_formula_test.cpp
  LINKS plimsoll::unpaid Boost::headers)
plimsoll_test(NAME unpaid_statistical LABEL statistical
  SOURCES statistical/unpaid/prediction_error_test.cpp
  LINKS plimsoll::unpaid)
