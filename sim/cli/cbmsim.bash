# shellcheck shell=bash
# Completion of cbmsim in bash. Commands, options and their values are read from the program's help.
_cbmsim() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words='' help
    help=$("${COMP_WORDS[0]}" help "${COMP_WORDS[@]:1:COMP_CWORD > 1}" 2>/dev/null)
    if ((COMP_CWORD == 1)); then
        words="--help --version $(sed -nE 's/^  ([a-z]+)  .*/\1/p' <<<"$help")"
    elif [[ $word == -* ]]; then
        words="--help $(grep '^  -' <<<"$help" | grep -oE -- '--[a-z-]+')"
    elif [[ $before == --* ]]; then
        words=$(grep -oE -- "^  .*$before [a-z|]+$" <<<"$help" | sed 's/.* //; s/|/ /g')
    fi
    if [[ -n $words ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    else
        words=$(sed -n '/^  [A-Z]*$/,/^  -/p' <<<"$help" | grep '^   ' | grep -oE '[a-z]{3,}')
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; compgen -f -- "$word")
    fi
}
complete -o filenames -F _cbmsim cbmsim
