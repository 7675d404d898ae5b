# Writes OUTPUT from INPUT with the version and commit of SOURCE and what -D says of the build; run at every build, touches OUTPUT only on change.
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty --abbrev=12 --exclude=*
                OUTPUT_VARIABLE PLIMSOLL_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT PLIMSOLL_COMMIT)
  set(PLIMSOLL_COMMIT unknown)
endif()
configure_file(${INPUT} ${OUTPUT} @ONLY)
