package io.vesper.bulk;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.NoSuchModelException;
import io.vesper.job.JobProgress;
import io.vesper.job.RunningJob;
import io.vesper.job.RunningJobs;
import io.vesper.serving.EmbeddingProgress;
import io.vesper.serving.IndexLoader;
import io.vesper.serving.UnreadableImages;
import io.vesper.store.EmbeddingStore;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Embeds what a model has not embedded. Every page of images is committed, so it goes on from wherever it was cut short. */
final class ReembeddingTasklet implements Tasklet {
    private final ModelRegistry models;
    private final IndexLoader loader;
    private final EmbeddingStore embeddings;
    private final RunningJobs running;

    ReembeddingTasklet(ModelRegistry models, IndexLoader loader, EmbeddingStore embeddings, RunningJobs running) {
        this.models = models;
        this.loader = loader;
        this.embeddings = embeddings;
        this.running = running;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws JobInterruptedException {
        StepExecution step = contribution.getStepExecution();
        RunningJob job = running.of(step);
        String modelId = String.valueOf(job.job().parameters().get(ReembeddingJobs.MODEL_ID));
        loader.forgetOtherWeights(models.model(modelId));
        Progress progress = new Progress(job, modelId);
        try (Embedder embedder = models.open(modelId)) {
            progress.advance(0);
            loader.embedMissing(embedder, progress);
        } catch (CancellationException e) {
            throw new JobInterruptedException(String.valueOf(e.getMessage()));
        } catch (NoSuchModelException e) {
            embeddings.deleteAll(modelId); // what was embedded while the model was being deleted
            throw e;
        }
        RunningJobs.setResult(
                step,
                Map.of(
                        ReembeddingJobs.MODEL_ID,
                        modelId,
                        "images",
                        embeddings.count(modelId),
                        "unreadable",
                        progress.unreadable()));
        return RepeatStatus.FINISHED;
    }

    private final class Progress implements EmbeddingProgress {
        private final RunningJob job;
        private final String modelId;
        private final UnreadableImages unreadable = new UnreadableImages();
        private final long total;
        private long done;

        Progress(RunningJob job, String modelId) {
            this.job = job;
            this.modelId = modelId;
            this.done = embeddings.count(modelId);
            this.total = done + embeddings.countWaiting(modelId);
        }

        @Override
        public void advance(int images) {
            if (!job.mayGoOn()) {
                throw new CancellationException("The job stops between two pages of images.");
            }
            models.model(modelId); // ends the job if it was deleted
            done += images;
            if (total > 0) {
                // Images that are enrolled meanwhile do not move the goal.
                int shown = (int) Math.min(done, total);
                job.report(new JobProgress(shown, (int) total, "image", null), Map.of());
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
