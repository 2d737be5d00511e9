package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.index.IndexAwayException;
import io.vesper.job.JobProgress;
import io.vesper.job.RunningJob;
import io.vesper.job.RunningJobs;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.ServingModel;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.IndexPartStore;
import io.vesper.store.IndexPartStore.Part;
import io.vesper.store.IndexPartStore.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Builds indexes anew, one gallery after another; goes on behind the last page written when it was cut short. */
final class ReindexTasklet implements Tasklet {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ActiveModel active;
    private final OpenSearchBackend backend;
    private final GalleryDatabase database;
    private final IndexPartStore parts;
    private final RunningJobs running;

    ReindexTasklet(ActiveModel active, OpenSearchBackend backend, GalleryDatabase database, RunningJobs running) {
        this.active = active;
        this.backend = backend;
        this.database = database;
        this.parts = database.indexParts();
        this.running = running;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws JobInterruptedException {
        StepExecution step = contribution.getStepExecution();
        RunningJob job = running.of(step);
        List<String> built = new ArrayList<>();
        try (ServingModel model = active.hold()) {
            IndexBuild build = backend.build(model.embedder());
            List<GalleryName> galleries = galleries(job);
            Progress progress = new Progress(job, galleries);
            for (GalleryName gallery : galleries) {
                Part part = begun(build, gallery, model.modelId(), job);
                if (part.state() == State.FILLING) {
                    fill(build, part, progress);
                }
                awaitServing(part, job);
                built.add(part.indexName());
            }
            RunningJobs.setResult(step, Map.of("modelId", model.modelId(), "images", progress.done, "indexes", built));
            return RepeatStatus.FINISHED;
        } catch (CancellationException e) {
            throw new JobInterruptedException(String.valueOf(e.getMessage()));
        }
    }

    private List<GalleryName> galleries(RunningJob job) {
        Object gallery = job.job().parameters().get(ReindexJobs.GALLERY);
        return gallery == null ? database.galleries().withImages() : List.of(new GalleryName(String.valueOf(gallery)));
    }

    /** The index that this job has begun before it was cut short, or a new one. */
    private Part begun(IndexBuild build, GalleryName gallery, String modelId, RunningJob job) {
        String jobId = job.job().id();
        return parts.of(modelId).stream()
                .filter(part -> jobId.equals(part.jobId()) && part.gallery().equals(gallery))
                .findFirst()
                .orElseGet(() -> patiently(job, () -> build.begin(gallery, jobId, job::mayGoOn)));
    }

    private void fill(IndexBuild build, Part part, Progress progress) {
        RunningJob job = progress.job;
        long through = database.galleries().through(part.gallery());
        patiently(job, () -> {
            build.fill(part, parts.filledThrough(part.indexName()), through, job::mayGoOn, progress::advance);
            build.end(part);
            return part;
        });
    }

    /** A cluster that is away for a moment is no fault of the job. */
    private static <T> T patiently(RunningJob job, Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (IndexAwayException e) {
                pause(job);
            }
        }
    }

    /** Whoever feeds lets it be searched. */
    private void awaitServing(Part part, RunningJob job) {
        Part now = parts.find(part.indexName());
        while (now != null && now.state() != State.SERVING) {
            pause(job);
            now = parts.find(part.indexName());
        }
        if (now == null) {
            throw new IllegalStateException(
                    "The index (%s) was deleted while it was built. Maybe another reindex of the gallery has ended, or the model was replaced."
                            .formatted(part.indexName()));
        }
    }

    private static void pause(RunningJob job) {
        if (!job.mayGoOn()) {
            throw new CancellationException("The job stops between two pages of images.");
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private final class Progress {
        private final RunningJob job;
        private final long total;
        private long done;

        Progress(RunningJob job, List<GalleryName> galleries) {
            this.job = job;
            this.total =
                    galleries.stream().mapToLong(database.galleries()::images).sum();
        }

        void advance(int images) {
            done += images;
            if (total > 0) {
                job.report(new JobProgress((int) Math.min(done, total), (int) total, "image", null), Map.of());
            }
        }
    }
}
