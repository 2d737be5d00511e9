package io.vesper.access;

import java.time.Instant;

/**
 * A line of the audit log.
 *
 * @param entryId its place in the order of entry, ≥ 1
 * @param caller as it was then
 */
public record AuditEntry(long entryId, Instant at, Caller caller, AuditEvent event) {}
