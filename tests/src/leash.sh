# Runs the program in the arguments until it ends or this script's standard input closes, whichever comes first, and
# then kills the program and everything it has started. However the test run ends, the input closes, so nothing
# outlives it.
exec 4>&2 2>/dev/null
set -m
"$@" </dev/null 2>&4 4>&- &
program=$!
exec 4>&-
{ read -r; kill -KILL -- -"$program"; } &
wait "$program"
status=$?
# Processes that the program started may still be running.
kill -KILL -- -"$program" -"$!"
exit "$status"
