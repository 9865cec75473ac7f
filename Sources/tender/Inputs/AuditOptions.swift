public import ArgumentParser
internal import AuditTrail

// Words of the audit log as options.

extension KeyRecord.Purpose: ExpressibleByArgument {}
extension KeyRecord.Algorithm: ExpressibleByArgument {}
extension DisclosureStage: ExpressibleByArgument {}
extension BundleStage: ExpressibleByArgument {}
extension BundleView: ExpressibleByArgument {}
extension SecurityProfile: ExpressibleByArgument {}
