SUMMARY="A process in pe1's control group takes memory until 94 % of the group's limit is used."
AFFECTS='pe1/memory'
EXPECTED="device: pe1's memory is nearly exhausted"
DETECT_S=2
CONFLICTS=''

# Fills in steps of 1 MiB by what the group reports, then holds.
FILL='my ($file, $target) = @ARGV; my @held;
  sub used { open my $f, "<", $file or exit 1; my $u = <$f>; return $u }
  while (1) { if (used() + 1048576 <= $target) { push @held, "x" x 1048576 } else { sleep 1 } }'

apply() {
  require_cgroup
  hog_start pe1 memory-hog "$FILL" "$(usage_file)" $((MEMORY_LIMIT * 94 / 100))
}
revert() { hog_stop pe1 memory-hog; }
visible() { (($(<"$(usage_file)") > MEMORY_LIMIT * 90 / 100)); }

usage_file() {
  if [[ $(cgroup_version) == 2 ]]; then printf '%s/memory.current' "$(cgroup_path pe1 memory)"
  else printf '%s/memory.usage_in_bytes' "$(cgroup_path pe1 memory)"; fi
}
