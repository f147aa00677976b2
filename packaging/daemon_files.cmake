# What the daemon needs beside itself: its unit, its group, its name and rights on the system bus, its settings.
install(FILES systemd/binderyd.service DESTINATION "${BINDERY_SYSTEMD_UNIT_DIR}" COMPONENT binderyd)
install(FILES systemd/binderyd.sysusers DESTINATION lib/sysusers.d RENAME binderyd.conf COMPONENT binderyd)
install(FILES systemd/binderyd.tmpfiles DESTINATION lib/tmpfiles.d RENAME binderyd.conf COMPONENT binderyd)
install(FILES dbus/org.bindery.Station.service
  DESTINATION "${CMAKE_INSTALL_DATADIR}/dbus-1/system-services" COMPONENT binderyd)

# bindery_optional_file(FILE DESTINATION): a file of a part of the house that may not have moved in yet.
foreach(row
    "dbus/org.bindery.Station.conf|${CMAKE_INSTALL_DATADIR}/dbus-1/system.d"
    "polkit/org.bindery.policy|${CMAKE_INSTALL_DATADIR}/polkit-1/actions"
    "polkit/50-bindery.rules|${CMAKE_INSTALL_DATADIR}/polkit-1/rules.d"
    "etc/station.toml|${CMAKE_INSTALL_SYSCONFDIR}/bindery")
  string(REPLACE "|" ";" row "${row}")
  list(GET row 0 file)
  list(GET row 1 destination)
  if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
    install(FILES "${file}" DESTINATION "${destination}" COMPONENT binderyd)
  endif()
endforeach()
