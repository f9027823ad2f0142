# Loads every part of the lab's library.
for part in common topology cgroup frr network hosts router-alert checks inventory teardown; do
  # shellcheck source=/dev/null
  . "$LAB_HOME/lib/$part.sh"
done
unset part
