#include "base/renamed.h"

#include <stdio.h>
#include <string.h>

const struct renamed renamed_names[] = {
    {"back", "covert", false}, /* the side of a response in scenarios and incidents.csv */
    {"bundle_mean", "campaign_size_mean", false},           /* a member of a source */
    {"front", "overt", false},                              /* the other side of a response */
    {"violation", "pledge_test", true},                     /* a member of /parameters/trust */
    {"wrongful_responses", "misdirected_responses", false}, /* a metric */
};
const int32_t renamed_n_names = sizeof(renamed_names) / sizeof(*renamed_names);

const char *
renamed_note(char out[TEXT_VISIBLE_BYTES], const char *name, struct text_names names)
{
    out[0] = '\0';
    for (int32_t i = 0; i < renamed_n_names; i++) {
        const struct renamed *r = &renamed_names[i];

        if (strcmp(name, r->from) == 0 && text_index(r->to, names) >= 0) {
            (void)snprintf(out, TEXT_VISIBLE_BYTES,
                r->replaced ? "; replaced by \"%s\", which has another meaning and unit"
                            : "; renamed to \"%s\"",
                r->to);
        } else if (!r->replaced && strcmp(name, r->to) == 0 &&
                   text_index(r->from, names) >= 0) {
            (void)snprintf(
                out, TEXT_VISIBLE_BYTES, "; \"%s\" was renamed to \"%s\"", r->from, r->to);
        }
    }
    return out;
}
