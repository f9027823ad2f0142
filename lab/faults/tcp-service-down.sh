SUMMARY='The TCP service on port 8080 of ce2 stops; the host goes on answering.'
AFFECTS='ce2/tcp-server'
EXPECTED='tcp-service: 192.168.2.2 refuses connections to port 8080'
DETECT_S=1
CONFLICTS=''

apply() { server_stop tcp-server; }
revert() { tcp_server_start; }
visible() { ! tcp_connects; }
