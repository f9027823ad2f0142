SUMMARY="pe1's vxlan100 gets the wrong remote address: p2's loopback instead of pe2's."
AFFECTS='pe1/vxlan100'
EXPECTED="tunnel: pe1 vxlan100 points to 10.255.0.12 instead of 10.255.0.2
tunnel: pe2's tunnel address does not answer"
DETECT_S=1
CONFLICTS=''

apply() { set_remote "${LOOPBACK4[p2]}"; }
revert() { set_remote "${LOOPBACK4[pe2]}"; }
visible() { [[ $(remote) != "${LOOPBACK4[pe2]}" ]] && ! ping_tunnel4; }

set_remote() { ip -n "$(ns pe1)" link set "$TUNNEL" type vxlan id "$TUNNEL_VNI" remote "$1"; }
remote() { ip -n "$(ns pe1)" -j -d link show "$TUNNEL" | jq -r '.[0].linkinfo.info_data.remote'; }
