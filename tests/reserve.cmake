plimsoll_test(NAME reserve_unit LABEL unit
  SOURCES unit/reserve/repayment_mechanism_test.cpp unit/reserve/reserve_test.cpp
          unit/reserve/schedule_test.cpp
  LINKS plimsoll::reserve)
plimsoll_test(NAME reserve_oracle LABEL oracle
  SOURCES oracle/reserve/closed_form_test.cpp oracle/reserve/allocation_test.cpp
          oracle/reserve/floors_test.cpp oracle/reserve/recognition_test.cpp
  LINKS plimsoll::reserve Boost::headers)
plimsoll_test(NAME reserve_statistical LABEL statistical
  SOURCES statistical/reserve/reserve_coverage_test.cpp statistical/reserve/allocation_error_test.cpp
  LINKS plimsoll::reserve Boost::headers)
