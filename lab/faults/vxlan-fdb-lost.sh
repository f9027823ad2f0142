SUMMARY="pe1's bridge loses its flood entry for pe2 and the addresses learned behind it: hosts that are not known cannot be found any more."
AFFECTS='pe1/br200'
EXPECTED='bridge-domain: br200 of pe1 does not flood to 10.255.0.2'
DETECT_S=1
CONFLICTS=''

apply() {
  flood_entry pe1 delete 2>/dev/null || true
  learned | while read -r address; do bridge -n "$(ns pe1)" fdb delete "$address" dev "$BRIDGE_VXLAN" self 2>/dev/null || true; done
}
revert() { flood_entry pe1 append 2>/dev/null || true; }
visible() { ! entries | jq -e 'any(.[]; .mac == "00:00:00:00:00:00")' >/dev/null; }

entries() { bridge -n "$(ns pe1)" -j fdb show dev "$BRIDGE_VXLAN"; }
learned() { entries | jq -r '.[] | select(.dst and .mac != "00:00:00:00:00:00") | .mac'; }
