internal import COpenSSL

/// The algorithms fetched from libcrypto, once a process: a fetch costs twice the digest of a short message.
///
/// Fetched algorithms are immutable and counted by atomic references, so every thread may use them.
@safe enum Algorithms {
  nonisolated(unsafe) static let sha256 = unsafe EVP_MD_fetch(nil, "SHA256", nil)
  nonisolated(unsafe) static let sm3 = unsafe EVP_MD_fetch(nil, "SM3", nil)
  nonisolated(unsafe) static let hmac = unsafe EVP_MAC_fetch(nil, "HMAC", nil)
  nonisolated(unsafe) static let hkdf = unsafe EVP_KDF_fetch(nil, "HKDF", nil)
  nonisolated(unsafe) static let chaCha20Poly1305 = unsafe EVP_CIPHER_fetch(nil, "ChaCha20-Poly1305", nil)
  nonisolated(unsafe) static let aes256GCM = unsafe EVP_CIPHER_fetch(nil, "AES-256-GCM", nil)
}
