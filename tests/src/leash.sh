# Runs the program that the arguments name until it ends or this script's standard input closes, whichever comes first;
# then ends the program and all it has started. The input closes however the test run ends, so that nothing outlives it.
exec 4>&2 2>/dev/null
set -m
"$@" </dev/null 2>&4 4>&- &
program=$!
exec 4>&-
{ read -r; kill -KILL -- -"$program"; } &
wait "$program"
status=$?
# What the program started may outlive it.
kill -KILL -- -"$program" -"$!"
exit "$status"
