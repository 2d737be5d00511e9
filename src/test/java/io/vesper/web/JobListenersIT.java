package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.KeyLimits;
import io.vesper.access.Scope;
import io.vesper.job.JobQueue;
import io.vesper.web.KeyedServer.Keys;
import io.vesper.web.TestClient.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many may listen to jobs. */
@ExtendWith(KeyedServer.class)
class JobListenersIT {
    private final Keys keys;
    private final JobQueue queue;
    private final List<Stream<String>> heard = new ArrayList<>();

    JobListenersIT(Keys keys) {
        this.keys = keys;
        this.queue = keys.server().bean(JobQueue.class);
    }

    /** Open as soon as its first line is heard. */
    private void listen(TestClient client, String job) {
        Stream<String> lines = client.lines(events(job));
        heard.add(lines);
        assertThat(lines.iterator().next()).startsWith("id:QUEUED");
    }

    private static String events(String job) {
        return "/jobs/" + job + "/events";
    }

    @Test
    void oneKeyCannotTakeAllPlaces() {
        String job = queue.submit("unheard-of", Map.of()).id(); // no worker knows it, so it waits
        TestClient greedy = keys.with("greedy", KeyLimits.NONE, Scope.QUERY);
        try {
            for (int i = 0; i < JobEventStreams.MAX_OF_ONE_CALLER; i++) {
                listen(greedy, job);
            }

            Reply refused = greedy.get(events(job));

            assertProblem(refused, 429);
            assertThat(refused.header("Retry-After")).isEqualTo("60");
            listen(keys.with("modest", KeyLimits.NONE, Scope.QUERY), job);
        } finally {
            queue.stop(job);
            heard.forEach(Stream::close);
        }
        assertThat(greedy.get(events(job)).text()).contains("STOPPED");
        queue.delete(job);
    }
}
