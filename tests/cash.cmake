plimsoll_test(NAME cash_unit LABEL unit
  SOURCES unit/cash/month_axis_test.cpp unit/cash/calendar_test.cpp unit/cash/funding_test.cpp unit/cash/ramp_test.cpp
  LINKS plimsoll::cash)
plimsoll_test(NAME cash_oracle LABEL oracle
  SOURCES oracle/cash/present_value_test.cpp
  LINKS plimsoll::cash)
