/**
 * address.h - the network addresses of this machine.
 */
#ifndef WEB_ADDRESS_H
#define WEB_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

enum { ADDRESS_BYTES = 64, ADDRESSES_MAX = 16 };

/** The IPv4 addresses of networks that are up and private (RFC 1918). Returns how many. */
int32_t address_private(char out[ADDRESSES_MAX][ADDRESS_BYTES]);

/** The address that teams use, and those that the machine had when it was last seen. */
struct address_watch {
    char now[ADDRESS_BYTES];
    int32_t n;
    char known[ADDRESSES_MAX][ADDRESS_BYTES];
};

/**
 * Looks at the n addresses that the machine has at this moment. If w->now is no longer among them, and exactly one has
 * come since, or there is only one, that becomes w->now: the machine is in another network. Returns whether it changed.
 */
bool address_watch_look(struct address_watch *w, char (*found)[ADDRESS_BYTES], int32_t n);

/** Whether the text is a numeric address, IPv4 or IPv6. */
bool address_is_numeric(const char *text);

#endif
