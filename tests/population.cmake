plimsoll_test(NAME population_unit LABEL unit
              SOURCES unit/population/risk_cell_test.cpp
              LINKS plimsoll::population)
