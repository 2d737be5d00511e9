package io.vesper.training;

/**
 * A training job has published its model. Told at least once: again if the process was killed before it could note that.
 * No transaction is open. A listener that throws fails the job; restarted, it publishes and tells again.
 *
 * @param jobId the job
 * @param modelId the folder's name under {@code vesper.models-dir}
 * @param activate whether the one who submitted the job wants it active
 */
public record ModelPublished(String jobId, String modelId, boolean activate) {}
