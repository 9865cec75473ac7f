// The floors that the audit trail is measured against: libcrypto called from C, with everything
// fetched once and every context used again.
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stddef.h>
#include <stdint.h>

// The digests of `count` messages of `size` bytes each, one EVP call a message; returns a byte of them.
uint8_t reference_digests(size_t count, size_t size);

// Encrypts (or decrypts) `count` chunks of `size` bytes with ChaCha20-Poly1305; returns a byte of them.
uint8_t reference_cipher(size_t count, size_t size);

// Keeps `value` alive, so that no measured computation is left out.
void keep(uint64_t value);

#endif
