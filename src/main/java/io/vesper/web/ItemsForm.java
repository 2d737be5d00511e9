package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Cursor;
import io.vesper.http.Fields;
import io.vesper.store.EnrolmentItem;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code GET /jobs/{jobId}/items}. */
record ItemsForm(
        @Schema(
                description = "Only of this outcome",
                allowableValues = {"WAITING", "ENROLLED", "ALREADY_THERE", "REFUSED"})
        @Nullable
        String outcome,

        @Schema(description = "The nextCursor of the page before") @Nullable
        String cursor,

        @Schema(description = "Items in a page, 1 to 1000", defaultValue = "100", type = "integer") @Nullable
        String limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /**
     * @param after position of the last item of the page before
     * @param limit items in a page
     */
    record ItemsRequest(EnrolmentItem.@Nullable Outcome outcome, long after, int limit) {}

    /** @throws io.vesper.http.InvalidRequestException naming everything that is wrong */
    ItemsRequest toRequest() {
        Fields fields = new Fields();
        EnrolmentItem.Outcome wanted = fields.optional("outcome", outcome, EnrolmentItem.Outcome::of);
        long after = fields.orElse(fields.optional("cursor", cursor, Cursor::read), 0L);
        int size = fields.orElse(
                fields.optional("limit", limit, Fields.wholeNumber("limit", 1, MAX_LIMIT)), DEFAULT_LIMIT);
        fields.check();
        return new ItemsRequest(wanted, after, size);
    }
}
