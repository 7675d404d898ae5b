plimsoll_test(NAME core_unit LABEL unit
  SOURCES unit/core/philox_test.cpp unit/core/address_test.cpp unit/core/normal_test.cpp unit/core/law_test.cpp
          unit/core/law_fault_test.cpp unit/core/errors_test.cpp unit/core/key_path_test.cpp unit/core/field_test.cpp
          unit/core/quantity_test.cpp unit/core/binomial_test.cpp unit/core/word_lanes_test.cpp
  LINKS plimsoll::core Boost::headers fmt::fmt)
plimsoll_test(NAME core_statistical LABEL statistical
  SOURCES statistical/core/address_test.cpp
  LINKS plimsoll::core Boost::headers)
