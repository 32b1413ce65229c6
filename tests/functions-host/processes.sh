# Starts, waits for and stops processes. Read by run, not run. Needs $work, a folder for logs.

# Each process with all that it starts is a group of its own, which does not ignore INT as background processes of a script do.
set -m

started=()

# $1 its log, the rest a command.
start() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 &
  started+=($!)
}

# $1 a process that start began. Core Tools may outlive a TERM, and a worker its host.
stop() {
  local end=$((SECONDS + 10))
  kill -INT -- "-$1" 2>/dev/null || return 0
  while kill -0 -- "-$1" 2>/dev/null; do
    if ((SECONDS >= end)); then
      kill -KILL -- "-$1" 2>/dev/null || true
      return 0
    fi
    sleep 0.2
  done
}

# $1 what to wait for, $2 its log, the rest a command that succeeds then.
await() {
  local what=$1 log=$2 end=$((SECONDS + ${PATIENCE:-180}))
  shift 2
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || { echo "$what did not come:" >&2; tail -n 50 "$log" >&2; exit 1; }
    sleep 1
  done
}

# $1 a setting without which the head must not start, $2 the one it names then, if that is another. Each has a port of its own, so
# that a host which lingers disturbs nobody. The storage connection is missed by Core Tools themselves.
port=7072
refuses() {
  local named=${2:-$1} log=$work/without-$1.log
  start "$log" env -u "$1" func start --port "$port"
  port=$((port + 1))
  await "A refusal that names $named" "$log" grep -E "$named\b.* needs|Missing value for $named\b" "$log"
  stop "${started[-1]}"
  echo "ok    without $1 it does not start, and says so"
}
