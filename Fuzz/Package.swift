// swift-tools-version: 6.2
import PackageDescription

// One libFuzzer program for each reader of bytes from outside. `make fuzz TARGET=Note SECONDS_EACH=3600` builds and runs one.
let targets = ["JSON", "Note", "Checkpoint", "Proof", "Bundle", "Envelope", "Command", "Draw"]

let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "tender", path: "..")],
  targets: [
    .target(name: "Inputs", dependencies: [.product(name: "Notation", package: "tender")], path: "Inputs")
  ]
    + targets.map { name in
      .executableTarget(
        name: name,
        dependencies: [
          "Inputs",
          .product(name: "AuditTrail", package: "tender"),
          .product(name: "Cryptography", package: "tender"),
          .product(name: "Notation", package: "tender"),
        ],
        path: name,
        swiftSettings: [.unsafeFlags(["-parse-as-library"])])
    },
  swiftLanguageModes: [.v6]
)
