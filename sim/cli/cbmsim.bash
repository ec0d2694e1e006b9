# shellcheck shell=bash
# Completion of cbmsim in bash. Commands and options are asked of the program, which knows them.
_cbmsim() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local program=${COMP_WORDS[0]} command=${COMP_WORDS[1]-} words=''
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        words="--help --version $("$program" --help 2>/dev/null | sed -n 's/^  \([a-z]*\)  .*/\1/p')"
    elif [[ $before == --trace-level ]]; then
        words='none incidents events'
    elif [[ $before == --format ]]; then
        words='text md csv json'
    elif [[ $word == -* ]]; then
        words="--help $("$program" "$command" --help 2>/dev/null | grep -oE -- '--[a-z-]+')"
    elif [[ $command == describe ]]; then
        words=$("$program" describe --help 2>/dev/null | sed -n 's/^Topics: //p' | tr -d ,)
    elif [[ $command == schema ]]; then
        words='scenario agreement experiment'
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    if ((COMP_CWORD > 1)) && [[ $word != -* && $before != --trace-level && $before != --format ]]; then
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$word")
    fi
}
complete -o filenames -F _cbmsim cbmsim
