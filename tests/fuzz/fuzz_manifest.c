/*
 * Reads any bytes as manifest.json. The directory counts as a result of cbmsim or not, in bounded
 * time and memory; names of outputs stay inside the directory.
 */
#define _GNU_SOURCE

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "directory/result_dir.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static char folder[] = "/tmp/cbmsim-fuzz-XXXXXX";
static char path[sizeof(folder) + sizeof(MANIFEST_NAME)];

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    if (mkdtemp(folder) == NULL) {
        abort();
    }
    (void)snprintf(path, sizeof(path), "%s/" MANIFEST_NAME, folder);
    return 0;
}

static void
check(bool truth)
{
    if (!truth) {
        abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct failure f = {0};
    struct atomic_dir d;
    struct manifest_old old;
    FILE *file = fopen(path, "wb");

    check(file != NULL && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
    check(atomic_dir_open(&d, folder, &f) == STATUS_OK);
    check(manifest_read(&d, &old, &f) == STATUS_OK && f.count == 0);
    check(old.ours || old.n_outputs == 0);
    for (int32_t k = 0; k < old.n_outputs; k++) {
        const char *name = old.outputs[k].name;

        check(atomic_dir_is_name(name) && strstr(name, "..") != name);
        (void)result_dir_is_name(name);
        (void)manifest_unchanged(&old, folder, name, &f);
    }
    for (int32_t k = 0; k < old.n_inputs; k++) {
        check(old.inputs[k].name != NULL && old.inputs[k].sha256 != NULL);
    }
    check(!old.ours || (old.status != NULL && old.version != NULL && old.finished != NULL));
    manifest_old_free(&old);
    atomic_dir_release(&d);
    return 0;
}
