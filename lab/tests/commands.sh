# Help, usage errors and what each command says when it cannot work.

for command in up down status fault test rootless; do
  check_exit 0 'usage: lab/' "$LAB_HOME/$command" --help
done
for command in up down status fault rootless; do
  check_exit 2 'usage: lab/' "$LAB_HOME/$command" --nonsense
done
check_exit 2 "there is no fault 'flood'.*packet-loss" "$LAB_HOME/fault" flood on
check_exit 2 "there is no fault '../lib/common'" "$LAB_HOME/fault" ../lib/common on
check_exit 2 usage "$LAB_HOME/fault" packet-loss sideways
check_exit 2 'RAA_LAB_PREFIX must be' env RAA_LAB_PREFIX='../x' "$LAB_HOME/down"
check_exit 4 'is not up; run lab/up' "$LAB_HOME/fault" packet-loss on
check_exit 4 ': down' "$LAB_HOME/status"
check_exit 4 '"state":"down"' "$LAB_HOME/status" --json
check_exit 0 'is down already' "$LAB_HOME/down"
check "asking changed nothing" nothing_left

# A machine without jq and FRR: one message that names both packages.
mkdir "$work/bin"
for command in bash dirname sort ip bridge nft ping flock setsid unshare nsenter perl timeout; do
  ln -s "$(command -v "$command")" "$work/bin/$command"
done
check_exit 3 'missing Debian packages: frr jq\..*apt-get install -y frr jq' env PATH="$work/bin" "$LAB_HOME/up"
check_exit 3 'root is needed' setpriv --reuid=65534 --clear-groups bash "$LAB_HOME/up"

fault_list_is_complete() { (($("$LAB_HOME/fault" list | grep -c -e '-> [a-z-]*: ') == $(fault_names | wc -l))); }
for fault in $(fault_names); do
  check_exit 0 "^$fault: .*expected symptoms" "$LAB_HOME/fault" "$fault" --help
done
check "fault list says what each does, when, and what to see" fault_list_is_complete
check "fault list --json describes every fault" jq -e --argjson n "$(fault_names | wc -l)" \
  '.faults | length == $n and all(.summary != "" and .detectWithinSeconds > 0 and (.affects | length) > 0 and (.expected | length) > 0)' \
  <("$LAB_HOME/fault" list --json)
check "fault list --json excludes and requires faults that there are" jq -e \
  '[.faults[].name] as $names | [.faults[] | .conflicts + .requires | .[]] - $names == [] and ([.faults[].requires[]] | length > 0)' <("$LAB_HOME/fault" list --json)
check_exit 0 'requires +isis-to-ospf' "$LAB_HOME/fault" ospf-neighbour-lost --help
check_exit 0 'requires isis-to-ospf' "$LAB_HOME/fault" list
