# What the daemon needs beside itself: its unit, its group, its name and rights on the system bus, its settings.
install(FILES systemd/binderyd.service DESTINATION "${BINDERY_SYSTEMD_UNIT_DIR}" COMPONENT binderyd)
install(FILES systemd/binderyd.sysusers DESTINATION lib/sysusers.d RENAME binderyd.conf COMPONENT binderyd)
install(FILES systemd/binderyd.tmpfiles DESTINATION lib/tmpfiles.d RENAME binderyd.conf COMPONENT binderyd)
install(FILES dbus/org.bindery.Station.conf DESTINATION "${CMAKE_INSTALL_DATADIR}/dbus-1/system.d" COMPONENT binderyd)
install(FILES dbus/org.bindery.Station.service
  DESTINATION "${CMAKE_INSTALL_DATADIR}/dbus-1/system-services" COMPONENT binderyd)
install(FILES polkit/org.bindery.policy DESTINATION "${CMAKE_INSTALL_DATADIR}/polkit-1/actions" COMPONENT binderyd)
install(FILES polkit/50-bindery.rules DESTINATION "${CMAKE_INSTALL_DATADIR}/polkit-1/rules.d" COMPONENT binderyd)
install(FILES etc/station.toml DESTINATION "${CMAKE_INSTALL_SYSCONFDIR}/bindery" COMPONENT binderyd)
