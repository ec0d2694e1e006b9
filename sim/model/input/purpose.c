#include "model/input/purpose.h"

#include "base/hash.h"

#define X(name_, address_, uniforms_)                                                          \
    {.name = #name_, .address = (address_), .uniforms = (uniforms_)},
const struct purpose_row purpose_rows[PURPOSE_COUNT] = {PURPOSES(X)};
#undef X

struct purpose_keys
purpose_hash(void)
{
    struct purpose_keys keys;

    for (int p = 0; p < PURPOSE_COUNT; p++) {
        keys.key[p] = hash_text(purpose_rows[p].name);
    }
    return keys;
}
