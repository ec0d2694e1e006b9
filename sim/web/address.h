/**
 * address.h - finds the network addresses of this machine.
 */
#ifndef WEB_ADDRESS_H
#define WEB_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

enum { ADDRESS_BYTES = 64, ADDRESSES_MAX = 16 };

/**
 * Lists the IPv4 addresses of the networks that are up and private (RFC 1918). Returns their
 * number.
 */
int32_t address_private(char out[ADDRESSES_MAX][ADDRESS_BYTES]);

/**
 * The address that teams use, and the addresses that the machine had when they were last listed.
 */
struct address_watch {
    char now[ADDRESS_BYTES];
    int32_t n;
    char known[ADDRESSES_MAX][ADDRESS_BYTES];
};

/**
 * Begins to watch w->now if it is one of the n addresses that the machine has now. Otherwise, for
 * example for a loopback address, changes nothing and returns false.
 */
bool address_watch_begin(struct address_watch *w, char (*found)[ADDRESS_BYTES], int32_t n);

/**
 * Updates w->now from the n addresses that the machine has now. If w->now is no longer among them,
 * the machine is in another network. Then w->now becomes the only address or, if there are several,
 * the only new address. In all other cases w->now stays the same. Returns whether w->now has
 * changed.
 */
bool address_watch_look(struct address_watch *w, char (*found)[ADDRESS_BYTES], int32_t n);

/** Whether the text is a numeric address of IPv4 or IPv6. */
bool address_is_numeric(const char *text);

#endif
