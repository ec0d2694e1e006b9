#include "workshop/replies.h"

enum status
replies_of(const struct run *r, const struct world *w, const struct tabled *matter,
    bool possible[SETTLEMENT_REPLIES])
{
    struct run copy = {0};
    enum status st = STATUS_OK;

    for (int32_t reply = 0; reply < SETTLEMENT_REPLIES; reply++) {
        struct settlement settlement = {.named = NONE, .reply = reply};

        TRY(run_copy_into(&copy, r));
        st = run_settle(&copy, w, matter->state, matter->number, &settlement, NULL, NULL);
        possible[reply] = st == STATUS_OK;
        TRY(st == STATUS_BAD_INPUT ? STATUS_OK : st);
        st = STATUS_OK;
    }
out:
    run_free(&copy);
    return st;
}
