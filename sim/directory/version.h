/**
 * version.h - version number and commit of the program.
 *
 * CBMSIM_VERSION, the version number ("0.2.0"), is part of the identity of results: only the
 * same version completes, merges or compares a result. The commit is not part of the identity,
 * because most commits change no number; the manifest records it, and messages about different
 * results name it. No table contains the version or the commit.
 */
#ifndef DIRECTORY_VERSION_H
#define DIRECTORY_VERSION_H

/**
 * The version number and the commit that the program was built from: "0.2.0+g1a2b3c4";
 * "0.2.0+g1a2b3c4-dirty" if the source differed from it; "0.2.0" if the commit is not known.
 * Written by version.cmake.
 */
extern const char version_with_commit[];

#endif
