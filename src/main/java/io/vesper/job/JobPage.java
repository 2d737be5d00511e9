package io.vesper.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some jobs, newest first.
 *
 * @param next what to ask the next page after; null: this was the last
 */
public record JobPage(List<JobSnapshot> jobs, @Nullable Long next) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
