SUMMARY="A busy loop in pe1's control group uses up the group's CPU quota (a quarter of a core)."
AFFECTS='pe1/cpu'
EXPECTED="device: pe1's CPU quota is exhausted, its processes are throttled"
DETECT_S=3
CONFLICTS=''

apply() {
  require_cgroup
  hog_start pe1 cpu-hog '1 while 1'
}
revert() { hog_stop pe1 cpu-hog; }

throttled() { awk '$1 == "nr_throttled" { print $2 }' "$(cgroup_path pe1 cpu)/cpu.stat"; }

# Throttled in more than half of the last second's ten periods.
visible() {
  local before
  before=$(throttled)
  sleep 1
  (($(throttled) - before > 5))
}
