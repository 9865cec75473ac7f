package import Cryptography

/// Shares of a secret by Shamir's scheme, byte by byte over GF(2^8) (formats, section 5).
package enum SecretSharing {
  /// One share: the point of the polynomials and their values there.
  package struct Share {
    /// The point, from 1.
    package let index: UInt8
    /// The values, as many as the secret has bytes.
    package let values: SecretBytes

    /// A share of these values.
    package init(index: UInt8, values: SecretBytes) {
      self.index = index
      self.values = values
    }
  }

  /// The share at `index` of `secret`, whose polynomials have `coefficients` at x, x² and so on.
  package static func share(_ index: UInt8, of secret: SecretBytes, coefficients: [SecretBytes]) -> Share {
    var values = [UInt8](repeating: 0, count: secret.count)
    // Horner's rule from the highest power down to the secret, which stands at x = 0.
    for polynomial in coefficients.reversed() + [secret] {
      polynomial.withBytes { bytes in
        for position in values.indices {
          values[position] = ByteField.product(values[position], index) ^ bytes[position]
        }
      }
    }
    defer { Wiping.wipe(&values) }
    return Share(index: index, values: SecretBytes(values))
  }

  /// The secret that `shares` give together, each with another index and values of one length.
  ///
  /// Fewer shares than were needed give other bytes, and nothing here can tell.
  package static func secret(from shares: [Share]) -> SecretBytes {
    var secret = [UInt8](repeating: 0, count: shares.first?.values.count ?? 0)
    for share in shares {
      // Lagrange's basis polynomial of this share at 0; the indexes are public.
      let weight = shares.reduce(UInt8(1)) { weight, other in
        guard other.index != share.index else { return weight }
        let quotient = ByteField.product(other.index, ByteField.inverse(other.index ^ share.index))
        return ByteField.product(weight, quotient)
      }
      share.values.withBytes { values in
        for position in secret.indices { secret[position] ^= ByteField.product(values[position], weight) }
      }
    }
    defer { Wiping.wipe(&secret) }
    return SecretBytes(secret)
  }
}
