plimsoll_test(NAME experience_unit LABEL unit
  SOURCES unit/experience/experience_test.cpp unit/experience/tally_test.cpp unit/experience/excess_curve_test.cpp
  LINKS plimsoll::experience)
