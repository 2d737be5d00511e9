package io.vesper.security;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.access.AuditAction;
import io.vesper.access.AuditEntry;
import io.vesper.access.AuditEvent;
import io.vesper.http.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of {@code GET /audit}. */
record AuditPage(
        @Schema(description = "Newest first") List<Entry> entries,

        @Schema(description = "Hand it back as cursor for the next page; null: this was the last") @Nullable
        String nextCursor) {
    /** @param found up to one more than a page, which tells that there is a next one */
    static AuditPage of(List<AuditEntry> found, int limit) {
        List<Entry> entries = found.stream().limit(limit).map(Entry::of).toList();
        String next = found.size() > limit ? Cursor.write(found.get(limit - 1).entryId()) : null;
        return new AuditPage(entries, next);
    }

    /** An entry in JSON; what does not apply is null. */
    @Schema(name = "AuditEntry")
    record Entry(
            Instant at,

            @Schema(example = "5f0c3a9be4d17280", description = "null: without a key") @Nullable
            String keyId,

            @Schema(
                    example = "north gate",
                    description = "The key's name; or local, command line, server, or job and its id")
            String caller,

            AuditAction action,
            @Schema(example = "default") @Nullable String gallery,

            @Schema(description = "Id of the key, model or job that it is about") @Nullable
            String subject,

            @Schema(example = "3", description = "Images it was about") @Nullable
            Integer images,

            @Schema(example = "2", description = "People found, or images that were new") @Nullable
            Integer results,

            @Nullable UUID queryId) {
        static Entry of(AuditEntry entry) {
            AuditEvent event = entry.event();
            return new Entry(
                    entry.at(),
                    entry.caller().keyId(),
                    entry.caller().name(),
                    event.action(),
                    event.gallery(),
                    event.subject(),
                    event.images(),
                    event.results(),
                    event.queryId());
        }
    }
}
