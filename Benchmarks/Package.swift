// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that users of the product never resolve or build it.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "tender", path: "..")],
  targets: [
    .target(
      name: "Reference", path: "Reference", cSettings: [.unsafeFlags(["-O2"])],
      linkerSettings: [.linkedLibrary("crypto")]),
    .executableTarget(
      name: "audit-trail-benchmark",
      dependencies: [
        "Reference",
        .product(name: "AuditTrail", package: "tender"),
        .product(name: "Cryptography", package: "tender"),
        .product(name: "Notation", package: "tender"),
      ],
      path: "AuditTrail"),
  ],
  swiftLanguageModes: [.v6]
)
