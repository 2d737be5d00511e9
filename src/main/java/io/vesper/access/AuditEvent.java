package io.vesper.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was done; null where it does not apply. Nothing in it tells of a person: no name, picture, vector, file name or address.
 *
 * @param gallery where
 * @param subject id of the key, model or job that the action is about
 * @param images how many images it was about
 * @param results how many there were as an outcome
 * @param queryId the answer's
 */
public record AuditEvent(
        AuditAction action,
        @Nullable String gallery,
        @Nullable String subject,
        @Nullable Integer images,
        @Nullable Integer results,
        @Nullable UUID queryId) {
    /** A change of images in a gallery. */
    public static AuditEvent inGallery(AuditAction action, String gallery, int images) {
        return new AuditEvent(action, gallery, null, images, null, null);
    }

    /** @param created how many of the images had not been there before */
    public static AuditEvent enrolment(String gallery, int images, int created) {
        return new AuditEvent(AuditAction.ENROL, gallery, null, images, created, null);
    }

    /** @param pictures how many were sent to search with */
    public static AuditEvent query(String gallery, int pictures, int results, UUID queryId) {
        return new AuditEvent(AuditAction.QUERY, gallery, null, pictures, results, queryId);
    }

    /**
     * @param gallery where the match is
     * @param pictures how many were sent to be compared with it
     */
    public static AuditEvent explanation(String gallery, int pictures) {
        return new AuditEvent(AuditAction.EXPLAIN, gallery, null, pictures, null, null);
    }

    public static AuditEvent embedding(int pictures) {
        return new AuditEvent(AuditAction.EMBED, null, null, pictures, null, null);
    }

    /** @param subject id of a key, model or job; never of a person */
    public static AuditEvent about(AuditAction action, String subject) {
        return new AuditEvent(action, null, subject, null, null, null);
    }
}
