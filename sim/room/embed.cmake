# embed.cmake - generates a C file with the pages, the table room_files of room_files.h.
#
#   cmake -DOUTPUT=room_pages.c "-DFILES=team.html;team.js;en.json" -P embed.cmake
#
# Scripts are embedded without indents, without comment lines, without the line ends after ; , { } (
# and before } ) ? : & | . and without the spaces beside => === !== && ||, which no text contains.
# Style sheets are embedded without comments and without the spaces beside ; : { and }, and words
# without the space after a key and the line end after a comma. A page names its scripts as
# "/a/team.js". This script adds their hashes, "/a/team-0123456789ab.js", so that browsers can keep
# the files.
set(types html text/html js text/javascript css text/css svg image/svg+xml json application/json)
set(arrays "")
set(rows "")

# The bytes of a file as hexadecimal digits. Pictures and pages stay as they are.
function(read_hex file result)
    file(READ ${file} text)
    if(file MATCHES "\\.js$")
        string(REGEX REPLACE "\n[ \t]+" "\n" text "\n${text}")
        string(REGEX REPLACE "\n//[^\n]*" "" text "${text}")
        string(REGEX REPLACE "([;,{}(])\n+" "\\1" text "${text}")
        string(REGEX REPLACE "\n+([})?:&|.])" "\\1" text "${text}")
        string(REGEX REPLACE " (=>|===|!==|&&|[|][|]) " "\\1" text "${text}")
    elseif(file MATCHES "\\.css$")
        string(REGEX REPLACE "/\\*[^*]*\\*/" "" text "${text}")
        string(REGEX REPLACE "([{};,:])[ \n]+" "\\1" text "${text}")
        string(REGEX REPLACE "[ \n]+([{}])" "\\1" text "${text}")
    elseif(file MATCHES "\\.json$")
        string(REGEX REPLACE "(\n\"[a-z0-9._]+\":) " "\\1" text "${text}")
        string(REGEX REPLACE ",\n+" "," text "${text}")
    endif()
    string(HEX "${text}" bytes)
    set(${result} "${bytes}" PARENT_SCOPE)
endfunction()

foreach(file ${FILES})
    get_filename_component(name ${file} NAME)
    get_filename_component(base ${file} NAME_WE)
    get_filename_component(extension ${file} LAST_EXT)
    if(NOT extension STREQUAL ".html")
        read_hex(${file} bytes)
        string(SHA256 hash "${bytes}")
        string(SUBSTRING ${hash} 0 12 hash)
        list(APPEND names "/a/${name}\"")
        list(APPEND hashed "/a/${base}-${hash}${extension}\"")
    endif()
endforeach()
foreach(file ${FILES})
    get_filename_component(name ${file} NAME)
    get_filename_component(extension ${file} LAST_EXT)
    string(SUBSTRING "${extension}" 1 -1 extension)
    list(FIND types ${extension} at)
    math(EXPR at "${at} + 1")
    list(GET types ${at} type)
    string(MAKE_C_IDENTIFIER page_${name} identifier)
    read_hex(${file} bytes)
    if(extension STREQUAL "html")
        foreach(old new IN ZIP_LISTS names hashed)
            string(HEX "${old}" old)
            string(HEX "${new}" new)
            string(REPLACE "${old}" "${new}" bytes "${bytes}")
        endforeach()
    endif()
    string(SHA256 hash "${bytes}")
    string(SUBSTRING ${hash} 0 12 hash)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n    " bytes "${bytes}")
    string(APPEND arrays "static const unsigned char ${identifier}[] = {\n    ${bytes}};\n")
    string(APPEND rows
        "    {\"${name}\", \"${type}\", \"\\\"${hash}\\\"\", ${identifier}, sizeof(${identifier})},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"room/room_files.h\"\n\n${arrays}
const struct room_file room_files[] = {\n${rows}    {0},\n};\n")
