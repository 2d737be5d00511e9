package io.vesper.web;

import io.vesper.access.Caller;
import io.vesper.access.CallerAuthentication;
import io.vesper.access.Scope;
import io.vesper.bulk.EnrolmentJobs;
import io.vesper.bulk.ReembeddingJobs;
import io.vesper.job.JobQueue;
import io.vesper.opensearch.ReindexJobs;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Which jobs a key may order: such as it may submit. Of enrolments its own only: a camera's key must neither end another's nor read
 * whom it enrols.
 */
@Component
class JobAccess {
    private final JobQueue jobs;

    JobAccess(JobQueue jobs) {
        this.jobs = jobs;
    }

    /**
     * @param order for the message
     * @throws io.vesper.access.ScopeMissingException if the key of the request on this thread may not order it
     * @throws io.vesper.job.NoSuchJobException if there is no such job
     */
    void check(String jobId, String order) {
        String type = jobs.get(jobId).type();
        CallerAuthentication.need(scopeOf(type), order);
        if (type.equals(EnrolmentJobs.TYPE)
                && !Objects.equals(jobs.submitter(jobId), Caller.current().keyId())) {
            CallerAuthentication.need(Scope.ADMIN, order + ": another key submitted it");
        }
    }

    private static Scope scopeOf(String type) {
        return switch (type) {
            case EnrolmentJobs.TYPE -> Scope.ENROLL;
            case ReembeddingJobs.TYPE, ReindexJobs.TYPE -> Scope.ADMIN;
            default -> Scope.TRAIN;
        };
    }
}
