# Checks of the house itself, with Debian's own python.
add_test(NAME house.one_direction_and_short_files
         COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/house/check_house.py ${PROJECT_SOURCE_DIR})
add_test(NAME house.check_house_negative_controls
         COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/house/check_house_test.py)
add_test(NAME house.install_packages
         COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/house/install_packages_test.sh ${PROJECT_SOURCE_DIR})
set_tests_properties(house.one_direction_and_short_files house.check_house_negative_controls house.install_packages
                     PROPERTIES LABELS unit)
