package io.vesper.job;

import java.util.List;
import java.util.Locale;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Takes jobs off the queue, in a thread for each role of the process. They wait for submissions of their own process, and look every
 * so often for those of others and for jobs whose worker died. When the application stops, running jobs stop at their next step
 * boundary and are queued again.
 */
final class JobWorker implements SmartLifecycle {
    private final Claims claims;
    private final PartitionClaims partitions;
    private final JobRunners runners;
    private final JobSettings settings;
    private volatile List<JobLane> lanes = List.of();
    private volatile boolean running;

    JobWorker(Claims claims, PartitionClaims partitions, JobRunners runners, JobSettings settings) {
        this.claims = claims;
        this.partitions = partitions;
        this.runners = runners;
        this.settings = settings;
    }

    @EventListener
    void onJobChanged(JobChanged event) {
        if (event.job().status() == JobStatus.QUEUED) {
            lanes.forEach(JobLane::wake);
        }
    }

    @Override
    public void start() {
        running = true;
        runners.open();
        if (settings.roles().isEmpty()) {
            return;
        }
        partitions.releaseOwn();
        JobLane.giveBack(claims, claims.own());
        lanes = settings.roles().stream()
                .filter(role -> !runners.typesOf(role).isEmpty())
                .map(this::lane)
                .toList();
    }

    private JobLane lane(Role role) {
        JobLane lane = new JobLane(
                claims, runners.typesOf(role), runners.of(role), settings.jobs().poll());
        lane.start("vesper-jobs-" + role.name().toLowerCase(Locale.ROOT));
        return lane;
    }

    @Override
    public void stop() {
        running = false;
        lanes.forEach(JobLane::end);
        runners.close();
        lanes.forEach(JobLane::join);
        lanes = List.of();
    }

    @Override
    public void stop(Runnable callback) {
        // Off the shutdown thread, so that its time limit holds even when a step is long.
        Thread stopper = new Thread(
                () -> {
                    stop();
                    callback.run();
                },
                "vesper-jobs-stop");
        stopper.setDaemon(true);
        stopper.start();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
