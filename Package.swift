// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "tender",
  products: [
    .executable(name: "tender", targets: ["tender"]),
    // For an auditor's own tools, the benchmarks and the fuzzers.
    .library(name: "AuditTrail", targets: ["AuditTrail"]),
    .library(name: "Cryptography", targets: ["Cryptography"]),
    .library(name: "Notation", targets: ["Notation"]),
  ],
  dependencies: [
    // Commands, help and shell completions of the command line.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Files and descriptors with typed errors instead of errno.
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    // SQLite with one writer, readers on snapshots, and statements that are checked when they are made: the journal.
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    // YAML with the line and column of every node.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // Tests run the built binary and the independent judges; DocumentScan runs the programs that read PDF and DOCX, and
    // `tender` the browser that prints.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .target(name: "Notation", swiftSettings: settings),
    .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
    // Every call into C says `unsafe` there, which makes the list that a review reads.
    .target(
      name: "Cryptography", dependencies: ["COpenSSL"], swiftSettings: settings + [.strictMemorySafety()]),
    .target(
      name: "AuditTrail",
      dependencies: [
        "Cryptography", "Notation",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .target(name: "Evaluation", dependencies: ["Notation"], swiftSettings: settings),
    .target(
      name: "Tendering", dependencies: ["AuditTrail", "Cryptography", "Evaluation", "Notation"],
      swiftSettings: settings),
    .target(
      name: "Participants",
      dependencies: ["AuditTrail", "Cryptography", "Evaluation", "Notation", "Tendering"],
      swiftSettings: settings),
    .target(
      name: "OfficialDocuments",
      dependencies: ["AuditTrail", "Cryptography", "Evaluation", "Notation", "Tendering"],
      swiftSettings: settings),
    .target(
      name: "Interchange",
      dependencies: [
        "Evaluation", "Notation",
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: settings),
    .target(
      name: "Simulation",
      dependencies: [
        "AuditTrail", "Cryptography", "Evaluation", "Interchange", "Notation", "Participants", "Tendering",
      ],
      swiftSettings: settings),
    .target(
      name: "DocumentScan",
      dependencies: [
        "Cryptography", "Notation",
        // Programs run with an empty environment, bounded output and without a shell.
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .target(
      name: "Marketplace",
      dependencies: [
        "AuditTrail", "Cryptography", "Evaluation", "Notation", "Tendering",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "tender",
      dependencies: [
        "AuditTrail", "Cryptography", "DocumentScan", "Evaluation", "Interchange", "Marketplace", "Notation",
        "OfficialDocuments", "Participants", "Simulation", "Tendering",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport",
      dependencies: [
        "AuditTrail", "Cryptography", "Evaluation", "Interchange", "Notation", "Tendering",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    // For `make soak`: the property of the whole procedure, over a million steps.
    .executableTarget(name: "walks", dependencies: ["TestSupport"], swiftSettings: settings),
    // For `make bench`; a part of this package, because what it measures is not for other packages.
    .executableTarget(
      name: "procedure-benchmark",
      dependencies: [
        "AuditTrail", "Cryptography", "Evaluation", "Marketplace", "Notation", "Participants", "Simulation",
        "Tendering", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "NotationTests", dependencies: ["Notation", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "CryptographyTests", dependencies: ["Cryptography", "Notation", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "AuditTrailTests",
      dependencies: [
        "AuditTrail", "Cryptography", "Notation", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Notation", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "TenderingTests",
      dependencies: ["AuditTrail", "Cryptography", "Evaluation", "Notation", "Tendering", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "OfficialDocumentsTests",
      dependencies: [
        "AuditTrail", "Cryptography", "Evaluation", "Notation", "OfficialDocuments", "Tendering",
        "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "InterchangeTests",
      dependencies: ["Evaluation", "Interchange", "Notation", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "DocumentScanTests",
      dependencies: [
        "Cryptography", "DocumentScan", "Notation", "TestSupport",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "MarketplaceTests",
      dependencies: [
        "AuditTrail", "Cryptography", "Evaluation", "Marketplace", "Notation", "Tendering", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "AuditTrail", "Cryptography", "Evaluation", "Interchange", "Marketplace", "Notation", "Participants",
        "Simulation", "Tendering", "TestSupport", "tender",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "TenderTests",
      dependencies: [
        "AuditTrail", "Cryptography", "DocumentScan", "Evaluation", "Interchange", "Marketplace", "Notation",
        "OfficialDocuments", "Participants", "Simulation", "Tendering", "TestSupport", "tender",
      ],
      exclude: ["Fixtures"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
