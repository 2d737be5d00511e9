package io.vesper.access;

import io.vesper.person.Printable;
import java.util.Arrays;

/** What is entered in the audit log. */
public enum AuditAction {
    /** Images were enrolled; results: how many of them were new. */
    ENROL,
    /** People were searched for; results: how many were found. */
    QUERY,
    /** Two pictures were compared place by place; images: how many were sent. */
    EXPLAIN,
    /** A picture was embedded, and the embedding handed out. */
    EMBED,
    /** What is said about an image was changed. */
    PATCH,
    /** A person's images were given to another; images: how many. */
    MERGE,
    ERASE_IMAGE,
    /** All images of a person were erased; images: how many. */
    ERASE_PERSON,
    ERASE_GALLERY,
    /** Images were erased because their gallery's time to live was over. */
    EXPIRE,
    /** What is set about a gallery or its cameras was changed. */
    GALLERY_SET,
    /** The change of the active model was begun; subject: the model. */
    ACTIVATE,
    /** A model's thresholds were replaced; subject: the model. */
    THRESHOLDS_STORED,
    /** A model was deleted; subject: the model. */
    MODEL_DELETED,
    /** A background job was submitted, whose own entries follow as "job ID"; subject: the job. */
    JOB_SUBMITTED,
    JOB_STOPPED,
    JOB_RESTARTED,
    /** A job was deleted, with the pictures that it had not enrolled. */
    JOB_DELETED,
    /** subject: the key. */
    KEY_CREATED,
    /** subject: the key. */
    KEY_REVOKED;

    /** @throws IllegalArgumentException naming the actions there are */
    public static AuditAction of(String name) {
        return Arrays.stream(values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The action (%s) is not one of %s.".formatted(Printable.of(name), Arrays.toString(values()))));
    }
}
