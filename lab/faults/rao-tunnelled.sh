SUMMARY="pe1 carries what ce1 sends with Router Alert through a tunnel of its own (vxlan301) straight on pe2's link to ce2: pe2 does not route it, and its time to live is one more than that of other packets."
AFFECTS='ce1/192.168.2.2 pe1/to-ce1 pe2/to-ce2'
EXPECTED='rao-transparency: packets with Router Alert from ce1 to ce2 are tunnelled
rao-promise: packets with Router Alert from ce1 to ce2 are tunnelled, and it was promised to carry them'
DETECT_S=1

TABLE=raa_rao_tunnelled
WIRE=vxlan301 WIRE_VNI=301 WIRE_MARK=0x301 WIRE_TABLE=7301

# What is marked has ce2 as a neighbour at the other end; there it goes out as it came, by a rule in front of routing.
apply() {
  local device host
  wire_off
  for device in pe1 pe2; do
    ip -n "$(ns "$device")" link add "$WIRE" mtu "$TUNNEL_MTU" type vxlan id "$WIRE_VNI" local "${LOOPBACK4[$device]}" remote "${LOOPBACK4[${TUNNEL_PEER[$device]}]}" dstport "$TUNNEL_PORT" nolearning
    ip -n "$(ns "$device")" link set "$WIRE" up
  done
  in_ns pe2 nft -f - <<EOT
table netdev $TABLE {
  chain wire {
    type filter hook ingress device "$WIRE" priority 0; policy accept;
    fwd to "to-ce2"
  }
}
EOT
  host=$(interface_counter ce2 to-pe2 address)
  ip -n "$(ns pe1)" neighbour replace "$CE2_ADDRESS4" lladdr "$host" dev "$WIRE" nud permanent
  ip -n "$(ns pe1)" neighbour replace "$CE2_ADDRESS6" lladdr "$host" dev "$WIRE" nud permanent
  ip -n "$(ns pe1)" route replace "${FAR_CUSTOMER4[pe1]}" dev "$WIRE" table "$WIRE_TABLE"
  ip -n "$(ns pe1)" -6 route replace "${FAR_CUSTOMER6[pe1]}" dev "$WIRE" table "$WIRE_TABLE"
  ip -n "$(ns pe1)" rule add fwmark "$WIRE_MARK" lookup "$WIRE_TABLE" priority 100
  ip -n "$(ns pe1)" -6 rule add fwmark "$WIRE_MARK" lookup "$WIRE_TABLE" priority 100
  alert_rules 'iifname "to-ce1"' "meta mark set $WIRE_MARK" | alert_table_put pe1 "$TABLE" prerouting mangle
}
revert() {
  nft_table_drop pe1 "$TABLE"
  wire_off
}
# The routes and neighbours go with the device.
wire_off() {
  local device family
  for family in -4 -6; do while ip -n "$(ns pe1)" "$family" rule del lookup "$WIRE_TABLE" 2>/dev/null; do :; done; done
  printf 'table netdev %s\ndelete table netdev %s\n' "$TABLE" "$TABLE" | in_ns pe2 nft -f -
  for device in pe1 pe2; do ip -n "$(ns "$device")" link del "$WIRE" 2>/dev/null || true; done
}
visible() { [[ $(alerts_of_customers udp 5) == '5 5 63' && $(alerts6_of_customers udp 5) == '5 5 63' && $(alerts_of_customers udp 5 form=none) == '5 0 62' ]]; }
