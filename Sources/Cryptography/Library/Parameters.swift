internal import COpenSSL

/// Lists of named parameters, as libcrypto 3 takes them.
///
/// A parameter keeps a pointer to its name, so names are static strings: a Swift string would be gone when it is read.
enum Parameters {
  /// A parameter that holds bytes, which must stay where they are while the list is read.
  static func bytes(_ name: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> OSSL_PARAM {
    // libcrypto only reads them; its type has no const.
    unsafe name.withCharacters {
      unsafe OSSL_PARAM_construct_octet_string(
        $0, UnsafeMutablePointer(mutating: bytes.baseAddress), bytes.count)
    }
  }

  /// A parameter that holds an integer, which must stay where it is while the list is read.
  static func integer(_ name: StaticString, _ number: UnsafeMutablePointer<Int32>) -> OSSL_PARAM {
    unsafe name.withCharacters { unsafe OSSL_PARAM_construct_int($0, number) }
  }

  /// A parameter that holds a large number in the machine's byte order, which must stay where it is likewise.
  static func number(_ name: StaticString, _ bytes: UnsafeMutableBufferPointer<UInt8>) -> OSSL_PARAM {
    unsafe name.withCharacters { unsafe OSSL_PARAM_construct_BN($0, bytes.baseAddress, bytes.count) }
  }

  /// A parameter that holds a static text.
  static func text(_ name: StaticString, _ text: StaticString) -> OSSL_PARAM {
    unsafe name.withCharacters { name in
      unsafe text.withCharacters { text in
        unsafe OSSL_PARAM_construct_utf8_string(name, UnsafeMutablePointer(mutating: text), 0)
      }
    }
  }

  /// What ends every list.
  static var end: OSSL_PARAM { unsafe OSSL_PARAM_construct_end() }
}
