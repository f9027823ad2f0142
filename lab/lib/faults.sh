# What every fault has in common. A fault is one file in lab/faults that sets
#
#   SUMMARY    what it does, one sentence
#   AFFECTS    the devices' objects it touches, "device/object" separated by spaces
#   EXPECTED   "subservice-type: symptom in plain words", one per line; the first is the faulty leaf
#   DETECT_S   worst case in seconds until the kernel or FRR shows it on the device (the product adds its own cycle)
#   CONFLICTS  faults that cannot be on at the same time, separated by spaces; may be left out
#   REQUIRES   faults that must be on for this one to make sense, separated by spaces; may be left out
#
# and defines apply (idempotent), revert (idempotent, from any half-done state) and visible (true while the effect shows).

fault_names() { local file; for file in "$LAB_HOME"/faults/*.sh; do basename "$file" .sh; done; }

fault_load() {
  SUMMARY='' AFFECTS='' EXPECTED='' DETECT_S=0 CONFLICTS='' REQUIRES=''
  # shellcheck source=/dev/null
  . "$LAB_HOME/faults/$1.sh"
}

fault_is_on() { [[ -e $FAULT_STATE/$1 ]]; }

fault_list() {
  local name mark
  printf '%-20s %-4s %-6s  %s\n' FAULT NOW WITHIN 'WHAT IT DOES, AND -> WHAT YOU SHOULD SEE'
  for name in $(fault_names); do
    (fault_load "$name"
     mark=off; fault_is_on "$name" && mark=ON
     printf '%-20s %-4s %4d s  %s\n%34s%s\n' "$name" "$mark" "$DETECT_S" "$SUMMARY" '-> ' "${EXPECTED//$'\n'/; }"
     [[ -z $REQUIRES ]] || printf '%34srequires %s\n' '' "$REQUIRES")
  done
}

fault_list_json() {
  local name on
  for name in $(fault_names); do
    (fault_load "$name"
     on=false; fault_is_on "$name" && on=true
     jq -nc --arg name "$name" --arg summary "$SUMMARY" --arg affects "$AFFECTS" --arg expected "$EXPECTED" \
       --argjson detect "$DETECT_S" --arg conflicts "$CONFLICTS" --arg requires "$REQUIRES" --argjson on "$on" '
       def words: split(" ") | map(select(. != ""));
       {name:$name,summary:$summary,
        affects:($affects | words | map(split("/") | {device:.[0],object:.[1]})),
        expected:($expected | split("\n") | map(select(. != "") | capture("^(?<subservice>[a-z-]+): (?<symptom>.*)$"))),
        detectWithinSeconds:$detect,conflicts:($conflicts | words),requires:($requires | words),on:$on}')
  done | jq -sc '{version:1,faults:.}'
}

fault_help() {
  cat <<EOF
$1: $SUMMARY

touches            $AFFECTS
expected symptoms  ${EXPECTED//$'\n'/$'\n'                   }
shows on device    within $DETECT_S s
excludes           ${CONFLICTS:-nothing}
requires           ${REQUIRES:-nothing}

  sudo lab/fault $1 on [--wait]
  sudo lab/fault $1 off [--wait]
EOF
}

fault_ready() {
  require_root
  require_packages
  [[ -s $INVENTORY ]] || fail "$EXIT_DOWN" "the lab '$PREFIX' is not up; run lab/up first."
  take_lock
  lab_complete || fail "$EXIT_DOWN" "the lab '$PREFIX' is damaged; run lab/up to build it anew."
}

# It is enough that one of two names the other.
fault_refuse_conflicts() {
  local other
  for other in $(faults_on); do
    if [[ " $CONFLICTS " == *" $other "* ]] || (fault_load "$other"; [[ " $CONFLICTS " == *" $1 "* ]]); then
      fail "$EXIT_CONFLICT" "'$1' cannot be on together with '$other'; run: lab/fault $other off"
    fi
  done
}

fault_refuse_unfounded() {
  local other
  for other in $REQUIRES; do
    fault_is_on "$other" || fail "$EXIT_CONFLICT" "'$1' requires '$other', which is off; run: lab/fault $other on"
  done
}

# What stands on a fault is taken out before it.
fault_refuse_required() {
  local other
  for other in $(faults_on); do
    if (fault_load "$other"; [[ " $REQUIRES " == *" $1 "* ]]); then
      fail "$EXIT_CONFLICT" "'$1' is required by '$other', which is on; run: lab/fault $other off"
    fi
  done
}

# The mark is set before anything is touched, so that whatever interrupts this, 'off' knows there is something to undo.
fault_switch_on() {
  local name=$1 start
  fault_ready
  start=$(now_ms)
  if fault_is_on "$name"; then
    say "The fault '$name' is on already."
  else
    fault_refuse_conflicts "$name"
    fault_refuse_unfounded "$name"
    mkdir -p "$FAULT_STATE" && : >"$FAULT_STATE/$name"
    if ! (set -e; apply); then
      (revert) || true
      rm -f "$FAULT_STATE/$name"
      fail "$EXIT_ERROR" "the fault '$name' could not be put in; it was taken back."
    fi
    say "The fault '$name' is on; it shows within $DETECT_S s."
  fi
  [[ -n $2 ]] || return 0
  wait_until 40 "the effect" visible || fail "$EXIT_ERROR" "the fault '$name' shows no effect."
  say "Effect visible after $(seconds_since "$start") s."
}

fault_switch_off() {
  local name=$1 start
  fault_ready
  start=$(now_ms)
  if fault_is_on "$name"; then
    fault_refuse_required "$name"
    revert
    rm -f "$FAULT_STATE/$name"
    say "The fault '$name' is off."
  else
    say "The fault '$name' is off already."
  fi
  [[ -n $2 ]] || return 0
  wait_until 40 "the effect to go" not_visible || fail "$EXIT_ERROR" "the effect of '$name' is still there."
  [[ -n $(faults_on) ]] || wait_until 40 "the lab to work again" lab_works || fail "$EXIT_ERROR" "the lab does not work; run lab/status."
  say "Restored after $(seconds_since "$start") s."
}

not_visible() { ! visible; }

# Replaces or removes a fault's own nftables table in a device's namespace; nothing else there is touched.
nft_table_put() { local device=$1 table=$2; { printf 'table inet %s\ndelete table inet %s\n' "$table" "$table"; cat; } | in_ns "$device" nft -f -; }
# A rule on what a device forwards, in a table of its own; nft_table_drop takes it away.
nft_forward_put() { # device table rule
  nft_table_put "$1" "$2" <<EOF
table inet $2 {
  chain forward {
    type filter hook forward priority 0; policy accept;
    $3
  }
}
EOF
}
nft_table_drop() { printf 'table inet %s\ndelete table inet %s\n' "$2" "$2" | in_ns "$1" nft -f -; }

# A device neither asks nor answers for link-layer addresses on an interface (IPv4), by a table of its own; arp_hear takes it away.
arp_silence() { # device table interface
  in_ns "$1" nft -f - <<EOF
table arp $2
delete table arp $2
table arp $2 {
  chain input { type filter hook input priority 0; iifname "$3" drop; }
  chain output { type filter hook output priority 0; oifname "$3" drop; }
}
EOF
}
arp_hear() { printf 'table arp %s\ndelete table arp %s\n' "$2" "$2" | in_ns "$1" nft -f -; }

# A process that presses on a device, in its control group and its network namespace (not by 'ip netns exec', which hides the groups). It ends by itself after half an hour, whatever happens to the lab.
readonly HOG_SECONDS=1800
hog_start() { # device name perl-program arguments...
  local device=$1 name=$2 program=$3; shift 3
  hog_stop "$device" "$name"
  (
    cgroup_enter "$device"
    echo 1000 >/proc/self/oom_score_adj
    exec nsenter --net="/run/netns/$(ns "$device")" setsid timeout "$HOG_SECONDS" perl -e "$program" "$@" </dev/null >/dev/null 2>&1
  ) 9>&- &
  echo "$!" >"$STATE/$name.pid"
}

hog_pid() { # device name: nothing unless the process is in the device's group
  local pid group
  [[ -s $STATE/$2.pid ]] || return 0
  read -r pid <"$STATE/$2.pid"
  group=$(cgroup_path "$1" cpu)
  if grep -qx "$pid" "$group/cgroup.procs" 2>/dev/null; then printf '%s' "$pid"; fi
}

# 'timeout' passes the signal on to the program it watches.
hog_stop() {
  local pid
  pid=$(hog_pid "$1" "$2")
  if [[ -n $pid ]]; then
    kill -TERM "$pid" 2>/dev/null || true
    wait_until 5 "$2 to end" process_gone "$pid" || kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  rm -f "$STATE/$2.pid"
}

require_cgroup() { [[ $(cgroup_version) != 0 && -d $(cgroup_path pe1 memory) ]] || fail "$EXIT_MISSING" "control groups cannot be used here."; }
