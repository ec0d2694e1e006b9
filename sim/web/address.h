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

/** Whether the text is a numeric address, IPv4 or IPv6. */
bool address_is_numeric(const char *text);

#endif
