# Removes everything of this lab, whatever state it is in, from names alone: an interrupted 'up' leaves no records.

# The name a namespace has while it is taken down. Whoever keeps starting programs in the lab by its name, as a running product
# does, finds nothing any more; the processes inside are still found, also by the next command when this one is interrupted.
set_aside() { printf '%s.old' "$(ns "$1")"; }

# Every name a namespace of this lab may have.
netns_names() { local device; for device in "${DEVICES[@]}"; do ns "$device"; echo; set_aside "$device"; echo; done; }

# The host's own namespace must never be taken for one of ours.
refuse_host_namespace() {
  local name
  for name in $(netns_names); do
    if [[ /run/netns/$name -ef /proc/self/ns/net || /run/netns/$name -ef /proc/1/ns/net ]]; then
      fail "$EXIT_ERROR" "/run/netns/$name is the host's own network namespace; remove that name by hand (ip netns del $name)."
    fi
  done
}

namespaces_set_aside() {
  local device name old
  for device in "${DEVICES[@]}"; do
    name=$(ns "$device") old=$(set_aside "$device")
    [[ -e /run/netns/$name ]] || continue
    [[ /run/netns/$old -ef /run/netns/$name ]] || { : >"/run/netns/$old" && mount --bind "/run/netns/$name" "/run/netns/$old"; }
    ip netns del "$name"
  done
}

# Processes inside the lab's namespaces and control groups; both are the lab's own, so a reused pid cannot slip in.
lab_pids() {
  local name
  {
    for name in $(netns_names); do ip netns pids "$name" 2>/dev/null || true; done
    cgroup_pids
  } | sort -un
}

# The words of a process's command line, one per line; none when it has ended.
words_of() { tr '\0' '\n' 2>/dev/null <"/proc/$1/cmdline" || true; }

# The products whose agents run inside the lab, one pid per line: an agent's command line names its product's socket. Any of
# these processes may end meanwhile.
product_pids() {
  local pid socket
  for pid in $(lab_pids); do words_of "$pid" | sed -n '/^--orchestrator$/{n;s/^unix://p;}'; done 2>/dev/null | sort -u |
    while read -r socket; do ss -Hxlp src "$socket" | sed -n 's/.*[(,]pid=\([0-9]*\).*/\1/p'; done | sort -un |
    while read -r pid; do if words_of "$pid" | grep -x standalone >/dev/null; then echo "$pid"; fi; done 2>/dev/null
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
  namespaces_set_aside
  processes_end
  for device in "${DEVICES[@]}"; do
    [[ ! -e /run/netns/$(set_aside "$device") ]] || ip netns del "$(set_aside "$device")"
    rm -rf "${FRR_RUN:?}/$(ns "$device")" "${FRR_ETC:?}/$(ns "$device")"
  done
  [[ ! -e $STATE/made-frr-run ]] || rmdir --ignore-fail-on-non-empty "$FRR_RUN"
  cgroups_remove
}

state_clear() { find "$STATE" -mindepth 1 -delete; }
