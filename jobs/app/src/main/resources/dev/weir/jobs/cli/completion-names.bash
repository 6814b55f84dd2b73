# Where no command and no option fits, the workspace is asked for the names that do.
_weir_names() {
  local line=${COMP_LINE:0:COMP_POINT} workspace=() i names name cut
  local word=${line##*[[:space:]]}
  for ((i = 1; i + 1 < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in -w | --workspace) workspace=(-w "${COMP_WORDS[i + 1]}") ;; esac
  done
  names=$("${COMP_WORDS[0]}" names ${workspace[@]+"${workspace[@]}"} -- "$word" 2>/dev/null) || return 0
  cut=${word%"${word##*[@:=]}"} # Bash takes a word apart at these, and replaces the last part alone
  while IFS= read -r name; do
    [ -n "$name" ] && COMPREPLY+=("${name#"$cut"}")
  done <<<"$names"
}

_complete_weir_with_names() {
  _complete_weir "$@"
  local line=${COMP_LINE:0:COMP_POINT}
  if [ ${#COMPREPLY[@]} -eq 0 ] && [ "$COMP_CWORD" -gt 1 ]; then
    case ${line##*[[:space:]]} in -*) ;; *) _weir_names ;; esac
  fi
}

complete -F _complete_weir_with_names -o default weir
