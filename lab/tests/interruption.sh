# Down with a fault on, twice; then commands killed half-way.

# Starts 'up' in a process group of its own and kills all of it some seconds after it has begun to build, which a busy machine puts off.
up_killed_after() {
  local pid
  setsid "$LAB_HOME/up" >/dev/null 2>&1 &
  pid=$!
  wait_until 10 "the lab to be begun" test -e "$STATE"
  sleep "$1"
  kill -KILL -- "-$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
  return 0
}

check_exit 0 'is on' "$LAB_HOME/fault" memory-pressure on
check_exit 0 'is down\.' "$LAB_HOME/down"
check "nothing is left, with a fault on" nothing_left
check_exit 0 'is down already' "$LAB_HOME/down"
check_equal "the host's network is as before" "$host_before" "$(host_state)"

for seconds in 0.2 0.7 1.5; do
  up_killed_after "$seconds"
  check_exit 5 'damaged' "$LAB_HOME/status"
  check_exit 0 'is down\.' "$LAB_HOME/down"
  check "nothing is left of an 'up' killed after $seconds s" nothing_left
done

up_killed_after 1
check_exit 0 'is up \(6 devices' "$LAB_HOME/up"
kill -KILL "$(frr_pid p1 isisd)"
check_exit 5 'damaged' "$LAB_HOME/status"
check_exit 4 'is damaged' "$LAB_HOME/fault" packet-loss on
check_exit 0 'is up \(6 devices' "$LAB_HOME/up"
check_exit 0 'is down\.' "$LAB_HOME/down"
check "nothing is left at the end" nothing_left
check_equal "the host's network is as before" "$host_before" "$(host_state)"
