# The lab of an ordinary user, as 'nobody': its faults, and that nothing is left.

as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups env -u XDG_RUNTIME_DIR "$@"; }
nobodys_status() { check_exit 0 "$1" as_nobody "$LAB_HOME/rootless" status; }
nobody_runs_nothing() { [[ ! -e /tmp/raa-rootless-65534 ]] && ! pgrep -u 65534 -f 'sleep infinity|router-alert.pl'; }

rootless_tests() {
  check_exit 4 'is not up' as_nobody "$LAB_HOME/rootless" status
  check_exit 0 'is up \(a 10.1.0.2' as_nobody "$LAB_HOME/rootless" up
  check_exit 0 'is up already' as_nobody "$LAB_HOME/rootless" up
  check_equal "the host's network is as before" "$rootless_before" "$(host_state)"
  nobodys_status 'UDP +20 of 20 arrive, 20 with.*RSVP +20 of 20 arrive, 20 with.*IPv6 +20 of 20 arrive, 20 with'
  check_exit 0 '^0$' as_nobody "$LAB_HOME/rootless" run id -u
  check_exit 0 '10.1.0.2' as_nobody "$LAB_HOME/rootless" run a ip -br address
  check_exit 0 'is on' as_nobody "$LAB_HOME/rootless" fault rao-drop on
  nobodys_status 'UDP +0 of 20.*without the option +20 of 20.*RSVP +0 of 20.*IPv6 +0 of 20'
  check_exit 0 'is off' as_nobody "$LAB_HOME/rootless" fault rao-drop off
  check_exit 0 'is on' as_nobody "$LAB_HOME/rootless" fault rao-strip on
  nobodys_status 'UDP +20 of 20 arrive,  0 with.*RSVP +20 of 20 arrive,  0 with.*IPv6 +20 of 20 arrive,  0 with'
  check_exit 0 'is off' as_nobody "$LAB_HOME/rootless" fault rao-strip off
  check_exit 0 'is on' as_nobody "$LAB_HOME/rootless" fault rao-police-shared on
  nobodys_status 'without the option +20 of 20.*RSVP +([0-9]|1[0-4]) of 20'
  check_exit 0 'is down' as_nobody "$LAB_HOME/rootless" down
  check_exit 0 'is down already' as_nobody "$LAB_HOME/rootless" down
  check "nothing is left of the lab without root" nobody_runs_nothing
}

rootless_before=$(host_state)
if as_nobody test -r "$LAB_HOME/rootless" && as_nobody unshare --user --map-root-user --net true 2>/dev/null; then rootless_tests
else note "  left out: 'nobody' may not read these files, or may not make user namespaces"; fi
