# Removes everything of this lab, whatever state it is in, from names alone: an interrupted 'up' leaves no records.

# The host's own namespace must never be taken for one of ours.
refuse_host_namespace() {
  local device
  for device in "${DEVICES[@]}"; do
    if [[ /run/netns/$(ns "$device") -ef /proc/self/ns/net || /run/netns/$(ns "$device") -ef /proc/1/ns/net ]]; then
      fail "$EXIT_ERROR" "/run/netns/$(ns "$device") is the host's own network namespace; remove that name by hand (ip netns del $(ns "$device"))."
    fi
  done
}

# Processes inside the lab's namespaces and control groups; both are the lab's own, so a reused pid cannot slip in.
lab_pids() {
  local device
  {
    for device in "${DEVICES[@]}"; do ip netns pids "$(ns "$device")" 2>/dev/null || true; done
    cgroup_pids
  } | sort -un
}

no_lab_pids() { [[ -z $(lab_pids) ]]; }

processes_end() {
  local pids
  pids=$(lab_pids)
  [[ -n $pids ]] || return 0
  kill -TERM $pids 2>/dev/null || true
  wait_until 4 "the lab's processes to end" no_lab_pids && return 0
  pids=$(lab_pids)
  [[ -z $pids ]] || kill -KILL $pids 2>/dev/null || true
  wait_until 5 "the lab's processes to end" no_lab_pids || fail "$EXIT_ERROR" "processes cannot be ended: $(lab_pids | tr '\n' ' ')"
}

teardown() {
  local device
  refuse_host_namespace
  processes_end
  for device in "${DEVICES[@]}"; do
    [[ ! -e /run/netns/$(ns "$device") ]] || ip netns del "$(ns "$device")"
    rm -rf "${FRR_RUN:?}/$(ns "$device")" "${FRR_ETC:?}/$(ns "$device")"
  done
  [[ ! -e $STATE/made-frr-run ]] || rmdir --ignore-fail-on-non-empty "$FRR_RUN"
  cgroups_remove
}

state_clear() { find "$STATE" -mindepth 1 -delete; }
