#include "reference.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

static void check(int result) {
  if (result != 1) abort();
}

uint8_t reference_digests(size_t count, size_t size) {
  EVP_MD *algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  unsigned char *message = calloc(size, 1), digest[32] = {0};
  for (size_t index = 0; index < count; index++) {
    // Every message depends on the digest before it, as the nodes of a tree do.
    memcpy(message, digest, size < 32 ? size : 32);
    check(EVP_DigestInit_ex2(context, algorithm, NULL));
    check(EVP_DigestUpdate(context, message, size));
    check(EVP_DigestFinal_ex(context, digest, NULL));
  }
  free(message);
  EVP_MD_CTX_free(context);
  EVP_MD_free(algorithm);
  return digest[0];
}

uint8_t reference_cipher(size_t count, size_t size) {
  EVP_CIPHER *algorithm = EVP_CIPHER_fetch(NULL, "ChaCha20-Poly1305", NULL);
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
  unsigned char *plain = calloc(size, 1), *sealed = calloc(size + 16, 1), key[32] = {1}, nonce[12] = {0};
  int length;
  for (size_t index = 0; index < count; index++) {
    memcpy(nonce, &index, sizeof index);
    check(EVP_EncryptInit_ex2(context, algorithm, key, nonce, NULL));
    check(EVP_EncryptUpdate(context, sealed, &length, plain, (int)size));
    check(EVP_EncryptFinal_ex(context, sealed + size, &length));
    check(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, sealed + size));
  }
  uint8_t result = sealed[0];
  free(plain);
  free(sealed);
  EVP_CIPHER_CTX_free(context);
  EVP_CIPHER_free(algorithm);
  return result;
}

void keep(uint64_t value) { __asm__ volatile("" : : "r"(value) : "memory"); }
