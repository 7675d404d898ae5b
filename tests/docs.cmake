# The documents: links, shown output, and the commands of the guide, with Debian's own python.
function(plimsoll_docs_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SLOW" "" "COMMAND")
  add_test(NAME docs.${name} COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/docs/${arg_COMMAND})
  set(labels docs)
  if(arg_SLOW)
    list(APPEND labels slow)
  endif()
  set_tests_properties(docs.${name} PROPERTIES LABELS "${labels}" TIMEOUT 1200
                       ENVIRONMENT "PLIMSOLL_BIN=$<TARGET_FILE:plimsoll>;PLIMSOLL_SOURCE_DIR=${PROJECT_SOURCE_DIR};PYTHONDONTWRITEBYTECODE=1")
endfunction()

plimsoll_docs_test(links COMMAND links_test.py)
plimsoll_docs_test(tables COMMAND output_test.py quick)
plimsoll_docs_test(readme_output SLOW COMMAND output_test.py slow)
plimsoll_docs_test(guide COMMAND guide_test.py)
set_tests_properties(docs.guide PROPERTIES COST 100)  # among the longest, so begun first (tools.cmake)
plimsoll_docs_test(questions COMMAND questions_test.py)
