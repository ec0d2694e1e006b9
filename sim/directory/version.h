/**
 * version.h - version number and commit of the program.
 *
 * The version number, CBMSIM_VERSION ("0.2.0"), is part of the identity of results: only the same
 * version completes, merges or compares a result. The commit is not part of the identity, because
 * most commits change no number. The manifest records the commit, and messages about different
 * results name it. No table contains the version or the commit.
 */
#ifndef DIRECTORY_VERSION_H
#define DIRECTORY_VERSION_H

/**
 * The version number and the commit from which the program was built: "0.2.0+g1a2b3c4". The text is
 * "0.2.0+g1a2b3c4-dirty" if the source differed from the commit, and "0.2.0" if the commit is not
 * known. version.cmake writes this text.
 */
extern const char version_with_commit[];

#endif
