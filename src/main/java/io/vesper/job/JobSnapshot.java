package io.vesper.job;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stood when it was read.
 *
 * @param id unique
 * @param type which work it is: the name of its Spring Batch job, for example {@code train}
 * @param status where it stands
 * @param progress how far it is; null until that is known
 * @param metrics the latest figures by name; empty until there are any
 * @param parameters what it was asked to do
 * @param error why it failed; null unless {@code FAILED}
 * @param createdAt when it was submitted
 * @param startedAt when a worker first took it
 * @param endedAt when it stopped, completed or failed
 * @param result what came out; null unless {@code COMPLETED}
 */
public record JobSnapshot(
        String id,
        String type,
        JobStatus status,
        @Nullable JobProgress progress,
        Map<String, Object> metrics,
        Map<String, Object> parameters,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Map<String, Object> result) {
    public JobSnapshot {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        result = result == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(result));
    }
}
