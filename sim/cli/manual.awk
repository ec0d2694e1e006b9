# manual.awk - prints the manual page in troff: the text of manual.txt and, after its line COMMANDS,
# the help of every command. A term is indented by two columns. Its text follows after two spaces, or
# on the next lines with a deeper indent.
#
#   awk -v program=build/cbmsim -f manual.awk manual.txt
function put(line) {
    gsub(/\\/, "\\e", line)
    gsub(/-/, "\\-", line)
    if (line ~ /^  [^ ]/) {
        sub(/^  /, ".TP\n.B ", line)
        sub(/  +/, "\n", line)
    } else if (line ~ /^[A-Z ]+$/)
        line = ".SH " line
    else {
        sub(/^ +/, "", line)
        if (line ~ /^[.']/) line = "\\&" line
    }
    print line == "" ? ".PP" : line
}
function put_commands(   all, one, line, words) {
    all = "'" program "' help"
    while ((all | getline line) > 0)
        if (line ~ /^  [a-z]/) {
            split(line, words, " ")
            print ".SS " words[1]
            commands++
            one = all " " words[1]
            while ((one | getline line) > 0) put(line)
        }
}
BEGIN { print ".TH CBMSIM 1 \"\" \"\" \"User Commands\"\n.nh\n.ad l" }
{ put($0) }
/^COMMANDS$/ { put_commands() }
END { exit !commands }
