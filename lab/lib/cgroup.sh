# One control group per device, below one group of the lab, with version 1 and version 2 hierarchies. /proc/meminfo and
# /proc/loadavg are the host's inside a namespace; these groups are what makes memory and CPU a property of a device.

readonly MEMORY_LIMIT=$((256 * 1024 * 1024))
readonly CPU_PERIOD_US=100000 CPU_QUOTA_US=25000

# Mount point of a version 1 controller, or nothing.
cgroup1_mount() {
  awk -v c="$1" '$3 == "cgroup" { n = split($4, o, ","); for (i = 1; i <= n; i++) if (o[i] == c) { print $2; exit } }' /proc/self/mounts
}

# Mount point of the version 2 hierarchy when it carries the memory and cpu controllers, or nothing.
cgroup2_mount() {
  local mount
  mount=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/self/mounts)
  [[ -n $mount ]] && grep -qw memory "$mount/cgroup.controllers" && grep -qw cpu "$mount/cgroup.controllers" && printf '%s' "$mount"
  return 0
}

# 2, 1 or 0 (none usable).
cgroup_version() {
  if [[ -n $(cgroup2_mount) ]]; then echo 2
  elif [[ -n $(cgroup1_mount memory) && -n $(cgroup1_mount cpu) ]]; then echo 1
  else echo 0; fi
}

# The lab's own group in every hierarchy it uses, one per line, without repeats.
cgroup_roots() {
  local controller mount
  mount=$(cgroup2_mount)
  [[ -n $mount ]] && printf '%s/%s\n' "$mount" "$LAB"
  for controller in memory cpu cpuacct; do
    mount=$(cgroup1_mount "$controller")
    [[ -n $mount ]] && printf '%s/%s\n' "$(readlink -f "$mount")" "$LAB"
  done | sort -u
}

cgroup_path() { # device controller
  local mount
  if [[ $(cgroup_version) == 2 ]]; then mount=$(cgroup2_mount); else mount=$(cgroup1_mount "$2"); fi
  [[ -n $mount ]] && printf '%s/%s/%s' "$mount" "$LAB" "$1"
  return 0
}

cgroups_create() {
  local device root
  case $(cgroup_version) in
    2)
      root="$(cgroup2_mount)/$LAB"
      mkdir -p "$root"
      echo '+memory +cpu' >"$root/cgroup.subtree_control" 2>/dev/null ||
        { rmdir "$root"; note "control groups cannot be used here; the faults memory-pressure and cpu-pressure will not work"; return 0; }
      ;;
    0)
      note "no memory and cpu control groups here; the faults memory-pressure and cpu-pressure will not work"
      return 0
      ;;
  esac
  for device in "${DEVICES[@]}"; do cgroup_create "$device"; done
}

cgroup_create() {
  local device=$1 root
  while read -r root; do mkdir -p "$root/$device"; done < <(cgroup_roots)
  # The quota is what a device may use. That it can use it on a busy machine too, its weight says: routing must not suffer from a build.
  while read -r root; do cgroup_weigh "$root"; cgroup_weigh "$root/$device"; done < <(cgroup_roots)
  if [[ $(cgroup_version) == 2 ]]; then
    root=$(cgroup_path "$device" all)
    echo "$MEMORY_LIMIT" >"$root/memory.max"
    echo "$CPU_QUOTA_US $CPU_PERIOD_US" >"$root/cpu.max"
    [[ ! -e $root/memory.swap.max ]] || echo 0 >"$root/memory.swap.max"
  else
    echo "$MEMORY_LIMIT" >"$(cgroup_path "$device" memory)/memory.limit_in_bytes"
    echo "$CPU_PERIOD_US" >"$(cgroup_path "$device" cpu)/cpu.cfs_period_us"
    echo "$CPU_QUOTA_US" >"$(cgroup_path "$device" cpu)/cpu.cfs_quota_us"
  fi
}

# What a device may use of a processor: its quota, or all of it.
cgroup_quota() { # device limited|unlimited
  local quota=$CPU_QUOTA_US
  if [[ $(cgroup_version) == 2 ]]; then
    [[ $2 == limited ]] || quota=max
    echo "$quota $CPU_PERIOD_US" >"$(cgroup_path "$1" all)/cpu.max"
  else
    [[ $2 == limited ]] || quota=-1
    echo "$quota" >"$(cgroup_path "$1" cpu)/cpu.cfs_quota_us"
  fi
}

# Version 2 and version 1 of the same, each at its largest.
cgroup_weigh() {
  [[ ! -e $1/cpu.weight ]] || echo 10000 >"$1/cpu.weight"
  [[ ! -e $1/cpu.shares ]] || echo 262144 >"$1/cpu.shares"
}

# Moves the calling (sub)shell into the device's groups; what it starts inherits them.
cgroup_enter() {
  local root
  while read -r root; do
    [[ ! -d $root/$1 ]] || echo "$BASHPID" >"$root/$1/cgroup.procs"
  done < <(cgroup_roots)
}

cgroup_pids() {
  local root
  while read -r root; do cat "$root"/*/cgroup.procs 2>/dev/null || true; done < <(cgroup_roots) | sort -un
}

cgroups_remove() {
  local root
  while read -r root; do
    [[ ! -d $root ]] || find "$root" -mindepth 0 -depth -type d -exec rmdir {} +
  done < <(cgroup_roots)
}

# JSON for the inventory: null when control groups cannot be used.
cgroup_json() {
  local device=$1
  case $(cgroup_version) in
    2) [[ -d $(cgroup_path "$device" all) ]] && jq -nc --arg p "$(cgroup_path "$device" all)" '{version:2,path:$p}' || echo null ;;
    1) jq -nc --arg m "$(cgroup_path "$device" memory)" --arg c "$(cgroup_path "$device" cpu)" --arg a "$(cgroup_path "$device" cpuacct)" \
         '{version:1,memory:$m,cpu:$c,cpuacct:(if $a == "" then null else $a end)}' ;;
    *) echo null ;;
  esac
}
