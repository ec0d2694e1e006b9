# version.cmake - writes the C file of directory/version.h: the version number, and the commit
# that the program is built from.
#
#   cmake -DSOURCE=DIR -DNUMBER=0.2.0 -DOUTPUT=version.c -P version.cmake
#
# The commit is that of the archive (`git archive` fills in the line below), or that of the checkout
# at SOURCE. If files of the repository are changed, or sim/ has new files, "-dirty" is added. In
# other cases there is no commit. An OUTPUT that is already right is not written, so that only a new
# commit causes a compilation.
cmake_minimum_required(VERSION 3.18)
set(archived "$Format:%H$")

function(git result)
    # safe.directory: also reads a repository that belongs to another user.
    execute_process(COMMAND git -C ${SOURCE} --no-optional-locks -c safe.directory=* ${ARGN}
        OUTPUT_VARIABLE output RESULT_VARIABLE status ERROR_QUIET)
    if(NOT status EQUAL 0)
        set(output "")
    endif()
    set(${result} "${output}" PARENT_SCOPE)
endfunction()

set(hex "[0-9a-f]")
set(seven "${hex}${hex}${hex}${hex}${hex}${hex}${hex}")
set(text ${NUMBER})
if(archived MATCHES "^(${seven})${hex}+$")
    string(APPEND text "+g${CMAKE_MATCH_1}")
else()
    # The first line is empty at the top of a checkout; SOURCE may lie inside another repository.
    git(head rev-parse --show-prefix HEAD)
    if(head MATCHES "^\n(${seven})")
        string(APPEND text "+g${CMAKE_MATCH_1}")
        git(changed status --porcelain --untracked-files=no)
        git(new ls-files --others --exclude-standard -- sim)
        if(NOT "${changed}${new}" STREQUAL "")
            string(APPEND text "-dirty")
        endif()
    endif()
endif()

set(content "#include \"directory/version.h\"\n\nconst char version_with_commit[] = \"${text}\";\n")
set(before "")
if(EXISTS ${OUTPUT})
    file(READ ${OUTPUT} before)
endif()
if(NOT before STREQUAL content)
    file(WRITE ${OUTPUT} "${content}")
endif()
