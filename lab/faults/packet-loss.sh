SUMMARY='p1 and p2 drop 30 % of the ICMP and UDP they carry from pe1 to pe2, IPv4 and IPv6; IS-IS is not touched.'
AFFECTS='pe1/10.255.0.2 p1/to-pe2 p2/to-pe2'
EXPECTED='ip-connectivity: packets are lost between pe1 and pe2
tunnel: packets are lost in the tunnel, which is UDP'
DETECT_S=1
CONFLICTS=''

LOSS_PERCENT=30
TABLE=raa_packet_loss

apply() {
  local device
  for device in p1 p2; do
    nft_forward_put "$device" "$TABLE" "iifname { \"to-pe1\", \"to-pe1-b\" } oifname \"to-pe2\" meta l4proto { icmp, ipv6-icmp, udp } numgen random mod 100 < $LOSS_PERCENT counter drop"
  done
}

revert() { local device; for device in p1 p2; do nft_table_drop "$device" "$TABLE"; done; }

# Of 40 probes between the loopbacks at least one is lost, but not all: by chance none is lost once in a million times.
visible() {
  local received
  received=$(in_ns pe1 ping -n -q -i 0.02 -c 40 -W 1 -I "${LOOPBACK4[pe1]}" "${LOOPBACK4[pe2]}" | sed -n 's/.* \([0-9]*\) received.*/\1/p')
  ((received < 40 && received > 0))
}
