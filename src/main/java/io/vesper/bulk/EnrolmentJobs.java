package io.vesper.bulk;

import io.vesper.access.ImageQuota;
import io.vesper.http.InvalidRequestException;
import io.vesper.index.GalleryName;
import io.vesper.job.JobQueue;
import io.vesper.job.JobSnapshot;
import io.vesper.store.EnrolmentItem;
import io.vesper.store.EnrolmentItemStore;
import io.vesper.training.TrainingDatasets;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;

/**
 * Submits jobs that enrol many pictures. The pictures are kept with the job before it is acknowledged, all of them or none, so it needs
 * neither the upload nor the dataset any more.
 */
public final class EnrolmentJobs {
    /** The type of such a job, and the name of its Spring Batch job. */
    public static final String TYPE = "enroll";

    static final String PICTURES = "pictures";

    private final JobQueue queue;
    private final EnrolmentItemStore items;
    private final TrainingDatasets datasets;
    private final ImageQuota quota;
    private final EnrolmentSettings settings;
    private final SubmissionTurn turn = new SubmissionTurn();

    EnrolmentJobs(
            JobQueue queue,
            EnrolmentItemStore items,
            TrainingDatasets datasets,
            ImageQuota quota,
            EnrolmentSettings settings) {
        this.queue = queue;
        this.items = items;
        this.datasets = datasets;
        this.quota = quota;
        this.settings = settings;
    }

    /**
     * Enrols the pictures of a ZIP file with a {@code manifest.csv}.
     *
     * @return the queued job; its result will be how many pictures were {@code enrolled}, {@code alreadyThere}, {@code refused} and,
     *     meanwhile, {@code erased}
     * @throws InvalidRequestException naming what is wrong with it; then nothing is kept
     * @throws io.vesper.access.TooManyRequestsException if the key may not send so many pictures
     */
    public JobSnapshot submit(InputStreamSource archive, GalleryName gallery) {
        queue.checkRoom(TYPE);
        return turn.take(() -> submit(new EnrolmentArchive(archive, gallery, settings), parameters(gallery)));
    }

    /**
     * Enrols pictures of a dataset.
     *
     * @param split which: {@code train}, {@code validation} or {@code test}; {@code gallery}, the visible ones to test on, or
     *     {@code query}, the infrared ones
     * @throws InvalidRequestException naming what is wrong with it; then nothing is kept
     */
    public JobSnapshot submit(DatasetReference dataset, String split, GalleryName gallery) {
        queue.checkRoom(TYPE);
        return turn.take(() -> submitDataset(dataset, split, gallery));
    }

    private JobSnapshot submitDataset(DatasetReference dataset, String split, GalleryName gallery) {
        EnrolmentSource source =
                new EnrolmentDataset(refusedAs("dataset", () -> datasets.read(dataset)), split, gallery, settings);
        Map<String, Object> parameters = parameters(gallery);
        Map<String, @Nullable Object> reference = new LinkedHashMap<>();
        reference.put("type", dataset.type());
        reference.put("path", dataset.path());
        reference.put("split", dataset.split());
        parameters.put("dataset", reference);
        parameters.put("split", split);
        return submit(source, parameters);
    }

    private static <T> T refusedAs(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(field, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> parameters(GalleryName gallery) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("gallery", gallery.value());
        return parameters;
    }

    private JobSnapshot submit(EnrolmentSource source, Map<String, Object> parameters) {
        queue.checkRoom(TYPE);
        quota.take(source.size());
        parameters.put(PICTURES, source.size());
        return queue.submit(
                TYPE, parameters, jobId -> source.forEach((position, item) -> items.insert(jobId, position, item)));
    }

    /**
     * What became of a job's pictures, in order. A picture that was erased from the gallery is not listed any more.
     *
     * @param outcome only of this one; null for all
     * @param after only those after that position; 0 begins
     * @throws io.vesper.job.NoSuchJobException if there is no such job
     */
    public List<EnrolmentItem> items(String jobId, EnrolmentItem.@Nullable Outcome outcome, long after, int limit) {
        queue.get(jobId);
        return items.list(jobId, outcome, after, limit);
    }
}
