# What the hooks share. Read by them, not run.

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# azd hands its environment to hooks as variables, but not what was set during this same run.
value() {
  eval "known=\${$1:-}"
  if [ -z "$known" ]; then
    known=$(azd env get-value "$1" 2>/dev/null) || known=''
  fi
  printf '%s' "$known"
}
