# embed.cmake - generates a C file with the contents of files, the table plots_files of analysis/plots.h.
#
#   cmake -DOUTPUT=plots_files.c "-DFILES=plots.py;plots.R" -P embed.cmake
set(arrays "")
set(rows "")
foreach(file ${FILES})
    get_filename_component(name ${file} NAME)
    string(MAKE_C_IDENTIFIER ${name} identifier)
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n    " bytes "${bytes}")
    string(APPEND arrays "static const unsigned char ${identifier}[] = {\n    ${bytes}};\n")
    string(APPEND rows
        "    {\"analysis/plots/${name}\", ${identifier}, sizeof(${identifier})},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"analysis/plots.h\"\n\n${arrays}
const struct plots_file plots_files[] = {\n${rows}    {0},\n};\n")
