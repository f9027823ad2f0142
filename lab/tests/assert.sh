# The few assertions the lab's tests use. Only failures are printed.

PASSED=0 FAILED=0

pass() { PASSED=$((PASSED + 1)); }
flunk() { FAILED=$((FAILED + 1)); say "FAIL $1"; [[ -z ${2:-} ]] || sed 's/^/     /' <<<"$2"; }

# check WHAT COMMAND...: the command succeeds.
check() {
  local what=$1 output; shift
  if output=$("$@" 2>&1); then pass; else flunk "$what" "$output"; fi
}

# check_soon SECONDS WHAT COMMAND...: the command succeeds within that time.
check_soon() {
  local limit=$1 what=$2; shift 2
  if wait_until "$limit" "$what" "$@" 2>/dev/null; then pass; else flunk "$what (not within $limit s)"; fi
}

# check_exit CODE PATTERN COMMAND...: exact exit code, and output that matches.
check_exit() {
  local code=$1 pattern=$2 output actual; shift 2
  output=$("$@" 2>&1); actual=$?
  if [[ $actual == "$code" && $output =~ $pattern ]]; then pass
  else flunk "$* gives exit code $code and says '$pattern' (it gave $actual)" "$output"; fi
}

check_equal() { if [[ $2 == "$3" ]]; then pass; else flunk "$1" "$(diff <(printf '%s\n' "$2") <(printf '%s\n' "$3"))"; fi; }

# The host's own network and everything outside the lab that a lab could disturb.
host_state() {
  ip -o link | awk '{ print $2 }'
  ip -o address | awk '{ print $2, $3, $4 }'
  ip route; ip -6 route
  nft list tables
  find /run/frr /var/tmp/frr -maxdepth 1 ! -type d 2>/dev/null | sort
  cat /proc/sys/net/ipv4/ip_forward
}

nothing_left() {
  ! lab_anything && [[ -z $(lab_pids) ]] && ! compgen -G "/run/netns/$PREFIX-*" && ! compgen -G "/run/$PREFIX-*"
}
