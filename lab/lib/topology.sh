# The network as data: devices, links, addresses. Everything else is derived from these tables.
#
# ECMP: pe1 and pe2 see each other over p1 and over p2 at the same cost. The link named 'spare' is wired but down and in
# no routing protocol; the fault 'third-path' takes it into use.

readonly DEVICES=(ce1 ce2 pe1 pe2 p1 p2)
readonly ROUTERS=(pe1 pe2 p1 p2)

# device -> role, loopback IPv4, loopback IPv6 (customer hosts have none)
declare -rA ROLE=([ce1]=customer-edge [ce2]=customer-edge [pe1]=provider-edge [pe2]=provider-edge [p1]=core [p2]=core)
declare -rA LOOPBACK4=([pe1]=10.255.0.1 [pe2]=10.255.0.2 [p1]=10.255.0.11 [p2]=10.255.0.12)
declare -rA LOOPBACK6=([pe1]=fd00:255::1 [pe2]=fd00:255::2 [p1]=fd00:255::11 [p2]=fd00:255::12)
# IS-IS system identifiers, and OSPF router identifiers are the IPv4 loopbacks.
declare -rA SYSTEM_ID=([pe1]=0000.0000.0001 [pe2]=0000.0000.0002 [p1]=0000.0000.0011 [p2]=0000.0000.0012)

# device interface IPv4 IPv6 | device interface IPv4 IPv6 | kind
readonly LINKS=(
  "ce1 to-pe1 192.168.1.2/24 fd00:1::2/64 pe1 to-ce1 192.168.1.1/24 fd00:1::1/64 customer"
  "ce2 to-pe2 192.168.2.2/24 fd00:2::2/64 pe2 to-ce2 192.168.2.1/24 fd00:2::1/64 customer"
  "pe1 to-p1 10.0.0.0/31 fd00:10:1::1/64 p1 to-pe1 10.0.0.1/31 fd00:10:1::2/64 core"
  "pe1 to-p2 10.0.0.2/31 fd00:10:2::1/64 p2 to-pe1 10.0.0.3/31 fd00:10:2::2/64 core"
  "p1 to-pe2 10.0.0.4/31 fd00:10:3::1/64 pe2 to-p1 10.0.0.5/31 fd00:10:3::2/64 core"
  "p2 to-pe2 10.0.0.6/31 fd00:10:4::1/64 pe2 to-p2 10.0.0.7/31 fd00:10:4::2/64 core"
  "pe1 to-p1-b 10.0.0.8/31 fd00:10:5::1/64 p1 to-pe1-b 10.0.0.9/31 fd00:10:5::2/64 spare"
)

readonly TUNNEL=vxlan100 TUNNEL_VNI=100 TUNNEL_PORT=4789 TUNNEL_MTU=1450
declare -rA TUNNEL4=([pe1]=172.16.100.1 [pe2]=172.16.100.2)
declare -rA TUNNEL6=([pe1]=fd00:100::1 [pe2]=fd00:100::2)
declare -rA TUNNEL_PEER=([pe1]=pe2 [pe2]=pe1)
# What each edge reaches through the tunnel.
declare -rA FAR_CUSTOMER4=([pe1]=192.168.2.0/24 [pe2]=192.168.1.0/24)
declare -rA FAR_CUSTOMER6=([pe1]=fd00:2::/64 [pe2]=fd00:1::/64)
declare -rA CUSTOMER_GATEWAY4=([ce1]=192.168.1.1 [ce2]=192.168.2.1)
declare -rA CUSTOMER_GATEWAY6=([ce1]=fd00:1::1 [ce2]=fd00:2::1)
readonly CE1_ADDRESS4=192.168.1.2 CE1_ADDRESS6=fd00:1::2 CE2_ADDRESS4=192.168.2.2 CE2_ADDRESS6=fd00:2::2

# What an edge announces in BGP: an address of its own on the customer's interface, which the core does not know.
readonly BGP_AS=65000
declare -rA CUSTOMER_INTERFACE=([pe1]=to-ce1 [pe2]=to-ce2)
declare -rA BGP_ADDRESS=([pe1]=10.200.1.1 [pe2]=10.200.2.1)

# The bridged network of the two customer hosts: a bridge on each edge with the customer's port and a VXLAN.
# pe1's bridge asks for listeners (MLD and IGMP), every ten seconds; what the kernel calls an interval is in hundredths of a second.
readonly BRIDGE=br200 BRIDGE_VXLAN=vxlan200 BRIDGE_VNI=200 BRIDGE_QUERIER=pe1 BRIDGE_QUERY_INTERVAL_CS=1000
declare -rA BRIDGE_HOST=([pe1]=ce1 [pe2]=ce2)
declare -rA BRIDGE_ADDRESS=([ce1]=172.20.0.1 [ce2]=172.20.0.2)

# A stream from ce1 that ce2 has asked for: source-specific multicast, so no rendezvous point is needed.
readonly STREAM_SOURCE=192.168.1.2 STREAM_GROUP=232.1.1.1

is_router() { [[ -n ${LOOPBACK4[$1]:-} ]]; }
is_edge()   { [[ -n ${TUNNEL4[$1]:-} ]]; }
daemons_of() { if is_edge "$1"; then echo zebra isisd ospfd ospf6d bgpd pimd; else echo zebra isisd ospfd ospf6d; fi; }

# Interfaces of a router that take part in the routing protocol.
core_interfaces() {
  local device=$1 a ai b bi kind _
  for link in "${LINKS[@]}"; do
    read -r a ai _ _ b bi _ _ kind <<<"$link"
    [[ $kind == core ]] || continue
    [[ $a == "$device" ]] && printf '%s\n' "$ai"
    [[ $b == "$device" ]] && printf '%s\n' "$bi"
  done
  return 0
}
