package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Cursor;
import io.vesper.http.Fields;
import io.vesper.job.JobStatus;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code GET /jobs}; what is absent does not filter. */
record JobsForm(
        @Schema(
                description = "Only of this type: train, ablate, evaluate, enroll, reembed or reindex",
                example = "evaluate")
        @Nullable
        String type,

        @Schema(description = "Only of this status", implementation = JobStatus.class) @Nullable
        String status,

        @Schema(description = "The nextCursor of the page before") @Nullable
        String cursor,

        @Schema(description = "Jobs in a page, 1 to 1000", defaultValue = "100", type = "integer") @Nullable
        String limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /**
     * @param after the last job of the page before
     * @param limit jobs in a page
     */
    record JobsRequest(@Nullable String type, @Nullable JobStatus status, long after, int limit) {}

    /** @throws io.vesper.http.InvalidRequestException naming everything that is wrong */
    JobsRequest toRequest() {
        Fields fields = new Fields();
        JobStatus wanted = fields.optional("status", status, JobStatus::of);
        long after = fields.orElse(fields.optional("cursor", cursor, Cursor::read), Long.MAX_VALUE);
        int size = fields.orElse(
                fields.optional("limit", limit, Fields.wholeNumber("limit", 1, MAX_LIMIT)), DEFAULT_LIMIT);
        fields.check();
        return new JobsRequest(type, wanted, after, size);
    }
}
