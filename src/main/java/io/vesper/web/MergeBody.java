package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.gallery.People;
import io.vesper.http.Fields;
import io.vesper.person.PersonId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /people/{personId}/merge}. */
record MergeBody(
        @Schema(
                description = "Who gets the images; may be a new id",
                example = "0012",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String into) {
    /** @throws io.vesper.http.InvalidRequestException if it is missing, no person id, or the merged person itself */
    PersonId toPerson(PersonId merged) {
        Fields fields = new Fields();
        PersonId person = fields.required("into", into, PersonId::new);
        if (merged.equals(person)) {
            fields.refuse("into", "The person (%s) cannot be merged into itself.".formatted(merged));
        }
        fields.check();
        return Objects.requireNonNull(person);
    }

    /**
     * What became of two people.
     *
     * @param images how many the person has now
     * @param dropped how many were erased because both had the same picture by the same camera
     */
    @Schema(name = "MergedPerson")
    record Answer(
            @Schema(example = "0012") String personId,

            @Schema(description = "How many the person has now", example = "7")
            int images,

            @Schema(description = "Erased, because both people had that picture by one camera", example = "1")
            int dropped) {
        static Answer of(People.Merged merged) {
            return new Answer(merged.person().value(), merged.images(), merged.dropped());
        }
    }
}
