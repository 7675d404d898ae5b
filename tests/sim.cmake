plimsoll_test(NAME sim_unit LABEL unit
              SOURCES unit/sim/digest_test.cpp unit/sim/aside_file_test.cpp unit/sim/line_log_test.cpp unit/sim/json_seal_test.cpp unit/sim/scratch_test.cpp unit/sim/results_file_test.cpp
                      unit/sim/segment_store_test.cpp unit/sim/folder_lock_test.cpp unit/sim/block_dealer_test.cpp unit/sim/block_stretches_test.cpp
              LINKS plimsoll::sim)
plimsoll_test(NAME sim_invariance LABEL invariance SOURCES invariance/sim/segment_store_test.cpp LINKS plimsoll::sim)
plimsoll_test(NAME sim_engines_unit LABEL unit
              SOURCES unit/sim/drivers_test.cpp unit/sim/engines_test.cpp
              LINKS plimsoll::sim)
plimsoll_test(NAME sim_statistical LABEL statistical
              SOURCES statistical/sim/drivers_test.cpp
              LINKS plimsoll::scenarios)
plimsoll_test(NAME sim_exact_oracle LABEL oracle
              SOURCES oracle/sim/panel_total_test.cpp
              LINKS plimsoll::sim plimsoll_reference_panel)
plimsoll_test(NAME sim_conditional_statistical LABEL statistical
              SOURCES statistical/sim/conditional_test.cpp statistical/sim/preview_bias_test.cpp
              LINKS plimsoll::sim plimsoll::measure)
plimsoll_test(NAME sim_estimators_unit LABEL unit
              SOURCES unit/sim/sobol_test.cpp unit/sim/selection_test.cpp
              LINKS plimsoll::sim)
plimsoll_test(NAME sim_dependence_drawn LABEL statistical
              SOURCES statistical/sim/dependence_drawn_test.cpp
              LINKS plimsoll::sim)
plimsoll_test(NAME sim_parameters_drawn LABEL statistical
              SOURCES statistical/sim/parameters_drawn_test.cpp
              LINKS plimsoll::sim)
plimsoll_test(NAME sim_movement_drawn LABEL statistical
              SOURCES statistical/sim/movement_drawn_test.cpp
              LINKS plimsoll::sim)
plimsoll_test(NAME sim_tallies_property LABEL property SOURCES property/sim/member_tallies_test.cpp LINKS plimsoll::sim)
target_include_directories(sim_tallies_property PRIVATE ${PROJECT_SOURCE_DIR}/sim)
plimsoll_test(NAME sim_same_cents LABEL invariance SOURCES invariance/sim/same_cents_test.cpp LINKS plimsoll::sim)
plimsoll_test(NAME sim_threads LABEL invariance SOURCES invariance/sim/threads_test.cpp LINKS plimsoll::sim)
plimsoll_test(NAME sim_families_drawn LABEL statistical
              SOURCES statistical/sim/families_drawn_test.cpp
              LINKS plimsoll::scenarios)
plimsoll_test(NAME sim_engines_agree LABEL statistical SLOW
              SOURCES statistical/sim/engines_agree_test.cpp
              LINKS plimsoll::scenarios plimsoll_reference_panel)
