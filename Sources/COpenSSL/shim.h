// What Cryptography calls of libcrypto 3.0.
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

// Expressions of other macros, which Swift does not import.
static const int TENDER_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY;
static const int TENDER_KEY_PAIR = EVP_PKEY_KEYPAIR;
