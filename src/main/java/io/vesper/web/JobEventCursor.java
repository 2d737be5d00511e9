package io.vesper.web;

import io.vesper.http.InvalidRequestException;
import io.vesper.job.JobStatus;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a listener has heard of a job; the id of each event says it, so that any server can go on from there.
 *
 * @param status the last state; null: none
 * @param done units of the last progress; -1: none
 * @param epoch of the last metrics; 0: none
 */
record JobEventCursor(@Nullable JobStatus status, int done, int epoch) {
    static final JobEventCursor START = new JobEventCursor(null, -1, 0);
    static final String HEADER = "Last-Event-ID";
    private static final Pattern ID = Pattern.compile("([A-Z]*):(-1|\\d{1,9}):(\\d{1,9})");

    /** @throws InvalidRequestException if it is no event's id */
    static JobEventCursor read(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return START;
        }
        Matcher matcher = ID.matcher(id);
        if (matcher.matches()) {
            try {
                String status = matcher.group(1);
                return new JobEventCursor(
                        status.isEmpty() ? null : JobStatus.valueOf(status),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)));
            } catch (IllegalArgumentException e) {
                // Refused below.
            }
        }
        throw new InvalidRequestException(HEADER, "It is not the id of an event. Maybe start again without one.");
    }

    String id() {
        return "%s:%d:%d".formatted(status == null ? "" : status, done, epoch);
    }

    JobEventCursor afterMetrics(int ofEpoch) {
        return new JobEventCursor(status, done, ofEpoch);
    }

    JobEventCursor afterProgress(int units) {
        return new JobEventCursor(status, units, epoch);
    }

    JobEventCursor afterState(JobStatus now) {
        return new JobEventCursor(now, done, epoch);
    }
}
