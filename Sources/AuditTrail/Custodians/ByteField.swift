/// Arithmetic of GF(2^8) modulo x^8+x^4+x^3+x+1 (0x11b), whose time and memory accesses tell nothing of the operands.
///
/// No logarithm tables, as most implementations have: which line of a table is read shows in the cache.
package enum ByteField {
  /// The product of two elements.
  package static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var (left, right, product) = (left, right, UInt8(0))
    for _ in 0..<8 {
      product ^= left & (0 &- (right & 1))
      left = left << 1 ^ 0x1B & (0 &- (left >> 7))
      right >>= 1
    }
    return product
  }

  /// The inverse of an element, its 254th power; 0 for 0.
  package static func inverse(_ element: UInt8) -> UInt8 {
    // 254 = 2 + 4 + 8 + 16 + 32 + 64 + 128.
    var (power, inverse) = (product(element, element), UInt8(1))
    for _ in 0..<7 {
      inverse = product(inverse, power)
      power = product(power, power)
    }
    return inverse
  }
}
