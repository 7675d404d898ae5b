plimsoll_test(NAME samplers_oracle LABEL oracle
  SOURCES oracle/samplers/count_inversion_test.cpp oracle/samplers/severity_sampler_test.cpp
  LINKS plimsoll::cost Boost::headers)
