package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Cursor;
import io.vesper.http.Fields;
import io.vesper.index.GalleryName;
import io.vesper.person.PersonId;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code GET /people}. */
record PeopleForm(
        @Schema(description = "Whose people", defaultValue = "default", example = "default") @Nullable
        String gallery,

        @Schema(description = "The nextCursor of the page before") @Nullable
        String cursor,

        @Schema(description = "People in a page, 1 to 1000", defaultValue = "100", type = "integer") @Nullable
        String limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    /** @throws io.vesper.http.InvalidRequestException naming everything that is wrong */
    PageRequest toRequest() {
        Fields fields = new Fields();
        GalleryName name = fields.orElse(fields.optional("gallery", gallery, GalleryName::new), GalleryName.DEFAULT);
        PersonId after = fields.optional("cursor", cursor, text -> new PersonId(Cursor.readName(text)));
        int size = fields.orElse(
                fields.optional("limit", limit, Fields.wholeNumber("limit", 1, MAX_LIMIT)), DEFAULT_LIMIT);
        fields.check();
        return new PageRequest(name, after, size);
    }

    /**
     * @param after the last person of the page before; null begins
     * @param limit people in a page
     */
    record PageRequest(GalleryName gallery, @Nullable PersonId after, int limit) {}
}
