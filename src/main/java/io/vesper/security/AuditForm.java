package io.vesper.security;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.access.AuditAction;
import io.vesper.access.AuditFilter;
import io.vesper.http.Cursor;
import io.vesper.http.Fields;
import io.vesper.http.InvalidRequestException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code GET /audit}; what is absent does not filter. */
record AuditForm(
        @Schema(description = "Entered then or later", format = "date-time", example = "2026-11-24T00:00:00Z") @Nullable
        String from,

        @Schema(description = "Entered before", format = "date-time", example = "2026-11-25T00:00:00Z") @Nullable
        String to,

        @Schema(description = "Only this", implementation = AuditAction.class, example = "ENROL") @Nullable
        String action,

        @Schema(description = "Only by this key", example = "5f0c3a9be4d17280") @Nullable
        String keyId,

        @Schema(description = "The nextCursor of the page before") @Nullable
        String cursor,

        @Schema(description = "Entries in a page, 1 to 1000", defaultValue = "100", type = "integer") @Nullable
        String limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /** @throws InvalidRequestException naming everything that is wrong */
    AuditRequest toRequest() {
        Fields fields = new Fields();
        Instant start = fields.optional("from", from, Fields.time("from"));
        Instant end = fields.optional("to", to, Fields.time("to"));
        AuditAction only = fields.optional("action", action, AuditAction::of);
        String key = keyId == null || keyId.isEmpty() ? null : keyId;
        long before = fields.orElse(fields.optional("cursor", cursor, Cursor::read), Long.MAX_VALUE);
        int size = fields.orElse(
                fields.optional("limit", limit, Fields.wholeNumber("limit", 1, MAX_LIMIT)), DEFAULT_LIMIT);
        AuditFilter filter = fields.build("from", () -> new AuditFilter(start, end, only, key));
        return new AuditRequest(filter, before, size);
    }

    /**
     * @param before id of the last entry of the page before
     * @param limit entries in a page
     */
    record AuditRequest(AuditFilter filter, long before, int limit) {}
}
