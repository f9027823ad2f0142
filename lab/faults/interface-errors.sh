SUMMARY="p1 and p2 mark every fifth VXLAN packet towards pe1 as 'congestion experienced'; pe1 must drop these on decapsulation and counts receive errors on vxlan100."
AFFECTS='pe1/vxlan100'
EXPECTED='interface: receive errors on pe1 vxlan100 rise
tunnel: some packets of the tunnel are lost'
DETECT_S=3
CONFLICTS=''

TABLE=raa_interface_errors

# The inner packet does not speak ECN, so RFC 6040 has the marked ones dropped. Deterministic, so that errors rise steadily:
# with the lab's background traffic alone one a second.
apply() {
  local device
  for device in p1 p2; do
    nft_forward_put "$device" "$TABLE" "ip daddr ${LOOPBACK4[pe1]} udp dport $TUNNEL_PORT numgen inc mod 5 == 0 counter ip ecn set ce"
  done
}

revert() { local device; for device in p1 p2; do nft_table_drop "$device" "$TABLE"; done; }

receive_errors() { ip -n "$(ns pe1)" -j -s link show "$TUNNEL" | jq '.[0].stats64.rx.errors'; }

visible() {
  local before
  before=$(receive_errors)
  sleep 2
  (($(receive_errors) > before))
}
