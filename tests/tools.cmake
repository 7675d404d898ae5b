# The command end to end, in Debian's own python with python3-h5py. Public data are skipped where they are absent;
# PLIMSOLL_DATA of the environment names another folder than ../shared/data.
add_library(plimsoll_fault_shim MODULE support/fault_shim.cpp)
target_link_libraries(plimsoll_fault_shim PRIVATE ${CMAKE_DL_LIBS})
target_compile_options(plimsoll_fault_shim PRIVATE -fno-sanitize=all)
foreach(name bad_study check_strict terminal fees bad_data run_folder checkpoint merge kill results common_draws surface settle contracts_diff
        validate_settlements bad_limits capitation settle_build init quality desynpuf estimators methods bench kept_trials compare sweep drivers drivers_data export workbook report_live report_page explain reforecast medicare_default credibility linked parameters members_move unpaid
        claims claims_bad_data claims_public_data claims_unpaid desynpuf_scale fit_page weights cash reserve privacy redact_names scratch network manifest verify diff certificate faults hostile_names reader_limits national)
  add_test(NAME cli.${name} COMMAND /usr/bin/python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/cli/${name}_test.py)
  set_tests_properties(cli.${name} PROPERTIES LABELS cli TIMEOUT 1200
                       ENVIRONMENT "PLIMSOLL_BIN=$<TARGET_FILE:plimsoll>;PLIMSOLL_SOURCE_DIR=${PROJECT_SOURCE_DIR};PLIMSOLL_FAULT_SHIM=$<TARGET_FILE:plimsoll_fault_shim>")
endforeach()
# Those that run under the sanitizers in CI too: every way in for a user's files, and what each verb reads and writes.
foreach(name bad_study bad_data bad_limits check_strict claims claims_bad_data run_folder results settle export manifest)
  set_tests_properties(cli.${name} PROPERTIES LABELS "cli;sanitized")
endforeach()
# A project of its own, built from an install tree: `ctest -LE install` leaves it out.
add_test(NAME install.consumer COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/consumer/consumer_test.sh ${CMAKE_COMMAND} ${PROJECT_BINARY_DIR} ${CMAKE_CXX_COMPILER})
set_tests_properties(install.consumer PROPERTIES LABELS "install;slow" TIMEOUT 600)
set_tests_properties(cli.desynpuf PROPERTIES SKIP_REGULAR_EXPRESSION "public data not found")
# Minutes under sanitizers; what they run there is run by docs.guide and scenarios_live too.
set_tests_properties(cli.report_live cli.report_page cli.workbook PROPERTIES LABELS "cli;slow")
# Its bound on memory is that of a build without sanitizers.
set_tests_properties(cli.desynpuf_scale PROPERTIES LABELS "cli;slow" SKIP_REGULAR_EXPRESSION "public data not found")
# Every ACO of a year by enrolment type, and a few of them member by member.
set_tests_properties(cli.national PROPERTIES LABELS "cli;slow" SKIP_REGULAR_EXPRESSION "public data not found")
set_tests_properties(cli.claims_public_data PROPERTIES SKIP_REGULAR_EXPRESSION "public data not found")
add_test(NAME cli.claims_scale COMMAND /usr/bin/python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/cli/claims_scale_test.py)
set_tests_properties(cli.claims_scale PROPERTIES LABELS "cli;slow" TIMEOUT 600
                     ENVIRONMENT "PLIMSOLL_BIN=$<TARGET_FILE:plimsoll>;PLIMSOLL_SOURCE_DIR=${PROJECT_SOURCE_DIR}")
# Several processes on one run. Without MPI the test says so and is skipped.
add_test(NAME cli.mpi COMMAND /usr/bin/python3 -B ${CMAKE_CURRENT_SOURCE_DIR}/cli/mpi_test.py)
set_tests_properties(cli.mpi PROPERTIES LABELS "cli;mpi" TIMEOUT 600 SKIP_REGULAR_EXPRESSION "tests of several processes are skipped"
                     ENVIRONMENT "PLIMSOLL_BIN=$<TARGET_FILE:plimsoll>;PLIMSOLL_SOURCE_DIR=${PROJECT_SOURCE_DIR};PLIMSOLL_MPI=${PLIMSOLL_MPI}")
if(PLIMSOLL_MPI)
  add_executable(plimsoll_shuffled_ranks ${CMAKE_CURRENT_SOURCE_DIR}/invariance/mpi/shuffled_ranks.cpp)
  target_link_libraries(plimsoll_shuffled_ranks PRIVATE plimsoll::scenarios plimsoll_flags)
  set_property(TEST cli.mpi APPEND PROPERTY ENVIRONMENT "PLIMSOLL_SHUFFLED_RANKS=$<TARGET_FILE:plimsoll_shuffled_ranks>")
endif()
# The longest first, so that none of them keeps one core waiting at the end. The kill test is as long as PLIMSOLL_KILL_WORK asks for.
set_tests_properties(cli.kill PROPERTIES COST 200 TIMEOUT 3600)
foreach(name faults report_live report_page certificate national mpi workbook reader_limits hostile_names privacy)
  set_tests_properties(cli.${name} PROPERTIES COST 100)
endforeach()
