package io.vesper.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An enrolment job on a server, from the outside. */
public final class EnrolmentJob {
    /** Where such jobs are submitted. */
    public static final String PATH = "/jobs/enroll";

    private static final Set<String> ENDS = Set.of("COMPLETED", "FAILED", "STOPPED");
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final int PAGE = 1000;

    private final VesperServer server;
    private final Pause pause;
    private final String jobId;

    /** @param submitted what the server answered to the submission */
    public EnrolmentJob(VesperServer server, Pause pause, JsonNode submitted) {
        this.server = server;
        this.pause = pause;
        this.jobId = submitted.path("id").asString("");
        if (jobId.isEmpty()) {
            throw new ServerException("The server's answer names no job. Maybe it is no Vesper server.");
        }
    }

    public String id() {
        return jobId;
    }

    /** Where the server has it. */
    public String path() {
        return "/jobs/" + encoded(jobId);
    }

    /**
     * Looks, first often and then now and then, until the job has ended.
     *
     * @param onLook told of the job each time
     * @return the job as it has ended: completed, failed or stopped
     * @throws ServerException if the server no longer answers; the job itself goes on there
     */
    public JsonNode awaitEnd(Consumer<JsonNode> onLook) {
        Duration wait = FIRST_LOOK;
        while (true) {
            JsonNode job = server.get(path());
            onLook.accept(job);
            if (ENDS.contains(job.path("status").asString(""))) {
                return job;
            }
            pause.pause(wait, "");
            wait = wait.multipliedBy(2).compareTo(BETWEEN_LOOKS) < 0 ? wait.multipliedBy(2) : BETWEEN_LOOKS;
        }
    }

    /** Hands out the pictures that were refused, in order; each has a {@code file} and a {@code message}. */
    public void forEachRefused(Consumer<JsonNode> sink) {
        @Nullable String cursor = null;
        do {
            String from = cursor == null ? "" : "&cursor=" + encoded(cursor);
            JsonNode page = server.get("%s/items?outcome=REFUSED&limit=%d%s".formatted(path(), PAGE, from));
            page.path("items").forEach(sink);
            cursor = page.path("nextCursor").asString(null);
        } while (cursor != null);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
