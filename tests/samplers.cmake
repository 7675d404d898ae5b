plimsoll_test(NAME samplers_oracle LABEL oracle
  SOURCES oracle/samplers/count_inversion_test.cpp
          oracle/samplers/count_guide_test.cpp oracle/samplers/sum_table_test.cpp oracle/samplers/frailty_test.cpp
  LINKS plimsoll::cost Boost::headers)
