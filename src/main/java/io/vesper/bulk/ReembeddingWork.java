package io.vesper.bulk;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.job.Division;
import io.vesper.job.JobSnapshot;
import io.vesper.job.PartitionRange;
import io.vesper.job.PartitionedWork;
import io.vesper.job.RunningJob;
import io.vesper.job.RunningPartition;
import io.vesper.serving.EmbeddingProgress;
import io.vesper.serving.EmbeddingUpkeep;
import io.vesper.serving.UnreadableImages;
import io.vesper.store.EmbeddingStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/** Embeds what a model has not embedded, by sequence. Every page of images is committed, so it goes on from wherever it was cut short. */
final class ReembeddingWork implements PartitionedWork {
    private static final String UNREADABLE = "unreadable";

    private final ModelRegistry models;
    private final EmbeddingUpkeep upkeep;
    private final EmbeddingStore embeddings;

    ReembeddingWork(ModelRegistry models, EmbeddingUpkeep upkeep, EmbeddingStore embeddings) {
        this.models = models;
        this.upkeep = upkeep;
        this.embeddings = embeddings;
    }

    @Override
    public String type() {
        return ReembeddingJobs.TYPE;
    }

    @Override
    public String unit() {
        return "image";
    }

    /** Images that are enrolled later do not move the goal. */
    @Override
    public Division divide(RunningJob job, int size) {
        String modelId = modelId(job.job());
        upkeep.forgetOtherWeights(models.model(modelId));
        return new Division(
                Math.toIntExact(embeddings.count(modelId)),
                embeddings.waitingRanges(modelId, size).stream()
                        .map(range -> new PartitionRange(range.first(), range.last(), range.items()))
                        .toList());
    }

    @Override
    public Map<String, ?> run(RunningPartition partition) {
        String modelId = modelId(partition.job());
        Progress progress = new Progress(partition, modelId);
        try (Embedder embedder = models.open(modelId)) {
            PartitionRange range = partition.range();
            upkeep.embedMissing(embedder, range.first(), range.last(), partition::fence, progress);
        } catch (NoSuchModelException e) {
            embeddings.deleteAll(modelId); // what was embedded while the model was being deleted
            throw e;
        }
        return Map.of(UNREADABLE, progress.unreadable());
    }

    @Override
    public Map<String, ?> result(RunningJob job, List<Map<String, Object>> partitions) {
        String modelId = modelId(job.job());
        return Map.of(
                ReembeddingJobs.MODEL_ID,
                modelId,
                "images",
                embeddings.count(modelId),
                UNREADABLE,
                partitions.stream()
                        .flatMap(partition -> ((List<?>) partition.getOrDefault(UNREADABLE, List.of())).stream())
                        .limit(UnreadableImages.MAX_LISTED)
                        .toList());
    }

    private static String modelId(JobSnapshot job) {
        return String.valueOf(job.parameters().get(ReembeddingJobs.MODEL_ID));
    }

    private final class Progress implements EmbeddingProgress {
        private final RunningPartition partition;
        private final String modelId;
        private final UnreadableImages unreadable = new UnreadableImages();
        private int done;

        Progress(RunningPartition partition, String modelId) {
            this.partition = partition;
            this.modelId = modelId;
            PartitionRange range = partition.range();
            this.done = range.units() - embeddings.countWaiting(modelId, range.first(), range.last());
        }

        @Override
        public void advance(int images) {
            // First: if the model was deleted meanwhile, nothing of it may be left behind, also when the job has ended
            // by that.
            models.model(modelId);
            done += images;
            partition.report(Math.max(0, Math.min(done, partition.range().units())));
            if (!partition.mayGoOn()) {
                throw new CancellationException("The job stops between two pages of images.");
            }
        }

        @Override
        public void unreadable(UUID imageId, String reason) {
            unreadable.add(imageId, reason);
        }

        List<Map<String, String>> unreadable() {
            return unreadable.list().stream()
                    .map(image -> Map.of("imageId", image.imageId().toString(), "reason", image.reason()))
                    .toList();
        }
    }
}
